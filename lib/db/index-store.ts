import { Dexie } from 'dexie';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { type Dirty, db, type SegmentFile } from './database.ts';

const KEY = 'index';

/** How far the index of the library has come. */
export type IndexState = {
  /** Which code made it: one that folds or weighs text in another way has another number. */
  format: number;
  /** All clips up to this id are in it; undefined for all there are. */
  upTo?: string | undefined;
};

/** Where the index stands, and its parts; no state where there is none yet. */
export function loadIndex(): Promise<{ state: IndexState | undefined; segments: SegmentFile[] }> {
  return db.transaction('r', [db.segments, db.local], async () => {
    const row = await db.local.get(KEY);
    return { state: row?.value as IndexState | undefined, segments: await db.segments.toArray() };
  });
}

/** The same without the parts: only their ids. */
export function indexState(): Promise<{ state: IndexState | undefined; ids: string[] }> {
  return db.transaction('r', [db.segments, db.local], async () => {
    const row = await db.local.get(KEY);
    return { state: row?.value as IndexState | undefined, ids: await db.segments.toCollection().primaryKeys() };
  });
}

export function loadSegments(ids: readonly string[]): Promise<SegmentFile[]> {
  return db.segments
    .where('id')
    .anyOf([...ids])
    .toArray();
}

/** Throws the index away and begins a new one: whatever had changed will be read anyway. */
export async function restartIndex(format: number): Promise<void> {
  await db.transaction('rw', [db.segments, db.dirty, db.local], async () => {
    await db.segments.clear();
    await db.dirty.clear();
    await db.local.put({ key: KEY, value: { format, upTo: '' } satisfies IndexState });
  });
}

/**
 * Throws the index away, so that no file of it keeps words that were to be forgotten. To be called inside the transaction
 * that takes them away, which must take in segments and local; whoever needs the index next makes a new one.
 */
export async function dropIndex(): Promise<void> {
  await db.segments.clear();
  await db.local.delete(KEY);
}

/** Keeps the next part of an index that is being made. Nothing, where the index was thrown away since. */
export async function appendSegment(segment: SegmentFile, state: IndexState): Promise<boolean> {
  return db.transaction('rw', [db.segments, db.local], async () => {
    if (!(await db.local.get(KEY))) return false;
    await db.segments.add(segment);
    await db.local.put({ key: KEY, value: state });
    return true;
  });
}

/** Clips that changed since they were last indexed, at most `limit`. */
export function takeDirty(limit: number): Promise<Dirty[]> {
  return db.dirty.limit(limit).toArray();
}

/** Keeps what `taken` has become, and forgets that those changed, but for those that have changed again meanwhile. */
export async function keepChanges(segment: SegmentFile, taken: readonly Dirty[]): Promise<boolean> {
  return db.transaction('rw', [db.segments, db.dirty, db.local], async () => {
    if (!(await db.local.get(KEY))) return false;
    await db.segments.add(segment);
    const now = await db.dirty.bulkGet(taken.map(({ id }) => id));
    await db.dirty.bulkDelete(taken.filter(({ stamp }, at) => now[at]?.stamp === stamp).map(({ id }) => id));
    return true;
  });
}

/** Puts one part in the place of several. Nothing, where one of them has gone since. */
export async function replaceSegments(old: readonly string[], merged: SegmentFile): Promise<boolean> {
  return db.transaction('rw', [db.segments], async () => {
    const there = await db.segments
      .where('id')
      .anyOf([...old])
      .count();
    if (there !== old.length) return false;
    await db.segments.bulkDelete([...old]);
    await db.segments.add(merged);
    return true;
  });
}

/** The next `limit` clips in the order of their ids, those in the trash too. */
export function clipsAfter(id: string, limit: number): Promise<Clip[]> {
  return db.clips.where('id').above(id).limit(limit).toArray();
}

/** The newest observation of each clip whose id is between these, both included. */
export async function newestBetween(from: string, to: string): Promise<Map<string, Observation>> {
  const all = await db.observations
    .where('[clipId+lastSeenAt]')
    .between([from, Dexie.minKey], [to, Dexie.maxKey])
    .toArray();
  return new Map(all.map((observation) => [observation.clipId, observation]));
}

/** All clips there are, the trash too. */
export function countAllClips(): Promise<number> {
  return db.clips.count();
}

/** So many clips are counted at a time: a count of a hundred thousand keeps whoever wants to read one waiting for 0.3 s. */
const COUNTED = 5_000;

/** How many clips the index should have; undefined while some of them wait to be indexed. */
export function countSettled(): Promise<number | undefined> {
  return db.transaction('r', [db.clips, db.dirty], async () => {
    if ((await db.dirty.count()) > 0) return undefined;
    let count = 0;
    for (let last = ''; ; count += COUNTED) {
      const rest = db.clips.where(':id').above(last);
      const [next] = await rest
        .clone()
        .offset(COUNTED - 1)
        .limit(1)
        .primaryKeys();
      if (next === undefined) return count + (await rest.count());
      last = next;
    }
  });
}
