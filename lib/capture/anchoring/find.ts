/** Comparisons in one go: a text made for it lets the engine compare each unit with all of what is sought. */
const AT_ONCE = 40_000_000;
/** Units that are sought at most; the rest is compared where they stand. */
const HEAD = 2_000;

/**
 * Where in a text something stands, in small steps.
 * @param most No more places than these are looked for.
 */
export function* partsIn(text: string, part: string, most: number): Generator<void, number[]> {
  const found: number[] = [];
  if (part === '') return found;
  const head = part.slice(0, HEAD);
  const step = Math.ceil(AT_ONCE / head.length);
  for (let from = 0; from < text.length && found.length < most; from += step) {
    const slice = text.slice(from, from + step + head.length - 1);
    for (let at = slice.indexOf(head); at >= 0; at = slice.indexOf(head, at + 1)) {
      if (text.startsWith(part, from + at)) found.push(from + at);
      if (found.length >= most) break;
      if (part.length > HEAD) yield;
    }
    yield;
  }
  return found;
}
