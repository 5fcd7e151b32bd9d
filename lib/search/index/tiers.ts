/** So many small segments are put together. */
const FAN = 8;
/** What is small: smaller ones are merged by how many there are, larger ones by how they compare. */
const SMALL = 512;
/** From here on memory counts more than copying: what is superseded never takes more than half again. */
const VERY_LARGE = 32_768;
/** At most so many at once: each is a cursor to compare. */
const AT_ONCE = 16;

const tierOf = (size: number) => Math.floor(Math.log(Math.max(1, size)) / Math.log(FAN) + 1e-9);

/**
 * Which segments to merge next, so that there are a few dozen of them at most, and every clip is copied a few times only
 * in a year of single writes: small ones when eight of a size have come together, large ones when the newer ones
 * together are as large. (Tiers after Lucene's TieredMergePolicy; the rule for large ones is the logarithmic method of
 * Bentley and Saxe, 1980.)
 * @param sizes Clips and removed ids of each segment, oldest first.
 * @returns Places in `sizes`, `to` not among them; undefined where nothing is to be merged.
 */
export function segmentsToMerge(sizes: readonly number[]): { from: number; to: number } | undefined {
  let newer = 0;
  let from = sizes.length;
  for (let at = sizes.length - 1; at >= 0; at -= 1) {
    const size = sizes[at] ?? 0;
    if (size >= SMALL && newer * (size < VERY_LARGE ? 1 : 2) >= size) from = at;
    newer += size;
  }
  if (from < sizes.length) return { from, to: Math.min(sizes.length, from + AT_ONCE) };
  return smallOnes(sizes);
}

/** The newest segments up to a tier of which there are enough. */
function smallOnes(sizes: readonly number[]): { from: number; to: number } | undefined {
  for (let tier = 0; FAN ** tier < SMALL; tier += 1) {
    let from = sizes.length;
    let count = 0;
    for (; from > 0 && tierOf(sizes[from - 1] ?? 0) <= tier; from -= 1) {
      if (tierOf(sizes[from - 1] ?? 0) === tier) count += 1;
    }
    if (count >= FAN) return { from, to: Math.min(sizes.length, from + AT_ONCE) };
  }
  return undefined;
}
