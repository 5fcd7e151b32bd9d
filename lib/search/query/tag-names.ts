import { TAG_DIVIDER, type Tag } from '#lib/core/schema/tag.ts';
import { nameKey } from '#lib/core/text.ts';

/** What is known of a tag by its names. */
export type NamedTag = Pick<Tag, 'id' | 'name' | 'key' | 'aliases' | 'mergedInto' | 'deletedAt'>;

/** For each tag the one that it means today: itself, or the one that took it in. Without those that are in the trash. */
export function meantTags(tags: readonly NamedTag[]): ReadonlyMap<string, NamedTag> {
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const meant = new Map<string, NamedTag>();
  for (const tag of tags) {
    const seen = new Set([tag.id]);
    let current = tag;
    while (current.mergedInto && !seen.has(current.mergedInto)) {
      const next = byId.get(current.mergedInto);
      if (!next) break;
      seen.add(next.id);
      current = next;
    }
    if (current.deletedAt === undefined) meant.set(tag.id, current);
  }
  return meant;
}

/** All ids that mean one of these tags: their own, and those of tags that were merged into them. */
function idsMeaning(wanted: ReadonlySet<string>, meant: ReadonlyMap<string, NamedTag>): string[] {
  return [...meant].filter(([, { id }]) => wanted.has(id)).map(([id]) => id);
}

/** The tags of this name or alias, all that are below them in the tree, and all that were merged into any of these. */
export function tagIdsNamed(name: string, tags: readonly NamedTag[]): string[] {
  const key = nameKey(name);
  const meant = meantTags(tags);
  // A level of the tree need not be a tag itself.
  const roots = new Set([key]);
  for (const tag of tags) {
    if (tag.key === key || tag.aliases.some((alias) => nameKey(alias) === key)) {
      const root = meant.get(tag.id);
      if (root) roots.add(root.key);
    }
  }
  const isBelow = (tag: NamedTag) =>
    [...roots].some((root) => tag.key === root || tag.key.startsWith(root + TAG_DIVIDER));
  return idsMeaning(new Set([...meant.values()].filter(isBelow).map(({ id }) => id)), meant);
}

/** The tags one of whose names meets a test, and those that were merged into them: their names are names of it as well. */
export function tagIdsWhere(isWanted: (name: string) => boolean, tags: readonly NamedTag[]): string[] {
  const meant = meantTags(tags);
  const wanted = new Set<string>();
  for (const tag of tags) {
    const root = meant.get(tag.id);
    if (root && [tag.name, ...tag.aliases].some(isWanted)) wanted.add(root.id);
  }
  return idsMeaning(wanted, meant);
}
