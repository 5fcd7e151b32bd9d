import { GleanerError } from '#lib/core/errors.ts';
import type { ClipEdits } from '#lib/core/fields.ts';
import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { db } from './database.ts';
import { type Change, record, swap } from './history.ts';

/** What may become different about a clip that exists. A key with `undefined` takes its property away. */
export type ClipChanges = ClipEdits & {
  [K in 'deletedAt' | 'triage' | 'markups' | 'ignoredChanges' | 'outdatedAt' | 'alsoAt']?: Clip[K] | undefined;
};

function changeOf(clip: Clip, changes: ClipChanges): Change | undefined {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(changes)) {
    const old = clip[key as keyof Clip];
    if (JSON.stringify(old) === JSON.stringify(value)) continue;
    if (old !== undefined) before[key] = old;
    if (value !== undefined) after[key] = value;
  }
  if (Object.keys(before).length + Object.keys(after).length === 0) return undefined;
  return { entity: 'clips', entityId: clip.id, before, after };
}

/**
 * Changes clips and records that, in one transaction (which may be part of a larger one that takes in clips and events).
 * @returns the batch to undo it by; undefined where nothing changed.
 * @throws GleanerError `clip_missing`, `invalid_data`, and changes none of them.
 */
export async function changeClips(
  ids: readonly string[],
  changesOf: (clip: Clip) => ClipChanges,
): Promise<string | undefined> {
  const batchId = newId();
  return db.transaction('rw', [db.clips, db.events], async () => {
    const at = Date.now();
    const changes: Change[] = [];
    for (const clip of await db.clips.bulkGet([...ids])) {
      if (!clip) throw new GleanerError('clip_missing');
      const one = changeOf(clip, changesOf(clip));
      if (!one) continue;
      await db.clips.put(parse(clipSchema, { ...swap(clip, one.before, one.after), updatedAt: at }, `clip ${clip.id}`));
      changes.push(one);
    }
    await record(batchId, changes, at);
    return changes.length > 0 ? batchId : undefined;
  });
}
