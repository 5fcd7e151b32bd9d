import { GleanerError } from '#lib/core/errors.ts';
import type { ClipEdits } from '#lib/core/fields.ts';
import { parse } from '#lib/core/parse.ts';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { isSameValue } from '#lib/core/take-back.ts';
import { db } from './database.ts';
import { type Change, record, swap } from './history.ts';
import { newBatchId } from './history-ids.ts';
import { reviveProjects } from './revive-projects.ts';
import { updatedAfter } from './updated-after.ts';
import { someAtATime, type Watch } from './watch.ts';

/** What may become different about a clip that exists. A key with `undefined` takes its property away. */
export type ClipChanges = ClipEdits & {
  [K in 'deletedAt' | 'triage' | 'markups' | 'ignoredChanges' | 'outdatedAt' | 'alsoAt']?: Clip[K] | undefined;
};

function changeOf(clip: Clip, changes: ClipChanges): Change | undefined {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(changes)) {
    const old = clip[key as keyof Clip];
    if (isSameValue(old, value)) continue;
    if (old !== undefined) before[key] = old;
    if (value !== undefined) after[key] = value;
  }
  if (Object.keys(before).length + Object.keys(after).length === 0) return undefined;
  return { entity: 'clips', entityId: clip.id, before, after };
}

/**
 * Changes clips and records that, in one transaction (which may be part of a larger one that takes in clips and events):
 * whatever happens meanwhile, all of them are changed or none.
 * @param changesOf gets each clip as it is by then, whoever has changed it last.
 * @returns the batch to undo it by; undefined where nothing changed.
 * @throws GleanerError `clip_missing`, `invalid_data`, `cancelled` by the signal, and changes none of them.
 */
export async function changeClips(
  clipIds: readonly string[],
  changesOf: (clip: Clip) => ClipChanges,
  watch: Watch = {},
): Promise<string | undefined> {
  const ids = [...new Set(clipIds)];
  return db.transaction('rw', [db.clips, db.events], async () => {
    const batchId = await newBatchId();
    const at = Date.now();
    let count = 0;
    await someAtATime(ids, watch, async (some) => {
      const rows: Clip[] = [];
      const changes: Change[] = [];
      for (const clip of await db.clips.bulkGet([...some])) {
        if (!clip) throw new GleanerError('clip_missing');
        const one = changeOf(clip, changesOf(clip));
        if (!one) continue;
        const next = { ...swap(clip, one.before, one.after), updatedAt: updatedAfter(clip, at) };
        rows.push(parse(clipSchema, next, `clip ${clip.id}`));
        changes.push(one);
      }
      if (rows.length === 0) return;
      await db.clips.bulkPut(rows);
      await record(batchId, changes, at);
      count += rows.length;
    });
    return count > 0 ? batchId : undefined;
  });
}

/** The same where clips may get into another project, or out of the trash: a project that has clips is in no trash. */
export function placeClips(
  clipIds: readonly string[],
  changesOf: (clip: Clip) => ClipChanges,
  watch: Watch = {},
): Promise<string | undefined> {
  return db.transaction('rw', [db.clips, db.events, db.projects], async () => {
    const projectIds = new Set<string>();
    const batchId = await changeClips(
      clipIds,
      (clip) => {
        const changes = changesOf(clip);
        const { deletedAt, projectId } = { ...clip, ...changes };
        if (deletedAt === undefined && projectId !== undefined) projectIds.add(projectId);
        return changes;
      },
      watch,
    );
    await reviveProjects(projectIds);
    return batchId;
  });
}
