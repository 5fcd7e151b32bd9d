import { compareIds } from './ids.ts';
import type { Segment } from './segment.ts';

/** Rows of a segment, and where they stand in what is made of several of them. */
export type PlacedRows = {
  segment: Segment;
  /** By row; -1 for one that is left out. */
  places: Int32Array;
};

type Time = 'capturedAt' | 'updatedAt';

/** Rows of several segments in order: of which part, and which row of it. */
type Order = { parts: Uint16Array; rows: Uint32Array };

function orderOf({ segment, places }: PlacedRows, part: number, by: 'newest' | 'updated'): Order {
  const all = segment[by];
  const rows = new Uint32Array(all.length);
  let count = 0;
  for (let at = 0; at < all.length; at += 1) {
    const row = all[at] ?? 0;
    if ((places[row] ?? -1) < 0) continue;
    rows[count] = row;
    count += 1;
  }
  return { parts: new Uint16Array(count).fill(part), rows: rows.subarray(0, count) };
}

function* mergingTwo(all: readonly PlacedRows[], time: Time, one: Order, other: Order): Generator<void, Order> {
  const total = one.rows.length + other.rows.length;
  const merged = { parts: new Uint16Array(total), rows: new Uint32Array(total) };
  let [atOne, atOther] = [0, 0];
  const put = (at: number, { parts, rows }: Order, from: number) => {
    merged.parts[at] = parts[from] ?? 0;
    merged.rows[at] = rows[from] ?? 0;
  };
  const isLater = () => {
    const [a, b] = [all[one.parts[atOne] ?? 0]?.segment, all[other.parts[atOther] ?? 0]?.segment];
    if (!a || !b) return false;
    const [rowA, rowB] = [one.rows[atOne] ?? 0, other.rows[atOther] ?? 0];
    const later = (a[time][rowA] ?? 0) - (b[time][rowB] ?? 0);
    return (later || compareIds(a.ids, rowA, b.ids, rowB)) > 0;
  };
  for (let at = 0; at < total; at += 1) {
    const takesOne = atOther >= other.rows.length || (atOne < one.rows.length && isLater());
    if (takesOne) {
      put(at, one, atOne);
      atOne += 1;
    } else {
      put(at, other, atOther);
      atOther += 1;
    }
    if (at % 32_768 === 32_767) yield;
  }
  return merged;
}

/** Merges the orders of several segments into one: places, latest first; of equals, the higher id first. */
export function* mergingOrders(
  all: readonly PlacedRows[],
  by: 'newest' | 'updated',
): Generator<void, Uint32Array<ArrayBuffer>> {
  const time = by === 'newest' ? 'capturedAt' : 'updatedAt';
  // The small ones first: the largest is gone through once only, however many were written since.
  const orders = all.map((part, index) => orderOf(part, index, by)).sort((a, b) => a.rows.length - b.rows.length);
  let merged: Order = { parts: new Uint16Array(), rows: new Uint32Array() };
  for (const order of orders) {
    merged = merged.rows.length === 0 ? order : yield* mergingTwo(all, time, merged, order);
    yield;
  }
  const places = new Uint32Array(merged.rows.length);
  for (let at = 0; at < places.length; at += 1) {
    places[at] = all[merged.parts[at] ?? 0]?.places[merged.rows[at] ?? 0] ?? 0;
  }
  return places;
}

/** The rows of one segment in that order. @param times By row; rows are in the order of their ids. */
export function orderByTime(times: Float64Array): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(times.keys()).sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0) || b - a);
}
