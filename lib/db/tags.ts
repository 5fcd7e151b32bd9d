import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type Tag, tagSchema } from '#lib/core/schema/tag.ts';
import { survivorOf } from '#lib/core/tag-meanings.ts';
import { tagKey, tagPath } from '#lib/core/tag-path.ts';
import { db } from './database.ts';
import { updatedAfter } from './updated-after.ts';

/** The tag that took in this one, through all merges; the tag itself where it was never merged. */
async function survivor(tag: Tag): Promise<Tag> {
  const chain = new Map([[tag.id, tag]]);
  let last: Tag | undefined = tag;
  while (last?.mergedInto && !chain.has(last.mergedInto)) {
    last = await db.tags.get(last.mergedInto);
    if (last) chain.set(last.id, last);
  }
  return survivorOf(tag, chain);
}

/** The tag that has this key as its name, else as another name. */
async function tagOfKey(key: string): Promise<Tag | undefined> {
  const named = await db.tags.where('key').equals(key).first();
  if (named) return survivor(named);
  const known = await db.tags.filter(({ aliases }) => aliases.some((alias) => tagKey(alias) === key)).toArray();
  const meant = await Promise.all(known.map(survivor));
  return meant.find(({ deletedAt }) => deletedAt === undefined);
}

/**
 * The tag of this name, made if there is none. Names are compared by {@link tagKey}. Another name of a tag, and the name of
 * one that was merged, mean that tag; one in the trash comes back, for its key is taken.
 */
export async function ensureTag(name: string): Promise<Tag> {
  const path = tagPath(name);
  const key = tagKey(path);
  return db.transaction('rw', db.tags, async () => {
    const existing = await tagOfKey(key);
    const at = Date.now();
    if (existing) {
      const { deletedAt, ...tag } = existing;
      if (deletedAt === undefined) return tag;
      const live = { ...tag, updatedAt: updatedAfter(tag, at) };
      await db.tags.put(live);
      return live;
    }
    const tag = parse(tagSchema, { id: newId(), createdAt: at, updatedAt: at, name: path, key, aliases: [] }, 'tag');
    await db.tags.add(tag);
    return tag;
  });
}

/** Every tag there ever was: those that were merged and those in the trash too. */
export function allTags(): Promise<Tag[]> {
  return db.tags.toArray();
}

export async function listTags(): Promise<Tag[]> {
  return db.tags.filter((tag) => tag.deletedAt === undefined && tag.mergedInto === undefined).toArray();
}

/** The tags that a clip's ids mean today: what was merged is the one that took it in, and the trash has none. */
export async function tagsOf(ids: readonly string[]): Promise<Tag[]> {
  const found = (await db.tags.bulkGet([...ids])).filter((tag) => tag !== undefined);
  const meant = await Promise.all(found.map(survivor));
  return [...new Map(meant.map((tag) => [tag.id, tag])).values()].filter(({ deletedAt }) => deletedAt === undefined);
}
