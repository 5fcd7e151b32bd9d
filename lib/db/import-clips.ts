import { GleanerError } from '#lib/core/errors.ts';
import type { ImportedClip } from '#lib/core/imported-clip.ts';
import { parse } from '#lib/core/parse.ts';
import { isSamePassage } from '#lib/core/same-passage.ts';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { nameKey } from '#lib/core/text.ts';
import { pageKey } from '#lib/core/url.ts';
import { ensureActor } from './actors.ts';
import { db } from './database.ts';
import { type Change, record } from './history.ts';
import { newBatchId } from './history-ids.ts';
import { reviveProjects } from './revive-projects.ts';
import { addSketches } from './sketches.ts';
import { ensureTag } from './tags.ts';
import { updatedAfter } from './updated-after.ts';

/** What of a file is new to the library, and what it has already: by its id, or as the same passage. */
export type Sorted = { fresh: ImportedClip[]; there: ImportedClip[] };

type Known = Pick<Clip, 'quote' | 'source' | 'anchor' | 'note'>;

const keyOf = ({ quote, source }: Known): string => JSON.stringify([pageKey(source.url), quote]);

/** Notes on a page as a whole have no passage: the same words about the same page are the same note. */
const isSame = (a: Known, b: Known): boolean =>
  a.quote === '' ? b.quote === '' && a.note !== undefined && a.note === b.note : isSamePassage(a as Clip, b as Clip);

/** Tells what is new from what the library, or the file itself further up, has already. The trash does not count. */
export async function sortOut(imported: readonly ImportedClip[]): Promise<Sorted> {
  const ids = new Set<string>();
  const known = new Map<string, Known[]>();
  const add = (key: string, clip: Known): void => {
    const same = known.get(key);
    if (same) same.push(clip);
    else known.set(key, [clip]);
  };
  const wanted = new Set(imported.map(({ clip }) => keyOf(clip)));
  // One pass over all clips, one at a time: a file may be of thousands of pages.
  await db.clips.each((clip) => {
    if (clip.deletedAt !== undefined) return;
    ids.add(clip.id);
    const key = keyOf(clip);
    if (wanted.has(key)) add(key, clip);
  });
  const sorted: Sorted = { fresh: [], there: [] };
  for (const each of imported) {
    const { clip } = each;
    const key = keyOf(clip);
    const isThere = ids.has(clip.id) || known.get(key)?.some((other) => isSame(clip, other));
    sorted[isThere ? 'there' : 'fresh'].push(each);
    ids.add(clip.id);
    if (!isThere) add(key, clip);
  }
  return sorted;
}

/**
 * Takes what is new into a project, in one transaction: all of it or nothing. Tags, and whom clips are about, are found by
 * name or made. What lies in the trash under the same id is taken out of it: it may have pictures, which files have not.
 * @returns how many are new, and the batch to undo it by; undefined where none is.
 * @throws GleanerError `invalid_data`
 */
export async function importClips(
  imported: readonly ImportedClip[],
  projectId: string,
): Promise<{ added: number; batchId: string | undefined }> {
  return db.transaction('rw', [db.projects, db.clips, db.tags, db.actors, db.events, db.sketches], async () => {
    if (!(await db.projects.get(projectId))) throw new GleanerError('invalid_data', `no project ${projectId}`);
    const { fresh } = await sortOut(imported);
    if (fresh.length === 0) return { added: 0, batchId: undefined };
    const at = Date.now();
    const changes: Change[] = [];
    // Undoing that something was made is moving it to the trash.
    const made = (entity: Change['entity'], entityId: string) =>
      changes.push({ entity, entityId, before: { deletedAt: at }, after: {} });

    const live = new Set((await db.tags.filter((tag) => tag.deletedAt === undefined).toArray()).map(({ id }) => id));
    const tagIds = new Map<string, string>();
    for (const name of new Set(fresh.flatMap(({ tags }) => tags))) {
      const { id } = await ensureTag(name);
      if (!live.has(id)) made('tags', id);
      live.add(id);
      tagIds.set(nameKey(name), id);
    }
    const actors = new Set(await db.actors.toCollection().primaryKeys());
    const actorIds = new Map<string, string>();
    for (const { actor } of fresh) {
      if (!actor || actorIds.has(`${actor.kind} ${nameKey(actor.name)}`)) continue;
      const { id } = await ensureActor(actor.kind, actor.name);
      if (!actors.has(id)) made('actors', id);
      actorIds.set(`${actor.kind} ${nameKey(actor.name)}`, id);
    }

    const trashed = await db.clips.bulkGet(fresh.map(({ clip }) => clip.id));
    const rows = fresh.map(({ clip, tags, actor }, index) => {
      const before = trashed[index];
      if (before) {
        const { deletedAt, ...kept } = before;
        const patch = { before: { deletedAt, projectId: before.projectId }, after: { projectId } };
        changes.push({ entity: 'clips', entityId: clip.id, ...patch });
        return { ...kept, projectId, updatedAt: updatedAfter(before, at) };
      }
      made('clips', clip.id);
      const actorId = actor && actorIds.get(`${actor.kind} ${nameKey(actor.name)}`);
      const ids = [...new Set(tags.flatMap((name) => tagIds.get(nameKey(name)) ?? []))];
      return parse(clipSchema, { ...clip, projectId, tagIds: ids, ...(actorId ? { actorId } : {}) }, `clip ${clip.id}`);
    });
    await db.clips.bulkPut(rows);
    await addSketches(rows);
    await reviveProjects([projectId]);
    const batchId = await newBatchId();
    await record(batchId, changes, at);
    return { added: rows.length, batchId };
  });
}
