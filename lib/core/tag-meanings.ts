import type { Tag } from './schema/tag.ts';

/** What is needed of a tag to know which one it is. */
type Mergeable = Pick<Tag, 'id' | 'mergedInto' | 'deletedAt'>;

/** The tag that took in this one, through all merges; the tag itself where it was never merged. */
export function survivorOf<T extends Mergeable>(tag: T, byId: ReadonlyMap<string, T>): T {
  const seen = new Set<string>();
  let current = tag;
  // Two merges that crossed between devices can point at each other.
  while (current.mergedInto && !seen.has(current.id)) {
    seen.add(current.id);
    current = byId.get(current.mergedInto) ?? current;
  }
  return current;
}

/**
 * What the ids in clips mean today: the id of a merged tag means the one that took it in, and what is in the trash means
 * nothing.
 * @param rows All tags, those that were merged and those in the trash too.
 */
export function tagMeanings<T extends Mergeable>(rows: readonly T[]): ReadonlyMap<string, T> {
  const byId = new Map(rows.map((tag) => [tag.id, tag]));
  return new Map(
    rows.flatMap((tag) => {
      const meant = survivorOf(tag, byId);
      return meant.deletedAt === undefined ? [[tag.id, meant] as const] : [];
    }),
  );
}

/** Tags as they are offered: those that are merged are other names of the one that took them in. */
export function tagsToOffer(rows: readonly Tag[]): Tag[] {
  const meanings = tagMeanings(rows);
  const offered = new Map<string, Tag>();
  for (const tag of rows) if (meanings.get(tag.id) === tag) offered.set(tag.id, tag);
  for (const tag of rows) {
    const meant = offered.get(meanings.get(tag.id)?.id ?? '');
    if (!meant || meant.id === tag.id) continue;
    offered.set(meant.id, { ...meant, aliases: [...meant.aliases, tag.name, ...tag.aliases] });
  }
  return [...offered.values()];
}
