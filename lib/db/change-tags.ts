import { GleanerError } from '#lib/core/errors.ts';
import { parse } from '#lib/core/parse.ts';
import { TAG_DIVIDER, type Tag, tagSchema } from '#lib/core/schema/tag.ts';
import { survivorOf } from '#lib/core/tag-meanings.ts';
import { levelsOf, tagKey, tagPath } from '#lib/core/tag-path.ts';
import { isBelow } from '#lib/core/tag-tree.ts';
import { db } from './database.ts';
import { type Change, record, swap } from './history.ts';
import { newBatchId } from './history-ids.ts';
import { updatedAfter } from './updated-after.ts';

/** Done: the batch to undo it by; undefined where nothing changed. */
export type Done = { batchId: string | undefined };

/** Not done, nothing of it: `name` means another tag already, which may lie in the trash. */
export type Taken = { taken: Tag; name: string };

/** What may become different about a tag. A key with `undefined` takes its property away. */
type TagChanges = {
  [K in 'name' | 'key' | 'colour' | 'definition' | 'aliases' | 'mergedInto' | 'deletedAt']?: Tag[K] | undefined;
};

/** All tags during one change, as they are by then. */
type Workspace = {
  tags: Map<string, Tag>;
  /** Writes and notes down a change. */
  set(id: string, changes: TagChanges): Promise<void>;
};

/** Works on tags in one transaction, with all changes in one batch. What `work` gives up on leaves nothing behind. */
async function work<T>(run: (space: Workspace) => Promise<T | undefined>): Promise<T | Done> {
  return db.transaction('rw', [db.tags, db.events], async () => {
    const at = Date.now();
    const batchId = await newBatchId();
    const changes: Change[] = [];
    const tags = new Map((await db.tags.toArray()).map((tag) => [tag.id, tag]));
    const outcome = await run({
      tags,
      async set(id, values) {
        const tag = tags.get(id);
        if (!tag) throw new GleanerError('invalid_data', `no tag ${id}`);
        const before: Record<string, unknown> = {};
        const after: Record<string, unknown> = {};
        for (const [key, value] of Object.entries(values)) {
          const old = tag[key as keyof Tag];
          if (JSON.stringify(old) === JSON.stringify(value)) continue;
          if (old !== undefined) before[key] = old;
          if (value !== undefined) after[key] = value;
        }
        if (Object.keys(before).length + Object.keys(after).length === 0) return;
        const row = { ...swap(tag, before, after), updatedAt: updatedAfter(tag, at) };
        const next = parse(tagSchema, row, `tag ${id}`);
        await db.tags.put(next);
        tags.set(id, next);
        changes.push({ entity: 'tags', entityId: id, before, after });
      },
    });
    if (outcome !== undefined) return outcome;
    await record(batchId, changes, at);
    return { batchId: changes.length > 0 ? batchId : undefined };
  });
}

const isLive = ({ deletedAt, mergedInto }: Tag) => deletedAt === undefined && mergedInto === undefined;

function liveTag(tags: ReadonlyMap<string, Tag>, id: string): Tag {
  const tag = tags.get(id);
  if (!tag || !isLive(tag)) throw new GleanerError('invalid_data', `no tag ${id}`);
  return tag;
}

/** What is below a tag in the tree, and not merged or in the trash. */
function below({ key }: Tag, tags: ReadonlyMap<string, Tag>): Tag[] {
  return [...tags.values()].filter((tag) => isLive(tag) && isBelow(tag.key, key));
}

/** The name of a tag below `from` when that moves to `path`. */
function movedName(tag: Tag, from: Tag, path: string): string {
  return [path, ...levelsOf(tag.name).slice(levelsOf(from.name).length)].join(TAG_DIVIDER);
}

/** The row that holds a key, as its name or as another name of a tag that is there. */
function holderOf(key: string, tags: ReadonlyMap<string, Tag>): Tag | undefined {
  const all = [...tags.values()];
  return (
    all.find((tag) => tag.key === key) ??
    all.find((tag) => isLive(survivorOf(tag, tags)) && tag.aliases.some((alias) => tagKey(alias) === key))
  );
}

/**
 * Gives a tag another name, and with it another place in the tree; all that is below it moves along, in one batch.
 * The name of a tag that was merged into it can be had: then that one takes in the other, and goes on in its place.
 * @throws GleanerError `invalid_data`, for an empty name too.
 */
export function renameTag(id: string, name: string): Promise<Done | Taken> {
  return work<Taken>(async ({ tags, set }) => {
    const top = liveTag(tags, id);
    const path = tagPath(name);
    const moved = [top, ...below(top, tags)];
    const moving = new Set(moved.map((tag) => tag.id));
    const names = new Map(moved.map((tag) => [tag.id, tag === top ? path : movedName(tag, top, path)]));
    for (const tag of moved) {
      const wanted = names.get(tag.id) ?? '';
      const holder = holderOf(tagKey(wanted), tags);
      // What makes room is free; what is below a tag does not make room for it.
      if (!holder || holder.id === tag.id || (moving.has(holder.id) && tag !== top)) continue;
      const meant = survivorOf(holder, tags);
      if (meant.id !== tag.id) return { taken: meant, name: wanted };
      // It was merged into this very tag: now it is the one that takes in the other. No name moves from row to row, so that
      // undo finds each where it was.
      await set(holder.id, {
        name: wanted,
        mergedInto: undefined,
        deletedAt: undefined,
        colour: tag.colour,
        definition: tag.definition,
        aliases: [...new Set([...holder.aliases, ...tag.aliases])].filter((alias) => tagKey(alias) !== tagKey(wanted)),
      });
      await set(tag.id, { mergedInto: holder.id, aliases: [] });
      moving.delete(tag.id);
    }
    // Each goes where nobody is any more; undone from the last to the first, likewise.
    const isLonger = tagKey(path).length > top.key.length;
    const order = moved
      .filter(({ id }) => moving.has(id))
      .toSorted((a, b) => (a.key.length - b.key.length) * (isLonger ? -1 : 1));
    for (const tag of order) {
      const wanted = names.get(tag.id) ?? '';
      const aliases = tag.aliases.filter((alias) => tagKey(alias) !== tagKey(wanted));
      await set(tag.id, { name: wanted, key: tagKey(wanted), aliases });
    }
    return undefined;
  });
}

/** Says what a tag looks like, what it means and what else it is called. '' takes a colour or a definition away. */
export function editTag(
  id: string,
  { colour, definition, aliases }: { colour?: string; definition?: string; aliases?: readonly string[] },
): Promise<Done | Taken> {
  return work<Taken>(async ({ tags, set }) => {
    const tag = liveTag(tags, id);
    const others = new Map<string, string>();
    for (const alias of (aliases ?? tag.aliases).map(tagPath)) {
      const key = tagKey(alias);
      if (key !== '' && key !== tag.key && !others.has(key)) others.set(key, alias);
    }
    for (const [key, alias] of others) {
      const holder = holderOf(key, tags);
      const meant = holder && survivorOf(holder, tags);
      if (meant && meant.id !== id) return { taken: meant, name: alias };
      // One that was merged into it is called so: were that to be a tag of its own again, the name would be of both.
      if (holder && holder.id !== id) others.delete(key);
    }
    await set(id, {
      aliases: [...others.values()],
      ...(colour === undefined ? {} : { colour: colour || undefined }),
      ...(definition === undefined ? {} : { definition: definition.trim() || undefined }),
    });
    return undefined;
  });
}

/** Moves tags to the trash; clips keep their ids, so that undo brings everything back. What is below them stays. */
export function trashTags(ids: readonly string[]): Promise<Done> {
  return work<never>(async ({ tags, set }) => {
    const at = Date.now();
    for (const id of ids) if (tags.get(id)?.deletedAt === undefined) await set(id, { deletedAt: at });
    return undefined;
  });
}

/**
 * Makes several tags one. Clips keep their ids, which from then on mean the one that took them in, and their names become
 * other names of it; so do those below them in the tree, level by level. It comes out of the trash, and takes over a colour
 * and a definition where it has none.
 */
export function mergeTags(ids: readonly string[], intoId: string): Promise<Done> {
  return work<never>(async ({ tags, set }) => {
    const target = tags.get(intoId);
    if (!target) throw new GleanerError('invalid_data', `no tag ${intoId}`);
    const into = survivorOf(target, tags);

    async function absorb(id: string, into: string): Promise<void> {
      const [tag, survivor] = [tags.get(id), tags.get(into)];
      if (!tag || !survivor || id === into || !isLive(tag)) return;
      await set(into, {
        deletedAt: undefined,
        colour: survivor.colour ?? tag.colour,
        definition: survivor.definition ?? tag.definition,
      });
      const children = isBelow(survivor.key, tag.key) ? [] : below(tag, tags);
      await set(id, { mergedInto: into });
      for (const child of children.sort((a, b) => a.key.length - b.key.length)) {
        // The same name may be there: then those two are one as well.
        const name = movedName(child, tag, survivor.name);
        const holder = holderOf(tagKey(name), tags);
        if (!holder) await set(child.id, { name, key: tagKey(name) });
        else if (holder.id !== child.id) await absorb(child.id, survivorOf(holder, tags).id);
      }
    }

    // The deepest first: what is merged by name of its own does not move with what is above it.
    const chosen = ids.flatMap((id) => tags.get(id) ?? []).sort((a, b) => b.key.length - a.key.length);
    for (const { id } of chosen) await absorb(id, into.id);
    return undefined;
  });
}

/** Makes a tag of its own again of one that was merged. */
export function unmergeTag(id: string): Promise<Done> {
  return work<never>(async ({ set }) => {
    await set(id, { mergedInto: undefined });
    return undefined;
  });
}
