import { NumberWriter } from './bytes.ts';

/** Gives each name a number, in the order in which they come. The number of '' is 0. */
export class Names {
  readonly #numbers = new Map<string, number>([['', 0]]);
  readonly #names: string[] = [''];

  get size(): number {
    return this.#names.length;
  }

  /** The number of a name, a new one if it has none. */
  add(name: string): number {
    const before = this.#numbers.get(name);
    if (before !== undefined) return before;
    const number = this.#names.length;
    this.#numbers.set(name, number);
    this.#names.push(name);
    return number;
  }

  /** Undefined for a name that was never added. */
  find(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  name(number: number): string {
    return this.#names[number] ?? '';
  }

  /** All of them as a segment keeps them. */
  pack(): { names: string; nameEnds: Uint32Array<ArrayBuffer> } {
    const ends = new NumberWriter();
    let end = 0;
    for (const name of this.#names) {
      end += name.length;
      ends.push(end);
    }
    return { names: this.#names.join(''), nameEnds: ends.toNumbers() };
  }
}

/** One of several texts that stand in one, `ends` saying where each of them ends. */
export function nthText(texts: string, ends: Uint32Array, index: number): string {
  return texts.slice(index === 0 ? 0 : ends[index - 1], ends[index]);
}
