import { TAG_DIVIDER, type Tag } from './schema/tag.ts';
import { levelsOf } from './tag-path.ts';
import { nameKey } from './text.ts';

/** Whether one key is somewhere below another in the tree. */
export function isBelow(key: string, above: string): boolean {
  return key.startsWith(above + TAG_DIVIDER);
}

/**
 * The ids by which a clip can say that it belongs to a tag: the tag's own, those of the tags below it in the tree, and those
 * of the tags that were merged into any of these.
 * @param tags What ids mean, as `tagMeanings` tells; without the merged tags, theirs are missing.
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
 * @param tags What ids mean, as `tagMeanings` tells.
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
