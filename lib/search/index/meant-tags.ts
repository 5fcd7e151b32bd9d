import type { Names } from './names.ts';
import type { Rows } from './rows.ts';

/** The tags of clips as they are meant today: those that were merged are the ones that took them in. */
export class MeantTags {
  readonly #tags: Uint32Array;
  readonly #ends: Uint32Array;

  /** @param survivors By the id of each tag that was merged, the one that took it in. */
  constructor({ tags, tagEnds }: Rows, names: Names, survivors: ReadonlyMap<string, string>) {
    const into = new Map<number, number>();
    for (const [id, survivor] of survivors) {
      if (id === survivor) continue;
      const number = names.find(id);
      if (number !== undefined) into.set(number, names.add(survivor));
    }
    this.#tags = into.size === 0 ? tags : tags.map((tag) => into.get(tag) ?? tag);
    this.#ends = tagEnds;
  }

  /** Calls back with each tag of a row once; with 0 where it has none, if `noneToo`. */
  each(row: number, visit: (tag: number) => void, noneToo = false): void {
    const from = row === 0 ? 0 : (this.#ends[row - 1] ?? 0);
    const end = this.#ends[row] ?? 0;
    if (noneToo && from === end) visit(0);
    for (let at = from; at < end; at += 1) {
      const tag = this.#tags[at] ?? 0;
      let isFirst = true;
      for (let before = from; before < at; before += 1) if (this.#tags[before] === tag) isFirst = false;
      if (isFirst) visit(tag);
    }
  }
}
