import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { openChangeOf } from '#lib/core/evidence.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { newestObservations } from '#lib/db/observations.ts';
import type { OpenChanges } from '#lib/search/clip-filter.ts';

/** Which of these clips no longer stand on their pages, by id; none until it is known. */
export function useOpenChanges(clips: readonly Clip[]): OpenChanges {
  const ids = clips.map(({ id }) => id);
  const newest = useLiveQuery(() => newestObservations(ids), [ids.join(' ')]);
  return useMemo(() => {
    const changes = new Map<string, 'changed' | 'missing'>();
    if (!newest?.size) return changes;
    for (const clip of clips) {
      const change = openChangeOf(clip, newest.get(clip.id));
      if (change) changes.set(clip.id, change);
    }
    return changes;
  }, [clips, newest]);
}
