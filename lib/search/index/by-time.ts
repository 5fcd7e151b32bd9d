import { compareIds } from './ids.ts';
import type { Segment } from './segment.ts';

/** Rows of a segment, and where they stand in what is made of several of them. */
export type PlacedRows = {
  segment: Segment;
  /** By row; -1 for one that is left out. */
  places: Int32Array;
};

/** Merges the orders of several segments into one: places, latest first; of equals, the higher id first. */
export function* mergingOrders(
  parts: readonly PlacedRows[],
  by: 'newest' | 'updated',
): Generator<void, Uint32Array<ArrayBuffer>> {
  const time = by === 'newest' ? 'capturedAt' : 'updatedAt';
  const lists = parts.map(({ segment, places }) => ({
    ids: segment.ids,
    order: segment[by],
    times: segment[time],
    places,
    at: 0,
    row: -1,
    when: 0,
  }));
  type List = (typeof lists)[number];
  const advance = (list: List): boolean => {
    while (list.at < list.order.length) {
      const row = list.order[list.at] ?? 0;
      list.at += 1;
      if ((list.places[row] ?? -1) >= 0) {
        list.row = row;
        list.when = list.times[row] ?? 0;
        return true;
      }
    }
    return false;
  };
  let left = lists.filter(advance);
  const total = parts.reduce(
    (sum, { places }) => places.reduce((count, place) => count + (place >= 0 ? 1 : 0), sum),
    0,
  );
  const merged = new Uint32Array(total);
  for (let at = 0; at < total; at += 1) {
    let first = left[0];
    for (const list of left) {
      if (!first || list === first) continue;
      const later = list.when - first.when || compareIds(list.ids, list.row, first.ids, first.row);
      if (later > 0) first = list;
    }
    if (!first) break;
    merged[at] = first.places[first.row] ?? 0;
    const spent = first;
    if (!advance(spent)) left = left.filter((list) => list !== spent);
    if (at % 16_384 === 16_383) yield;
  }
  return merged;
}

/** The rows of one segment in that order. @param times By row; rows are in the order of their ids. */
export function orderByTime(times: Float64Array): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(times.keys()).sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0) || b - a);
}
