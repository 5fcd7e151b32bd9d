import { valueKey } from './spelling.ts';

/** How many letters must be put in, left out, changed or swapped with the next (optimal string alignment distance). */
function slips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

/** The longest value that is compared: a slip is one of short names. */
const LONGEST = 60;

/**
 * The name that was most likely meant by one that does not exist: one that begins or goes on like it, or has it in it, or
 * is a slip away from it, two where it is long. Undefined for none.
 */
export function nearest(value: string, names: readonly string[]): string | undefined {
  const key = valueKey(value).slice(0, LONGEST);
  if (!key) return undefined;
  // A Chinese character is as much as a word's worth of letters.
  const isShort = key.length <= (/\p{Script=Han}/u.test(key) ? 1 : 2);
  const allowed = key.length > 5 ? 2 : isShort ? 0 : 1;
  let best: { name: string; far: number } | undefined;
  for (const name of names) {
    const other = valueKey(name);
    const far = other.startsWith(key)
      ? 0
      : other.includes(key)
        ? 0.5
        : Math.abs(other.length - key.length) > allowed
          ? Number.POSITIVE_INFINITY
          : slips(key, other);
    const limit = Math.max(allowed, 0.5);
    if (far <= limit && (!best || far < best.far)) best = { name, far };
  }
  return best?.name;
}
