import { TAG_DIVIDER, type Tag } from '#lib/core/schema/tag.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { nameKey } from '#lib/core/text.ts';

/** What is known of a tag by its names. */
export type NamedTag = Pick<Tag, 'id' | 'name' | 'key' | 'aliases' | 'mergedInto' | 'deletedAt'>;

type Book = {
  meant: ReadonlyMap<string, NamedTag>;
  /** What each tag is called, in the form in which names are compared. */
  keys: ReadonlyMap<NamedTag, readonly string[]>;
};

/** A search is read again at each letter, and thousands of names are not folded at each. */
const books = new WeakMap<readonly NamedTag[], Book>();

function bookOf(tags: readonly NamedTag[]): Book {
  let book = books.get(tags);
  if (!book) {
    const keys = new Map(tags.map((tag) => [tag, [tag.key, ...tag.aliases.map(nameKey)]]));
    book = { meant: tagMeanings(tags), keys };
    books.set(tags, book);
  }
  return book;
}

/** All ids that mean one of these tags: their own, and those of tags that were merged into them. */
function idsMeaning(wanted: ReadonlySet<string>, { meant }: Book): string[] {
  if (wanted.size === 0) return [];
  return [...meant].filter(([, { id }]) => wanted.has(id)).map(([id]) => id);
}

/**
 * The tags of this name or alias, all that are below them in the tree, and all that were merged into any of these.
 * @param tags A list that never changes: what is known of its names is kept.
 */
export function tagIdsNamed(name: string, tags: readonly NamedTag[]): string[] {
  const key = nameKey(name);
  const book = bookOf(tags);
  // A level of the tree need not be a tag itself.
  const roots = new Set([key]);
  for (const [tag, keys] of book.keys) {
    const root = keys.includes(key) ? book.meant.get(tag.id) : undefined;
    if (root) roots.add(root.key);
  }
  const below = [...roots].map((root) => root + TAG_DIVIDER);
  const isMeant = (tag: NamedTag) => roots.has(tag.key) || below.some((root) => tag.key.startsWith(root));
  return idsMeaning(new Set([...book.meant.values()].filter(isMeant).map(({ id }) => id)), book);
}

/**
 * The tags one of whose names, as `nameKey` folds them, meets a test, and those that were merged into them: their names
 * are names of it as well.
 * @param tags As for {@link tagIdsNamed}.
 */
export function tagIdsWhere(isWanted: (key: string) => boolean, tags: readonly NamedTag[]): string[] {
  const book = bookOf(tags);
  const wanted = new Set<string>();
  for (const [tag, keys] of book.keys) {
    const root = book.meant.get(tag.id);
    if (root && keys.some(isWanted)) wanted.add(root.id);
  }
  return idsMeaning(wanted, book);
}
