import type { Clip } from '#lib/core/schema/clip.ts';
import { foundInPictures } from '#lib/search/clip-filter.ts';
import type { GroupNames } from '#lib/search/library/arrange.ts';
import type { ClipProps } from './clip-row.tsx';
import { textOf } from './clip-words.tsx';
import type { LayoutProps } from './layout.ts';
import type { Sight } from './use-sight.ts';

/** The names of nothing: one array for all, so that a row that has none is not made anew. */
const NO_NAMES: readonly string[] = [];
const known = new WeakMap<Clip, { names: GroupNames; tags: readonly string[] }>();

function tagNamesOf(clip: Clip, names: GroupNames): readonly string[] {
  if (clip.tagIds.length === 0) return NO_NAMES;
  const before = known.get(clip);
  if (before?.names === names) return before.tags;
  // Tags that were merged are one.
  const tags = [...new Set(clip.tagIds.flatMap((id) => names.get(id) ?? []))];
  known.set(clip, { names, tags });
  return tags;
}

/** What a layout shows of a clip. The same for the same clip, so that only what has changed is rendered anew. */
export function clipPropsOf(clip: Clip, sight: Sight, props: LayoutProps): ClipProps {
  const { shown, names, openId, selected, onOpen, onSelect } = props;
  const terms = shown.answer.words;
  return {
    clip,
    tagNames: tagNamesOf(clip, names),
    actorName: clip.actorId ? names.get(clip.actorId) : undefined,
    terms,
    found: foundInPictures(clip, textOf(clip), terms, sight.pictures),
    change: sight.changes.get(clip.id),
    isOpen: clip.id === openId,
    isSelected: selected.has(clip.id),
    onOpen,
    onSelect,
  };
}
