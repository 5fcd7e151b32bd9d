import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { searchNames } from '#lib/db/search-names.ts';
import { parse } from '#lib/search/query/parse.ts';
import { type Names, type Resolution, resolve } from '#lib/search/query/resolve.ts';
import type { NamedTag } from '#lib/search/query/tag-names.ts';

/** What words and ids in a question mean, as the names of tags, actors and projects are now. */
export type Meanings = {
  /** For each tag the one that it means today; those in the trash mean none. */
  survivors: ReadonlyMap<string, string>;
  /** The same with what is known of them by their names. */
  tags: ReadonlyMap<string, NamedTag>;
};

type Book = { names: Names; meanings: Meanings };

/** Reads names once, until they may have changed. */
export class NameBook {
  #book: Promise<Book> | undefined;

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
      return { names, meanings: { tags, survivors: new Map([...tags].map(([id, tag]) => [id, tag.id])) } };
    });
    return this.#book;
  }
}
