/** The fewest units to insert, delete or replace to make `b` of `a`. For short texts: it takes the product of their lengths. */
function distance(a: string, b: string): number {
  let row = Uint16Array.from({ length: b.length + 1 }, (_, index) => index);
  let next = new Uint16Array(b.length + 1);
  for (let at = 1; at <= a.length; at += 1) {
    next[0] = at;
    for (let to = 1; to <= b.length; to += 1) {
      const replaced = (row[to - 1] ?? 0) + (a.charCodeAt(at - 1) === b.charCodeAt(to - 1) ? 0 : 1);
      next[to] = Math.min(replaced, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1);
    }
    [row, next] = [next, row];
  }
  return row[b.length] ?? 0;
}

/** 1 for the same, 0 for nothing in common. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  return 1 - distance(a, b) / longest;
}

/** What stood around a passage when it was clipped, white space folded. */
export type Context = { prefix: string; suffix: string };

/** How like its context is what stands around a place, from 0 to 1: on both sides, and on the side that is less like it. */
export type Likeness = { both: number; least: number };

/** 0.5 where nothing is known of the context, but 1 for all of a text: nothing stood around that, and nothing does. */
export function contextAt(text: string, start: number, end: number, { prefix, suffix }: Context): Likeness {
  const weight = prefix.length + suffix.length;
  if (weight === 0) {
    const likeness = start === 0 && end === text.length ? 1 : 0.5;
    return { both: likeness, least: likeness };
  }
  const before = similarity(text.slice(Math.max(0, start - prefix.length), start), prefix);
  const after = similarity(text.slice(end, end + suffix.length), suffix);
  return { both: (before * prefix.length + after * suffix.length) / weight, least: Math.min(before, after) };
}
