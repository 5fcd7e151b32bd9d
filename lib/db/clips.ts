import { Dexie } from 'dexie';
import { GleanerError } from '#lib/core/errors.ts';
import { type ClipEdits, clipEditsSchema } from '#lib/core/fields.ts';
import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { type Capture, type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { LIMITS } from '#lib/core/text.ts';
import { addAssets } from './assets.ts';
import { type ClipChanges, changeClips, placeClips } from './change-clips.ts';
import { db } from './database.ts';
import { record } from './history.ts';
import { newClipValues } from './projects.ts';
import { reviveProjects } from './revive-projects.ts';
import { addSketches } from './sketches.ts';
import type { Watch } from './watch.ts';

/** A saved clip, and the batch under which saving it can be undone. */
export type Saved = { clip: Clip; batchId: string | undefined };

/** A clip is sorted once somebody has said what it is. */
function triageOf(type: ClipEdits['type']): Clip['triage'] {
  return type === undefined ? 'inbox' : 'kept';
}

/**
 * Keeps a clip with its assets, in one transaction, with the defaults of its project where `edits` say nothing; when the promise resolves they are on the disk.
 * Saving the same `id` again changes nothing, so a caller that got no answer simply asks again.
 */
export async function saveClip(
  id: string,
  capture: Capture,
  edits: ClipEdits & { projectId: string },
  assets: readonly Asset[] = [],
): Promise<Saved> {
  const tables = [db.clips, db.assets, db.events, db.sketches, db.projects, db.tags, db.actors];
  return db.transaction('rw', tables, async () => {
    const existing = await db.clips.get(id);
    if (existing) {
      const [created] = await db.events.where('entityId').equals(id).sortBy('id');
      return { clip: existing, batchId: created?.batchId ?? id };
    }
    const at = Date.now();
    const said = { ...(await newClipValues(edits.projectId)), ...parse(clipEditsSchema, edits, 'clip') };
    const fields = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    const row = { id, createdAt: at, updatedAt: at, tagIds: [], ...capture, ...fields, triage: triageOf(edits.type) };
    const clip = parse(clipSchema, row, 'clip');
    const batchId = newId();
    await addAssets(assets);
    await reviveProjects([clip.projectId]);
    await db.clips.add(clip);
    await addSketches([clip]);
    // Undoing a creation is moving it to the trash, so that is what "before" says.
    await record(batchId, [{ entity: 'clips', entityId: id, before: { deletedAt: at }, after: {} }], at);
    return { clip, batchId };
  });
}

/** What is said of a clip, with what follows from that. */
function said(edits: ClipEdits): ClipChanges {
  const changes = parse(clipEditsSchema, edits, 'edits');
  return 'type' in changes ? { ...changes, triage: triageOf(changes.type) } : changes;
}

/** A list with what was put into another one, seen before, and without what was taken from that. */
function withDifference(now: readonly string[], seen: readonly string[], edited: readonly string[]): string[] {
  const added = edited.filter((id) => !seen.includes(id));
  return [...new Set([...now.filter((id) => edited.includes(id) || !seen.includes(id)), ...added])];
}

/**
 * Gives fields new values in several clips, as one change; a key with `undefined` clears its field. What the page gave is
 * no field, and stays as it is whatever `edits` holds.
 * @param seen The clip that the edits were made from, where that may be older than it is: of its tags only those are added
 * and taken away that differ, so that two windows which tag the same clip both have their way.
 * @returns the batch to undo it by; undefined where they had these values already.
 * @throws GleanerError `clip_missing`, `invalid_data`, and changes none of them.
 */
export async function updateClips(
  ids: readonly string[],
  edits: ClipEdits,
  seen?: Pick<ClipEdits, 'tagIds'>,
): Promise<string | undefined> {
  const changes = said(edits);
  const { tagIds } = changes;
  const change = 'projectId' in changes ? placeClips : changeClips;
  if (!tagIds || !seen?.tagIds) return change(ids, () => changes);
  const { tagIds: before } = seen;
  return change(ids, (clip) => ({ ...changes, tagIds: withDifference(clip.tagIds, before, tagIds) }));
}

/**
 * What to do to many clips at once: new values of fields, and tags that are added to or taken from whatever they have, as
 * is a paragraph that is put after their notes.
 */
export type BulkEdits = {
  set: Omit<ClipEdits, 'tagIds'>;
  addTagIds: readonly string[];
  removeTagIds: readonly string[];
  appendNote?: string | undefined;
};

/** These tags, and those that were merged into them: a clip may have a tag by the id of either. */
async function idsMeaning(tagIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (tagIds.length === 0) return new Set();
  const meanings = tagMeanings(await db.tags.toArray());
  const same = [...meanings].flatMap(([id, meant]) => (tagIds.includes(meant.id) ? [id] : []));
  return new Set([...tagIds, ...same]);
}

/** A note with one more paragraph. @throws GleanerError `note_too_long` */
function noteWith(note: string | undefined, paragraph: string): string {
  const before = note?.trimEnd() ?? '';
  const whole = before === '' ? paragraph : `${before}\n\n${paragraph}`;
  if (whole.length > LIMITS.note) throw new GleanerError('note_too_long');
  return whole;
}

/**
 * Edits many clips as one change: all of them or, when it is stopped by a signal or a crash, none.
 * @param edits Undefined values clear their fields; or what to say of each clip as it is by then.
 * @returns the batch to undo it by; undefined where nothing changed.
 * @throws GleanerError `clip_missing`, `note_too_long`, `invalid_data`, `cancelled`, and changes none of them.
 */
export async function editClips(
  ids: readonly string[],
  edits: BulkEdits | ((clip: Clip) => ClipEdits),
  watch?: Watch,
): Promise<string | undefined> {
  if (typeof edits === 'function') return changeClips(ids, (clip) => said(edits(clip)), watch);
  const { addTagIds } = edits;
  const removed = await idsMeaning(edits.removeTagIds);
  const changes = said(edits.set);
  const paragraph = edits.appendNote?.trim();
  const change = 'projectId' in changes ? placeClips : changeClips;
  return change(
    ids,
    ({ tagIds, note }) => ({
      ...changes,
      ...(paragraph ? { note: noteWith(note, paragraph) } : {}),
      tagIds: [...new Set([...tagIds.filter((id) => !removed.has(id)), ...addTagIds])],
    }),
    watch,
  );
}

/** Moves clips to the trash; what is there already keeps its day. @returns the batch to undo it by. */
export function trashClips(ids: readonly string[], watch?: Watch): Promise<string | undefined> {
  const at = Date.now();
  return changeClips(ids, ({ deletedAt = at }) => ({ deletedAt }), watch);
}

/** Takes clips out of the trash. @returns the batch to undo it by; undefined where none was in it. */
export function restoreClips(ids: readonly string[], watch?: Watch): Promise<string | undefined> {
  return placeClips(ids, () => ({ deletedAt: undefined }), watch);
}

export function getClip(id: string): Promise<Clip | undefined> {
  return db.clips.get(id);
}

/** The clips of these ids, in their order; those that are gone are left out. */
export async function clipsByIds(ids: readonly string[]): Promise<Clip[]> {
  return (await db.clips.bulkGet([...ids])).filter((clip) => clip !== undefined);
}

/** All clips of a project, or of all projects, newest first; those in the trash are among them. */
export async function listClips(projectId?: string): Promise<Clip[]> {
  return db.clips
    .orderBy('capturedAt')
    .reverse()
    .filter((clip) => !projectId || clip.projectId === projectId)
    .toArray();
}

/** The newest `limit` clips that are not in the trash. */
export function recentClips(limit: number): Promise<Clip[]> {
  return db.clips
    .orderBy('capturedAt')
    .reverse()
    .filter((clip) => clip.deletedAt === undefined)
    .limit(limit)
    .toArray();
}

/** How many clips there are in all projects, but for the trash. */
export function countClips(): Promise<number> {
  // By indexes alone: a popup must not read a library to tell how large it is.
  return db.transaction('r', db.clips, async () => {
    const [all, trashed] = [await db.clips.count(), await db.clips.where('deletedAt').aboveOrEqual(0).count()];
    return all - trashed;
  });
}

/** How many clips wait to be sorted, in all projects. */
export function countInbox(): Promise<number> {
  return db.transaction('r', db.clips, async () => {
    const all = await db.clips.where('triage').equals('inbox').count();
    // A clip that is not in the trash has no place in this index.
    const trashed = await db.clips
      .where('[triage+deletedAt]')
      .between(['inbox', Dexie.minKey], ['inbox', Dexie.maxKey])
      .count();
    return all - trashed;
  });
}
