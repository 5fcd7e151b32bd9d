import { useLiveQuery } from 'dexie-react-hooks';
import { useCallback, useContext, useEffect, useRef, useState } from 'react';
import { type AppError, GleanerError, toAppError } from '#lib/core/errors.ts';
import type { ClipEdits } from '#lib/core/fields.ts';
import type { Capture, Clip } from '#lib/core/schema/clip.ts';
import type { Draft } from '#lib/core/schema/draft.ts';
import { listActors } from '#lib/db/actors.ts';
import { getClip, restoreClips, updateClips } from '#lib/db/clips.ts';
import { commitDraft, editDraft, getDraft } from '#lib/db/drafts.ts';
import { undoBatch } from '#lib/db/history.ts';
import { newClipValues } from '#lib/db/projects.ts';
import { actorOfSite } from '#lib/search/suggest-actors.ts';
import { KeepTyping } from './keep-typing.ts';

/** Nobody pauses this long within a word. */
const PAUSE_MS = 1_000;

/**
 * A clip, and what was said of it and is not part of it yet. The draft first: were it to become part of its clip between the
 * two, neither would have what was typed.
 */
async function clipAndDraft(id: string): Promise<{ clip: Clip | undefined; draft: Draft | undefined }> {
  const draft = await getDraft(id);
  return { clip: await getClip(id), draft };
}

/** On the site of a competitor that is known already, saying "competitor" says which one. */
async function knownActor(id: string, { type }: ClipEdits): Promise<ClipEdits> {
  if (type !== 'competitor') return {};
  const { clip, draft } = await clipAndDraft(id);
  const source = (clip ?? draft?.capture)?.source;
  if (!source || clip?.actorId || draft?.edits.actorId) return {};
  const actor = actorOfSite(await listActors(), source);
  return actor ? { actorId: actor.id } : {};
}

/** What a draft will say where its user says nothing. */
function defaultsOf(draft: Draft | undefined, projectId: string): Promise<ClipEdits> {
  return newClipValues(draft?.edits.projectId ?? projectId);
}

export type ClipEditor = {
  /** What the page gave; undefined while it is being read from the database, null where there is no such clip. */
  capture: Capture | null | undefined;
  /** The clip, once it is saved. */
  clip: Clip | undefined;
  isTrashed: boolean;
  /** It is a clip, and not in the trash. */
  isSaved: boolean;
  values: ClipEdits;
  typing: Draft['typing'];
  error: AppError | undefined;
  /** Whether there is something that `undo` would take back. */
  canUndo: boolean;
  set(edits: ClipEdits): void;
  /** Changes what is there by then: changes made before may still be on their way. */
  update(edit: (now: ClipEdits) => ClipEdits | Promise<ClipEdits>): void;
  type(edits: ClipEdits, typing?: Draft['typing']): void;
  settle(): void;
  /** Makes a clip of the draft, whether or not it has been said what it is; takes a clip out of the trash. */
  save(): void;
  /** Resolves when everything that was done so far is kept. */
  finish(): Promise<void>;
  undo(): void;
};

/**
 * One clip under edit, whether it is saved or still a draft. A whole value goes to the clip at once; what is being typed
 * goes to the draft at every keystroke and to the clip when it is finished. Choosing a type turns a draft into a clip.
 * Changes are written one after the other, in the order in which they were made.
 */
export function useClipEditor(id: string, projectId: string, onSaved?: (clip: Clip) => void): ClipEditor {
  const rows = useLiveQuery(async () => {
    const { clip, draft } = await clipAndDraft(id);
    return { clip, draft, said: clip ?? (await defaultsOf(draft, projectId)) };
  }, [id, projectId]);
  const [error, setError] = useState<AppError>();
  const [batches, setBatches] = useState<readonly string[]>([]);
  const queue = useRef(Promise.resolve());

  const enqueue = useCallback((work: () => Promise<string | undefined>) => {
    queue.current = queue.current.then(async () => {
      try {
        const batch = await work();
        if (batch) setBatches((earlier) => [...earlier, batch]);
        setError(undefined);
      } catch (thrown) {
        setError(toAppError(thrown));
      }
    });
  }, []);

  const commit = useCallback(async (): Promise<string | undefined> => {
    const wasClip = (await getClip(id)) !== undefined;
    const saved = await commitDraft(id, projectId);
    if (saved && !wasClip) onSaved?.(saved.clip);
    return saved?.batchId;
  }, [id, projectId, onSaved]);

  const update = useCallback(
    (edit: (now: ClipEdits) => ClipEdits | Promise<ClipEdits>) =>
      enqueue(async () => {
        const { clip, draft } = await clipAndDraft(id);
        const edits = await edit({ ...(clip ?? (await defaultsOf(draft, projectId))), ...draft?.edits });
        const all = { ...edits, ...(await knownActor(id, edits)) };
        if (clip) return updateClips([id], all, clip);
        await editDraft(id, all);
        return edits.type === undefined ? undefined : commit();
      }),
    [id, projectId, enqueue, commit],
  );

  const set = useCallback((edits: ClipEdits) => update(() => edits), [update]);

  const keepTyping = useContext(KeepTyping);
  const type = useCallback(
    (edits: ClipEdits, typing: Draft['typing'] = {}) => {
      // Sent within the keystroke's own event, whatever is still under way: the page may be gone after it.
      const kept = keepTyping({ id, edits, typing });
      enqueue(async () => {
        const answer = await kept;
        if (!answer.ok) throw new GleanerError(answer.error.code, answer.error.detail);
        return undefined;
      });
    },
    [id, keepTyping, enqueue],
  );

  const settle = useCallback(
    () =>
      enqueue(async () => {
        const hasEdits = Object.keys((await getDraft(id))?.edits ?? {}).length > 0;
        return hasEdits && (await getClip(id)) ? commit() : undefined;
      }),
    [id, enqueue, commit],
  );

  // Typing that pauses is finished: what is on the screen is then in lists and exports too.
  const typedAt = rows?.clip && Object.keys(rows.draft?.edits ?? {}).length > 0 ? rows.draft?.updatedAt : undefined;
  useEffect(() => {
    if (typedAt === undefined) return undefined;
    const timer = setTimeout(settle, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typedAt, settle]);

  const finish = useCallback(() => {
    settle();
    return queue.current;
  }, [settle]);

  const save = useCallback(
    () =>
      enqueue(async () => {
        const isTrashed = (await getClip(id))?.deletedAt !== undefined;
        return isTrashed ? restoreClips([id]) : commit();
      }),
    [id, enqueue, commit],
  );

  const last = batches.at(-1);
  const undo = useCallback(() => {
    if (!last) return;
    setBatches((earlier) => earlier.filter((batch) => batch !== last));
    enqueue(async () => {
      await undoBatch(last);
      return undefined;
    });
  }, [last, enqueue]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another clip has another history
  useEffect(() => setBatches([]), [id]);

  const clip = rows?.clip;
  const draft = rows?.draft;
  const isTrashed = clip?.deletedAt !== undefined;
  return {
    capture: rows ? (clip ?? draft?.capture ?? null) : undefined,
    clip,
    isTrashed,
    isSaved: clip !== undefined && !isTrashed,
    values: { ...rows?.said, ...draft?.edits },
    typing: draft?.typing ?? {},
    error,
    canUndo: last !== undefined,
    set,
    update,
    type,
    settle,
    save,
    finish,
    undo,
  };
}
