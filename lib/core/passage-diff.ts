import { diffKeys } from './diff-keys.ts';
import { type DiffPart, wordDiff } from './word-diff.ts';

/**
 * A passage (a line: a paragraph, a heading, an item) of two texts of a page: in both, in both in other words, in the
 * later alone or in the earlier alone. `parts` are of both, word by word.
 */
export type Passage = { kind: 'same' | 'changed' | 'added' | 'removed'; parts: DiffPart[] };

/** Passages that may have come or gone. Beyond this it is another text. */
const MAX_PASSAGES = 2_000;
/** Comparisons of one passage with another, in one stretch of them. */
const MAX_PAIRS = 10_000;
/** Of a passage so much is looked at to tell which it has become. */
const HEAD = 1_000;
/** Two passages are one in other words where they share this much of what stands in them, from 0 to 1. */
const ALIKE = 0.4;

const keyOf = (line: string) => line.normalize('NFKC').replace(/\s+/g, '');
const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

/** All that stands side by side in a passage, three by three letters. */
function shingles(line: string): ReadonlySet<string> {
  const key = keyOf(line.slice(0, HEAD));
  const found = new Set<string>();
  for (let at = 0; at + 3 <= Math.max(key.length, 3); at += 1) found.add(key.slice(at, at + 3));
  return found;
}

/** How much two sets share (Dice). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const each of a) if (b.has(each)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

/** The passages of one stretch: those that are alike in other words, in their order, and what is left. */
function pair(before: readonly string[], after: readonly string[]): Passage[] {
  const isLong = before.length * after.length > MAX_PAIRS;
  const sets = isLong ? [] : after.map(shingles);
  const passages: Passage[] = [];
  let next = 0;
  for (const old of before) {
    const own = sets.length > 0 ? shingles(old) : undefined;
    const found = own ? sets.findIndex((set, index) => index >= next && likeness(own, set) >= ALIKE) : -1;
    if (found < 0) {
      passages.push({ kind: 'removed', parts: [{ kind: 'removed', text: old }] });
      continue;
    }
    for (; next < found; next += 1) passages.push(added(after[next]));
    passages.push({ kind: 'changed', parts: wordDiff(old, after[found] ?? '') });
    next = found + 1;
  }
  return [...passages, ...after.slice(next).map(added)];
}

const added = (text = ''): Passage => ({ kind: 'added', parts: [{ kind: 'added', text }] });

/** What has become of the text of a page, passage by passage, in the order of the later one; the work is bounded. */
export function passageDiff(before: string, after: string): Passage[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const changes = diffKeys(old.map(keyOf), now.map(keyOf), MAX_PASSAGES);
  if (!changes) return pair(old, now);
  const passages: Passage[] = [];
  let [from, to] = [0, 0];
  let [gone, came]: [string[], string[]] = [[], []];
  const finish = (): void => {
    for (const passage of pair(gone, came)) passages.push(passage);
    [gone, came] = [[], []];
  };
  for (const { kind, count } of changes) {
    if (kind === 'same') finish();
    for (let done = 0; done < count; done += 1) {
      const [left, right] = [old[from] ?? '', now[to] ?? ''];
      if (kind === 'same') passages.push({ kind: 'same', parts: [{ kind: 'same', text: right }] });
      else if (kind === 'removed') gone.push(left);
      else came.push(right);
      if (kind !== 'added') from += 1;
      if (kind !== 'removed') to += 1;
    }
  }
  finish();
  return passages;
}
