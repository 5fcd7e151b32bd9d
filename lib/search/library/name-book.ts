import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { searchNames } from '#lib/db/search-names.ts';
import { Alphabet } from '#lib/search/index/alphabet.ts';
import type { Named } from '#lib/search/index/engine.ts';
import { parse } from '#lib/search/query/parse.ts';
import { type Names, type Resolution, resolve } from '#lib/search/query/resolve.ts';
import type { NamedTag } from '#lib/search/query/tag-names.ts';

/** What words and ids in a question mean, as the names of tags, actors and projects are now. */
export type Meanings = {
  /** For each tag the one that it means today; those in the trash mean none. */
  survivors: ReadonlyMap<string, string>;
  /** The same with what is known of them by their names. */
  tags: ReadonlyMap<string, NamedTag>;
  /** By their ids, those in the trash left out. */
  actors: ReadonlyMap<string, Named>;
  projects: ReadonlyMap<string, Named>;
  /** By which all of them are sorted. */
  alphabet: Alphabet;
};

type Book = { names: Names; meanings: Meanings };

function byId(rows: readonly (Named & { deletedAt?: number | undefined })[]): ReadonlyMap<string, Named> {
  return new Map(rows.flatMap((row) => (row.deletedAt === undefined ? [[row.id, row] as const] : [])));
}

/** Reads names once, until they may have changed. */
export class NameBook {
  readonly #alphabet: Alphabet;
  #book: Promise<Book> | undefined;

  /** @param locale BCP 47, for the alphabet. */
  constructor(locale: string) {
    this.#alphabet = new Alphabet(locale);
  }

  /** To be called when a name may have changed. */
  forget(): void {
    this.#book = undefined;
  }

  async get(): Promise<Meanings> {
    return (await this.#read()).meanings;
  }

  async resolve(text: string): Promise<{ resolved: Resolution; meanings: Meanings }> {
    const { names, meanings } = await this.#read();
    return { resolved: resolve(parse(text), names, Date.now()), meanings };
  }

  #read(): Promise<Book> {
    this.#book ??= searchNames().then((names) => {
      const tags = tagMeanings(names.tags);
      const meanings: Meanings = {
        tags,
        survivors: new Map([...tags].map(([id, tag]) => [id, tag.id])),
        actors: byId(names.actors),
        projects: byId(names.projects),
        alphabet: this.#alphabet,
      };
      return { names, meanings };
    });
    return this.#book;
  }
}
