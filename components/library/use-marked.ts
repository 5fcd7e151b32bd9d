import { useMemo } from 'react';
import type { ClipFilter } from '#lib/search/clip-filter.ts';
import { searchOfPlace } from './tag-tree.tsx';

/** What of a filter the sidebar marks: the same object while words are typed. */
export function useMarked({ view, type, tagId, actorId, text }: ClipFilter): ClipFilter {
  const search = searchOfPlace(text);
  return useMemo(
    () => ({
      view,
      ...(type ? { type } : {}),
      ...(tagId ? { tagId } : {}),
      ...(actorId ? { actorId } : {}),
      ...(search ? { text: search } : {}),
    }),
    [view, type, tagId, actorId, search],
  );
}
