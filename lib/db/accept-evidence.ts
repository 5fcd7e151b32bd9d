import { GleanerError } from '#lib/core/errors.ts';
import { clipFields } from '#lib/core/fields.ts';
import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { db } from './database.ts';
import { record } from './history.ts';
import { newBatchId } from './history-ids.ts';
import { addSketches } from './sketches.ts';
import { updatedAfter } from './updated-after.ts';

/**
 * Keeps the words that stand on the page now as a clip of their own, beside the one of the words that stood there before,
 * which says from then on until when they did. One step to undo.
 * @returns the new clip, and the batch to undo it by.
 * @throws GleanerError `clip_missing` where the clip, or new words of it, are not there; and changes nothing.
 */
export async function acceptAsEvidence(observationId: string): Promise<{ clip: Clip; batchId: string }> {
  return db.transaction('rw', [db.clips, db.observations, db.events, db.sketches], async () => {
    const observation = await db.observations.get(observationId);
    const old = observation && (await db.clips.get(observation.clipId));
    if (!old || observation?.quote === undefined || old.outdatedAt !== undefined) {
      throw new GleanerError('clip_missing', 'no new words to keep');
    }
    const at = Date.now();
    const said = Object.fromEntries(
      Object.keys(clipFields).flatMap((id) => {
        const value = old[id as keyof Clip];
        return value === undefined ? [] : [[id, value]];
      }),
    );
    const row = {
      ...said,
      id: newId(),
      createdAt: at,
      updatedAt: at,
      kind: old.kind,
      quote: observation.quote,
      markdown: '',
      isPlain: true,
      source: old.source,
      ...(observation.anchor ? { anchor: observation.anchor } : {}),
      assetIds: [],
      capturedAt: observation.firstSeenAt,
      triage: old.triage,
      previousId: old.id,
      ...(old.ignoredChanges ? { ignoredChanges: old.ignoredChanges } : {}),
    };
    const clip = parse(clipSchema, row, 'clip');
    const batchId = await newBatchId();
    await db.clips.add(clip);
    await addSketches([clip]);
    await db.clips.put(
      parse(clipSchema, { ...old, outdatedAt: at, updatedAt: updatedAfter(old, at) }, `clip ${old.id}`),
    );
    await record(
      batchId,
      [
        { entity: 'clips', entityId: clip.id, before: { deletedAt: at }, after: {} },
        { entity: 'clips', entityId: old.id, before: {}, after: { outdatedAt: at } },
      ],
      at,
    );
    return { clip, batchId };
  });
}

/** The clip of the words that came after those of this one; undefined for none. */
export function successorOf(clipId: string): Promise<Clip | undefined> {
  return db.clips
    .where('previousId')
    .equals(clipId)
    .filter((clip) => clip.deletedAt === undefined)
    .last();
}
