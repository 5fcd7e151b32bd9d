import { TAG_DIVIDER, type Tag } from './schema/tag.ts';
import { cleanLine, LIMITS, nameKey } from './text.ts';

/** What stands between two levels: Chinese input methods write it full-width, and {@link nameKey} makes it the same. */
const DIVIDERS = /[/／]/;

/** A name as it is kept: cleaned, each level trimmed, empty levels gone; '' where nothing is left. */
export function tagPath(name: string): string {
  return cleanLine(name, LIMITS.name)
    .split(DIVIDERS)
    .map((level) => level.trim())
    .filter(Boolean)
    .join(TAG_DIVIDER);
}

/** The form in which names of tags are compared. */
export function tagKey(name: string): string {
  return nameKey(tagPath(name));
}

/** The levels of a name, from the top of the tree. */
export function levelsOf(name: string): string[] {
  return tagPath(name).split(TAG_DIVIDER);
}

/** Whether one key is somewhere below another in the tree. */
export function isBelow(key: string, above: string): boolean {
  return key.startsWith(above + TAG_DIVIDER);
}

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

/**
 * The ids by which a clip can say that it belongs to a tag: the tag's own, those of the tags below it in the tree, and those
 * of the tags that were merged into any of these.
 * @param tags What ids mean, as {@link tagMeanings} tells; without the merged tags, theirs are missing.
 */
export function descendantsOf(tags: ReadonlyMap<string, Pick<Tag, 'id' | 'key'>>, id: string): ReadonlySet<string> {
  const top = tags.get(id);
  const ids = new Set([id]);
  if (!top) return ids;
  for (const [other, meant] of tags) {
    if (meant.id === top.id || isBelow(meant.key, top.key)) ids.add(other);
  }
  return ids;
}

/**
 * The tags that a tag belongs to: itself and all above it in the tree that have the name of a place there.
 * @param tags What ids mean, as {@link tagMeanings} tells.
 * @returns by the id of each tag that others may have been merged into.
 */
export function branchesOf(tags: ReadonlyMap<string, Pick<Tag, 'id' | 'key'>>): ReadonlyMap<string, readonly string[]> {
  const byKey = new Map([...tags.values()].map(({ id, key }) => [key, id]));
  return new Map(
    [...tags.values()].map(({ id, key }) => {
      const levels = key.split(TAG_DIVIDER);
      const places = levels.map((_, end) => levels.slice(0, end + 1).join(TAG_DIVIDER));
      return [id, places.flatMap((place) => byKey.get(place) ?? [])];
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

/** A place in the tree. Where no tag has this name, it is only what tags below it have in common. */
export type TagNode = {
  key: string;
  /** The last level of the name, as it is written. */
  label: string;
  tag: Tag | undefined;
  children: TagNode[];
};

/** The tags as a tree, each level by name. */
export function tagTree(tags: readonly Tag[]): TagNode[] {
  const top: TagNode[] = [];
  const places = new Map<string, TagNode>();
  const placeOf = (levels: readonly string[]): TagNode => {
    const key = nameKey(levels.join(TAG_DIVIDER));
    const known = places.get(key);
    if (known) return known;
    const place: TagNode = { key, label: levels.at(-1) ?? '', tag: undefined, children: [] };
    places.set(key, place);
    const siblings = levels.length > 1 ? placeOf(levels.slice(0, -1)).children : top;
    siblings.push(place);
    return place;
  };
  for (const tag of tags) {
    const levels = levelsOf(tag.name);
    const place = placeOf(levels);
    place.tag = tag;
    // How its own tag writes a name goes before how those below it do.
    place.label = levels.at(-1) ?? '';
  }
  const sort = (nodes: TagNode[]): TagNode[] => {
    nodes.sort((a, b) => a.label.localeCompare(b.label) || a.key.localeCompare(b.key));
    for (const { children } of nodes) sort(children);
    return nodes;
  };
  return sort(top);
}
