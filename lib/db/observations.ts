import { Dexie } from 'dexie';
import { isNoise } from '#lib/core/evidence.ts';
import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { type Observation, observationSchema, type Seen } from '#lib/core/schema/observation.ts';
import { db } from './database.ts';
import { updatedAfter } from './updated-after.ts';

/** That the same is still seen is not written down more often than this. */
const REFRESH_MS = 60 * 60_000;

/** What was missing for less than that was on its way: an app tells its new address first, and shows later what is there. */
const LOADING_MS = 60_000;

/** Whether both say the same of a clip: in words that differ in nothing but what is noise to it, wherever they stand. */
function isSame(before: Seen, now: Seen, { ignoredChanges }: Clip): boolean {
  return before.state === now.state && isNoise(before.quote ?? '', now.quote ?? '', ignoredChanges);
}

/** The newest observation of a clip: how it stands. */
function newestOf(clipId: string): Promise<Observation | undefined> {
  return db.observations.where('[clipId+lastSeenAt]').between([clipId, Dexie.minKey], [clipId, Dexie.maxKey]).last();
}

/**
 * Records what a page showed of its clips: a new observation where that is something else than last time, in place of one
 * that said for a moment only that nothing was there. Clips that are
 * gone, and those that nobody asks about any more, are passed over.
 */
export async function recordObservations(seen: readonly Seen[], at = Date.now()): Promise<void> {
  await db.transaction('rw', [db.clips, db.observations], async () => {
    for (const one of seen) {
      const clip = await db.clips.get(one.clipId);
      if (!clip || clip.outdatedAt !== undefined) continue;
      let newest = await newestOf(one.clipId);
      if (newest?.state === 'missing' && one.state !== 'missing' && Math.abs(at - newest.firstSeenAt) < LOADING_MS) {
        await db.observations.delete(newest.id);
        newest = await newestOf(one.clipId);
      }
      if (newest && isSame(newest, one, clip)) {
        if (at - newest.lastSeenAt < REFRESH_MS) continue;
        await db.observations.put({ ...newest, lastSeenAt: at, updatedAt: updatedAfter(newest, at) });
        continue;
      }
      // It is the newest, also where the clock was set back since the one before.
      const lastSeenAt = Math.max(at, (newest?.lastSeenAt ?? 0) + 1);
      const row = { id: newId(), createdAt: at, updatedAt: at, ...one, firstSeenAt: at, lastSeenAt };
      await db.observations.add(parse(observationSchema, row, 'observation'));
    }
  });
}

/** All that was ever seen of these clips; of each clip in the order of time. */
export function observationsOf(clipIds: readonly string[]): Promise<Observation[]> {
  // One transaction: to begin one takes longer than to read what there is of a clip.
  return db.transaction('r', db.observations, async () => {
    const found = await Promise.all(
      [...new Set(clipIds)].map((id) =>
        db.observations.where('[clipId+lastSeenAt]').between([id, Dexie.minKey], [id, Dexie.maxKey]).toArray(),
      ),
    );
    return found.flat();
  });
}

/** How clips stand, by clip: the newest observation of each. Of all clips, or of these. */
export async function newestObservations(clipIds?: readonly string[]): Promise<Map<string, Observation>> {
  const all = clipIds ? await observationsOf(clipIds) : await db.observations.orderBy('[clipId+lastSeenAt]').toArray();
  return new Map(all.map((observation) => [observation.clipId, observation]));
}
