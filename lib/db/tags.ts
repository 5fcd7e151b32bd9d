import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type Tag, tagSchema } from '#lib/core/schema/tag.ts';
import { cleanLine, LIMITS, nameKey } from '#lib/core/text.ts';
import { db } from './database.ts';

/** The tag that took in this one, through all merges; the tag itself where it was never merged. */
async function survivor(tag: Tag): Promise<Tag> {
  const seen = new Set<string>();
  let current = tag;
  while (current.mergedInto && !seen.has(current.id)) {
    seen.add(current.id);
    current = (await db.tags.get(current.mergedInto)) ?? current;
  }
  return current;
}

/**
 * The tag of this name, made if there is none. Names are compared by {@link nameKey}. A name that was merged into
 * another means that other; one in the trash comes back, for its key is taken.
 */
export async function ensureTag(name: string): Promise<Tag> {
  const clean = cleanLine(name, LIMITS.name);
  const key = nameKey(clean);
  return db.transaction('rw', db.tags, async () => {
    const existing = await db.tags.where('key').equals(key).first();
    const at = Date.now();
    if (existing) {
      const { deletedAt, ...tag } = await survivor(existing);
      if (deletedAt === undefined) return tag;
      await db.tags.put({ ...tag, updatedAt: at });
      return { ...tag, updatedAt: at };
    }
    const tag = parse(tagSchema, { id: newId(), createdAt: at, updatedAt: at, name: clean, key, aliases: [] }, 'tag');
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
