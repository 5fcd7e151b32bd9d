import type { Group } from '#lib/search/library/question.ts';

/** A row of a list: the head of a group, or the clips from place `from` of the answer to before `to`. */
export type PlannedRow =
  | { group: Group; from?: undefined; to?: undefined }
  | { group?: undefined; from: number; to: number };

/**
 * Which row of a list shows what, where clips stand `perRow` abreast and each group begins with its head. Asking takes no
 * longer for a hundred thousand clips: nothing is made for each of them.
 */
export class RowPlan {
  /** How many rows there are. */
  readonly count: number;
  readonly #groups: readonly Group[];
  readonly #clips: number;
  readonly #perRow: number;
  /** The row that each group's head is. */
  readonly #heads: Uint32Array;
  /** By row: a list asks it of all its rows whenever one of them turns out to be higher than was thought. */
  readonly #isHead: Uint8Array;

  constructor(clips: number, groups: readonly Group[], perRow = 1) {
    this.#clips = clips;
    this.#groups = groups;
    this.#perRow = perRow;
    this.#heads = new Uint32Array(groups.length);
    let row = groups.length > 0 ? 0 : Math.ceil(clips / perRow);
    for (const [index, { count }] of groups.entries()) {
      this.#heads[index] = row;
      row += 1 + Math.ceil(count / perRow);
    }
    this.count = row;
    this.#isHead = new Uint8Array(row);
    for (const head of this.#heads) this.#isHead[head] = 1;
  }

  /** @param row From 0 to before `count`. */
  at(row: number): PlannedRow {
    const index = last(this.#heads, row);
    const group = this.#groups[index];
    const head = this.#heads[index];
    const [from, end] = group ? [group.from, group.from + group.count] : [0, this.#clips];
    if (group && row === head) return { group };
    const start = from + (row - (head === undefined ? 0 : head + 1)) * this.#perRow;
    return { from: start, to: Math.min(start + this.#perRow, end) };
  }

  isHead(row: number): boolean {
    return this.#isHead[row] === 1;
  }

  /** The row in which the clip of a place stands. */
  rowOf(place: number): number {
    const index = lastOf(this.#groups.length, (at) => (this.#groups[at]?.from ?? 0) <= place);
    const from = this.#groups[index]?.from ?? 0;
    const head = this.#heads[index];
    return (head === undefined ? 0 : head + 1) + Math.floor((place - from) / this.#perRow);
  }

  /** The group that a row belongs to. */
  groupAt(row: number): Group | undefined {
    return this.#groups[last(this.#heads, row)];
  }

  /** The row of the head of the group that a row belongs to; undefined where there are no groups. */
  headAbove(row: number): number | undefined {
    return this.#heads[last(this.#heads, row)];
  }

  /** The row of a group's head. */
  headOf(index: number): number | undefined {
    return this.#heads[index];
  }
}

/** The last of `count` places for which `holds` does, given that it holds for all before it; -1 for none. */
function lastOf(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function last(sorted: Uint32Array, limit: number): number {
  return lastOf(sorted.length, (at) => (sorted[at] ?? 0) <= limit);
}
