/**
 * The order in which people look for names in their language: Chinese by how it is read under `zh`, numbers by their size.
 * What was compared once stays known: two Chinese names take a microsecond, and there are thousands of them.
 */
export class Alphabet {
  readonly #compare: (a: string, b: string) => number;
  #sorted: string[] = [];
  #places: ReadonlyMap<string, number> = new Map();

  /** @param locale BCP 47. */
  constructor(locale: string) {
    const { compare } = new Intl.Collator(locale, { numeric: true });
    // Names that are read alike still stand apart, always in the same order.
    this.#compare = (a, b) => compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
  }

  /** How many names it knows: no place is higher. */
  get size(): number {
    return this.#sorted.length;
  }

  /** The place of each of these names, from 1, among all that it was ever asked for. Later names may move it. */
  placesOf(names: Iterable<string>): ReadonlyMap<string, number> {
    const fresh = [...new Set(names)].filter((name) => !this.#places.has(name));
    if (fresh.length > 0) {
      // Two runs that are sorted are only merged.
      this.#sorted = [...this.#sorted, ...fresh.sort(this.#compare)].sort(this.#compare);
      this.#places = new Map(this.#sorted.map((name, at) => [name, at + 1]));
    }
    return this.#places;
  }
}
