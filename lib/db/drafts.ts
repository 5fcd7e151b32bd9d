import { GleanerError } from '#lib/core/errors.ts';
import type { ClipEdits } from '#lib/core/fields.ts';
import { parse } from '#lib/core/parse.ts';
import { isSamePassage } from '#lib/core/same-passage.ts';
import type { Capture } from '#lib/core/schema/clip.ts';
import { type Draft, draftSchema } from '#lib/core/schema/draft.ts';
import { pageKey } from '#lib/core/url.ts';
import { type Saved, saveClip, updateClips } from './clips.ts';
import { db } from './database.ts';
import { updatedAfter } from './updated-after.ts';

/** So long may a draft that nobody has touched stand in some side panel. */
const UNTOUCHED_MS = 15 * 60_000;

function isHalfTyped({ typing }: Draft): boolean {
  return Boolean(typing.tag) || Boolean(typing.actor);
}

/** Whether the user has put anything into it. */
export function isTouched(draft: Draft): boolean {
  return Object.keys(draft.edits).length > 0 || isHalfTyped(draft);
}

/**
 * Keeps what the page gave until the user says what it is. What was already typed about the same passage goes on in the
 * new draft; drafts that nobody has touched for long make room.
 */
export async function startDraft(id: string, capture: Capture): Promise<void> {
  await db.transaction('rw', [db.drafts, db.clips], async () => {
    if ((await db.drafts.get(id)) || (await db.clips.get(id))) return;
    const page = pageKey(capture.source.url);
    const drafts = await db.drafts.toArray();
    const at = Date.now();
    const same = drafts.find((draft) => draft.capture && isSamePassage(draft.capture, capture));
    const isOver = (draft: Draft) => !isTouched(draft) && (!draft.capture || draft.updatedAt <= at - UNTOUCHED_MS);
    await db.drafts.bulkDelete(drafts.filter((draft) => draft === same || isOver(draft)).map((draft) => draft.id));
    const row = {
      id,
      createdAt: at,
      updatedAt: at,
      page,
      capture,
      edits: same?.edits ?? {},
      typing: same?.typing ?? {},
    };
    await db.drafts.put(parse(draftSchema, row, 'draft'));
  });
}

/**
 * Adds to a draft what was typed; for a clip that is saved already, its draft starts here.
 * @throws GleanerError `clip_missing` where there is neither.
 */
export async function editDraft(id: string, edits: ClipEdits, typing: Draft['typing'] = {}): Promise<void> {
  await db.transaction('rw', [db.drafts, db.clips], async () => {
    const at = Date.now();
    const draft = (await db.drafts.get(id)) ?? (await draftOfClip(id, at));
    const next = {
      ...draft,
      updatedAt: updatedAfter(draft, at),
      edits: { ...draft.edits, ...edits },
      typing: { ...draft.typing, ...typing },
    };
    await db.drafts.put(parse(draftSchema, next, 'draft'));
  });
}

async function draftOfClip(id: string, at: number): Promise<Draft> {
  const clip = await db.clips.get(id);
  if (!clip) throw new GleanerError('clip_missing');
  return { id, createdAt: at, updatedAt: at, page: pageKey(clip.source.url), edits: {}, typing: {} };
}

/**
 * Turns a draft into what it is about, in one transaction: the clip is made, or changed where it exists, and the draft
 * is gone, but for words that are still being typed. Does nothing where there is no draft.
 */
export async function commitDraft(id: string, projectId: string): Promise<Saved | undefined> {
  const tables = [db.drafts, db.clips, db.assets, db.events, db.sketches, db.projects, db.tags, db.actors];
  return db.transaction('rw', tables, async () => {
    const draft = await db.drafts.get(id);
    if (!draft) return undefined;
    let saved: Saved | undefined;
    if (draft.capture) {
      saved = await saveClip(id, draft.capture, { ...draft.edits, projectId: draft.edits.projectId ?? projectId });
    } else {
      const clip = await db.clips.get(id);
      if (clip) saved = { clip, batchId: await updateClips([id], draft.edits) };
    }
    const { capture, ...rest } = draft;
    if (saved && isHalfTyped(draft)) await db.drafts.put({ ...rest, edits: {} });
    else await db.drafts.delete(id);
    return saved;
  });
}

export function getDraft(id: string): Promise<Draft | undefined> {
  return db.drafts.get(id);
}

/** The latest draft of this page into which something was typed. */
export async function touchedDraftOf(url: string): Promise<Draft | undefined> {
  const drafts = await db.drafts.where('page').equals(pageKey(url)).sortBy('updatedAt');
  return drafts.filter(isTouched).at(-1);
}

/** A draft whose clip does not exist yet. */
export type UnsavedDraft = Draft & { capture: Capture };

/** Everything that was begun on some page and never became a clip, newest first. */
export async function unfinishedDrafts(): Promise<UnsavedDraft[]> {
  const drafts = await db.drafts.orderBy('updatedAt').reverse().filter(isTouched).toArray();
  return drafts.filter((draft): draft is UnsavedDraft => draft.capture !== undefined);
}

/** Ids of clips with typed values that are not in the clip yet: their page closed, or the user is still typing. */
export async function unsettledDrafts(): Promise<string[]> {
  const drafts = await db.drafts.filter(({ capture, edits }) => !capture && Object.keys(edits).length > 0).toArray();
  return drafts.map(({ id }) => id);
}

export function discardDraft(id: string): Promise<void> {
  return db.drafts.delete(id);
}
