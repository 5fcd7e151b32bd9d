import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { acceptAsEvidence, successorOf } from '#lib/db/accept-evidence.ts';
import { getClip } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { observationsOf, recordObservations } from '#lib/db/observations.ts';
import { anchorAt, clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

const AT = Date.UTC(2026, 4, 3, 12);
const clipId = idOf(7);

/** A clip whose words have changed. @returns the id of the observation that says so. */
async function changedClip(changes: Partial<Clip> = {}): Promise<string> {
  const said: Partial<Clip> = { type: 'competitor', note: 'Watch this', tagIds: [idOf(3)], triage: 'kept' };
  await db.clips.add(clipOf(7, { ...said, ignoredChanges: ['dates'], ...changes }));
  const anchor = anchorAt(9, 'Now ');
  await recordObservations([{ clipId, state: 'changed', quote: 'Free for 3 seats', anchor }], AT);
  return (await observationsOf([clipId])).at(-1)?.id ?? '';
}

describe('taking new words as evidence', () => {
  beforeEach(emptyLibrary);

  it('keeps both: what was said of the old clip is said of the new one, and the old one is dated', async () => {
    const { clip } = await acceptAsEvidence(await changedClip());
    expect(await getClip(clip.id)).toEqual(clip);
    expect(clip).toMatchObject({
      quote: 'Free for 3 seats',
      anchor: anchorAt(9, 'Now '),
      source: { url: 'https://acme.example/pricing' },
      capturedAt: AT,
      type: 'competitor',
      note: 'Watch this',
      tagIds: [idOf(3)],
      triage: 'kept',
      ignoredChanges: ['dates'],
      previousId: clipId,
    });
    const old = await getClip(clipId);
    expect(old).toMatchObject({ quote: 'Free for 5 seats', note: 'Watch this' });
    expect(old?.outdatedAt).toBeGreaterThan(0);
    expect(await successorOf(clipId)).toEqual(clip);
  });

  it('is one step to undo', async () => {
    const observationId = await changedClip();
    const before = await getClip(clipId);
    const { clip, batchId } = await acceptAsEvidence(observationId);
    await undoBatch(batchId);
    expect((await getClip(clip.id))?.deletedAt).toBeGreaterThan(0);
    expect(await getClip(clipId)).toEqual({ ...before, updatedAt: expect.any(Number) });
    expect(await successorOf(clipId)).toBeUndefined();
  });

  it('refuses what has no new words, and what was taken before', async () => {
    const refused = { code: 'clip_missing' };
    const observationId = await changedClip();
    await recordObservations([{ clipId, state: 'missing' }], AT + 1);
    const missing = (await observationsOf([clipId])).at(-1)?.id ?? '';
    await expect(acceptAsEvidence(missing)).rejects.toMatchObject(refused);
    await expect(acceptAsEvidence(idOf(99))).rejects.toMatchObject(refused);
    await acceptAsEvidence(observationId);
    await expect(acceptAsEvidence(observationId)).rejects.toMatchObject(refused);
    expect(await db.clips.count()).toBe(2);
  });
});
