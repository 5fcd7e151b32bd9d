import type { HistoryEvent } from './schema/event.ts';

type Values = Record<string, unknown>;
type Patch = HistoryEvent['patch'];

/** Properties that say one thing together: none of them is taken back alone. */
const TOGETHER = [
  ['type', 'triage'],
  ['name', 'key'],
] as const;

/** Lists without an order. What was added to one is taken away again, and what others have added since stays. */
const SETS: ReadonlySet<string> = new Set(['tagIds', 'aliases', 'domains', 'alsoAt']);

/** Those of them that a row without any does not have. */
const OPTIONAL: ReadonlySet<string> = new Set(['alsoAt']);

export const isSameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A set with what the change put in taken out again, and the other way round. */
function setBefore(now: unknown, before: unknown, after: unknown): unknown {
  if (isSameValue(now, after)) return before;
  const has = (list: unknown): ((one: unknown) => boolean) => {
    const known = new Set(listOf(list).map((one) => JSON.stringify(one)));
    return (one) => known.has(JSON.stringify(one));
  };
  const [was, became] = [has(before), has(after)];
  const kept = listOf(now).filter((one) => was(one) || !became(one));
  const isKept = has(kept);
  const lost = listOf(before).filter((one) => !became(one) && !isKept(one));
  if (lost.length === 0 && kept.length === listOf(now).length) return now;
  return [...kept, ...lost];
}

/** Whether a property is as a change left it. What is in the trash is there, since whenever: redo begins its days anew. */
function isSameState(key: string, now: unknown, after: unknown): boolean {
  return isSameValue(now, after) || (key === 'deletedAt' && now !== undefined && after !== undefined);
}

/**
 * How a change is taken back in a row as it is now. A value that has changed since is newer than the change and stays:
 * undo brings back what was there, and never overwrites what came later.
 * @returns the change that does it; undefined where nothing is left of the one to take back.
 */
export function takingBack(row: Values, { before, after }: Patch): Patch | undefined {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const isNewer = (key: string) => !SETS.has(key) && !isSameState(key, row[key], after[key]);
  const kept = new Set<string>(keys.filter(isNewer));
  for (const group of TOGETHER) {
    if (group.some((key) => kept.has(key))) for (const key of group) kept.add(key);
  }
  const patch: Patch = { before: {}, after: {} };
  for (const key of keys) {
    if (kept.has(key)) continue;
    const now = row[key];
    const set = SETS.has(key) ? setBefore(now, before[key], after[key]) : before[key];
    const next = OPTIONAL.has(key) && listOf(set).length === 0 ? undefined : set;
    if (isSameValue(now, next)) continue;
    if (now !== undefined) patch.before[key] = now;
    if (next !== undefined) patch.after[key] = next;
  }
  return Object.keys(patch.before).length + Object.keys(patch.after).length > 0 ? patch : undefined;
}

/**
 * Whether an event is the beginning of its row. Undoing that is moving the row to the trash, so what was "before" is a
 * row that was thrown away at this very moment.
 */
export function isBeginning({ patch: { before, after }, at }: Pick<HistoryEvent, 'patch' | 'at'>): boolean {
  return before.deletedAt === at && Object.keys(before).length === 1 && Object.keys(after).length === 0;
}
