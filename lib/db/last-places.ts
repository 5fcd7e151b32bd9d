import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { db } from './database.ts';

type Place = { clipId: string };

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'clipId' in value && typeof value.clipId === 'string';

const placesIn = (value: unknown): Place[] => (Array.isArray(value) ? value.filter(isPlace) : []);

/**
 * Events of clips, for taking them back. A clip that was merged into another one and was deleted for good since has left
 * its place to that one, and nothing else knows of it: that place is as if it had always been there.
 */
export async function withLastPlaces(events: readonly HistoryEvent[]): Promise<readonly HistoryEvent[]> {
  const left = new Set(events.flatMap(({ patch }) => placesIn(patch.after.alsoAt).map(({ clipId }) => clipId)));
  if (left.size === 0) return events;
  const there = (await db.clips.bulkGet([...left])).filter((clip) => clip !== undefined);
  // What was merged into one of those that are there is known to that one.
  const known = new Set(there.flatMap(({ id, alsoAt = [] }) => [id, ...alsoAt.map(({ clipId }) => clipId)]));
  return events.map((event) => {
    const { before, after } = event.patch;
    const earlier = placesIn(before.alsoAt);
    const isLast = ({ clipId }: Place) => !known.has(clipId) && !earlier.some((place) => place.clipId === clipId);
    const last = placesIn(after.alsoAt).filter(isLast);
    if (last.length === 0) return event;
    return { ...event, patch: { before: { ...before, alsoAt: [...earlier, ...last] }, after } };
  });
}
