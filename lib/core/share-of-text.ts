/** UTF-16 units that hardly stand in one order by chance. */
const GRAM = 12;
const BASE = 0x01000193;
const BITS = 22;

/** The hash of each run of `GRAM` units. It rolls on from place to place, so that it takes one look at each. */
function* gramsOf(text: string): Generator<number> {
  let power = 1;
  for (let index = 1; index < GRAM; index += 1) power = Math.imul(power, BASE);
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at >= GRAM) hash = (hash - Math.imul(text.charCodeAt(at - GRAM), power)) | 0;
    hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
    // The upper bits are mixed best.
    if (at >= GRAM - 1) yield Math.imul(hash, 0x9e3779b1) >>> (32 - BITS);
  }
}

/**
 * How much of a text is left in another, wherever it stands there: from 0 to 1. White space does not count. For texts of
 * some length: what is shorter than a few words is in the other, or is not.
 */
export function shareOfText(text: string, other: string): number {
  const [before, after] = [text.replace(/\s+/g, ''), other.replace(/\s+/g, '')];
  if (before.length < GRAM * 2) return before !== '' && after.includes(before) ? 1 : 0;
  const known = new Uint8Array(1 << BITS);
  for (const gram of gramsOf(after)) known[gram] = 1;
  let count = 0;
  let found = 0;
  for (const gram of gramsOf(before)) {
    count += 1;
    found += known[gram] ?? 0;
  }
  return found / count;
}
