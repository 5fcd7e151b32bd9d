import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { isBeginning } from '#lib/core/take-back.ts';
import { db } from './database.ts';
import { type TakenBack, takeBack } from './history.ts';
import type { Watch } from './watch.ts';

/** Batches that are looked at together. Undo is mostly about the newest one. */
const AT_ONCE = 20;

/** A batch as a whole. */
type Batch = { id: string; first: HistoryEvent; last: HistoryEvent; count: number };

/** What was undone or redone: how many rows that had changed, and one of its changes, as it was done at first. */
export type Undone = TakenBack & { count: number; sample: HistoryEvent };

async function batchOf(id: string): Promise<Batch | undefined> {
  const events = () => db.events.where('batchId').equals(id);
  const [first, last, count] = await Promise.all([events().first(), events().last(), events().count()]);
  return first && last && { id, first, last, count };
}

/** All batches, the newest first, until `visit` says that this is it. Ids of batches sort by time. */
async function findBatch(visit: (batch: Batch) => Promise<boolean>): Promise<Batch | undefined> {
  let before = '\uFFFF';
  for (;;) {
    const keys = await db.events.where('batchId').below(before).reverse().limit(AT_ONCE).uniqueKeys();
    for (const key of keys) {
      const batch = await batchOf(String(key));
      if (batch && (await visit(batch))) return batch;
    }
    const last = keys.at(-1);
    if (last === undefined) return undefined;
    before = String(last);
  }
}

/**
 * How much of each batch has been taken back, as batches are met from the newest on: one can only have been taken back
 * by a newer one. A part of it may have been, for one clip.
 */
function takenBackSoFar(): (batch: Batch) => number {
  const taken = new Map<string, number>();
  return ({ id, first: { undoes }, count }) => {
    const left = Math.max(0, count - (taken.get(id) ?? 0));
    if (undoes !== undefined) taken.set(undoes, (taken.get(undoes) ?? 0) + left);
    return left;
  };
}

/** What came into being is no change to take back by the way: whoever clips in another window does not want to lose it. */
function isArrival({ first, last }: Batch): boolean {
  return isBeginning(first) && isBeginning(last);
}

/** One undo after the other, in whichever window: the next one has to see what this one has taken back. */
function oneByOne<T>(work: () => Promise<T>): Promise<T> {
  return db.transaction('rw', [db.events, db.clips, db.projects, db.tags, db.actors, db.views], work);
}

/** Takes a batch back. Undefined where none of its rows is there any more. */
async function undone(batch: Batch, watch: Watch): Promise<Undone | undefined> {
  const result = await takeBack(batch.id, undefined, watch);
  return result.changed + result.kept > 0 ? { ...result, count: batch.count, sample: batch.first } : undefined;
}

/**
 * Takes back the last thing that was done to the library, by whom and when ever; called again, the one before. Clips that
 * were saved or imported since, projects and views that were made, are no such thing, and stay.
 * @returns undefined where nothing is left.
 * @throws GleanerError `cancelled` by the signal, and leaves all as it was; what {@link takeBack} throws.
 */
export function undoLast(watch: Watch = {}): Promise<Undone | undefined> {
  return oneByOne(async () => {
    const left = takenBackSoFar();
    let result: Undone | undefined;
    await findBatch(async (batch) => {
      const isCandidate = left(batch) > 0 && batch.first.undoes === undefined && !isArrival(batch);
      if (isCandidate) result = await undone(batch, watch);
      return result !== undefined;
    });
    return result;
  });
}

/** Whether a batch did something again that had been undone. */
async function isRedo({ first: { undoes } }: Batch): Promise<boolean> {
  return undoes !== undefined && (await batchOf(undoes))?.first.undoes !== undefined;
}

/**
 * Does again what was undone last; called again, the one before. After something else was done there is nothing to redo.
 * @returns undefined where nothing is left.
 * @throws GleanerError `cancelled` by the signal, and leaves all as it was; what {@link takeBack} throws.
 */
export function redoLast(watch: Watch = {}): Promise<Undone | undefined> {
  return oneByOne(async () => {
    const left = takenBackSoFar();
    let result: Undone | undefined;
    await findBatch(async (batch) => {
      if (left(batch) === 0) return false;
      if (batch.first.undoes === undefined) return !isArrival(batch);
      const done = (await isRedo(batch)) ? undefined : await undone(batch, watch);
      if (!done) return false;
      const { before, after } = done.sample.patch;
      result = { ...done, sample: { ...done.sample, patch: { before: after, after: before } } };
      return true;
    });
    return result;
  });
}
