import { ClipIds } from '#lib/search/library/clip-ids.ts';
import { ID_BYTES, type Segment } from './segment.ts';

/** Ids at 16 bytes each. @param ids In the order that the bytes shall have. */
export const packIds = (ids: readonly string[]): Uint8Array<ArrayBuffer> => ClipIds.from(ids).bytes;

export function unpackIds(bytes: Uint8Array<ArrayBuffer>): string[] {
  const ids = new ClipIds(bytes);
  return ids.slice(0, ids.length);
}

/** How one id of 16 bytes stands to another: below 0 where it comes before. Places are counted in ids. */
export function compareIds(a: Uint8Array, placeA: number, b: Uint8Array, placeB: number): number {
  const [atA, atB] = [placeA * ID_BYTES, placeB * ID_BYTES];
  for (let byte = 0; byte < ID_BYTES; byte += 1) {
    const difference = (a[atA + byte] ?? 0) - (b[atB + byte] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The first place from `from` on whose id is not below the sought one: by steps that double, then by halves. */
function firstNotBelow(ids: Uint8Array, from: number, sought: Uint8Array, place: number): number {
  const count = ids.length / ID_BYTES;
  let low = from;
  let step = 1;
  while (low + step < count && compareIds(ids, low + step, sought, place) < 0) {
    low += step;
    step *= 2;
  }
  let high = Math.min(count, low + step);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds(ids, middle, sought, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Strikes those rows of a segment that `ids`, ascending, has. @returns How many were struck that were not before. */
function strike(segment: Segment, isLive: Uint8Array, ids: Uint8Array): number {
  let struck = 0;
  let at = 0;
  for (let place = 0; place < ids.length / ID_BYTES && at < segment.size; place += 1) {
    at = firstNotBelow(segment.ids, at, ids, place);
    if (at < segment.size && compareIds(segment.ids, at, ids, place) === 0) {
      struck += isLive[at] ?? 0;
      isLive[at] = 0;
    }
  }
  return struck;
}

/**
 * Strikes the rows that a newer segment has itself, or removes.
 * @param isLive 1 for each row of the older one that still stands; changed in place.
 * @returns How many rows were struck.
 */
export function strikeSuperseded(older: Segment, isLive: Uint8Array, newer: Segment): number {
  return strike(older, isLive, newer.ids) + strike(older, isLive, newer.removed);
}
