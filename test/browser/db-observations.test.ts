import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { db } from '#lib/db/database.ts';
import { newestObservations, observationsOf, recordObservations } from '#lib/db/observations.ts';
import { clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

const HOUR = 60 * 60_000;
const AT = Date.UTC(2026, 4, 3, 12);
const clipId = idOf(7);

async function addClip(changes: Partial<Clip> = {}): Promise<void> {
  await db.clips.add(clipOf(7, changes));
}

const states = async () => (await observationsOf([clipId])).map(({ state }) => state);

describe('recording what was seen of clips', () => {
  beforeEach(emptyLibrary);

  it('writes down each time that something else was seen, and the newest says how a clip stands', async () => {
    await addClip();
    await recordObservations([{ clipId, state: 'exact' }], AT);
    await recordObservations([{ clipId, state: 'changed', quote: 'Free for 3 seats' }], AT + HOUR);
    await recordObservations([{ clipId, state: 'changed', quote: 'Free for 2 seats' }], AT + 2 * HOUR);
    await recordObservations([{ clipId, state: 'missing' }], AT + 3 * HOUR);
    await recordObservations([{ clipId, state: 'exact' }], AT + 4 * HOUR);
    expect(await states()).toEqual(['exact', 'changed', 'changed', 'missing', 'exact']);
    expect((await newestObservations()).get(clipId)).toMatchObject({ state: 'exact', firstSeenAt: AT + 4 * HOUR });
    expect((await newestObservations([idOf(8)])).size).toBe(0);
  });

  it('say how a clip stands by what was seen last, also where the clock was set back since', async () => {
    await addClip();
    await recordObservations([{ clipId, state: 'exact' }], AT);
    await recordObservations([{ clipId, state: 'missing' }], AT - 5 * HOUR);
    expect((await newestObservations()).get(clipId)).toMatchObject({ state: 'missing', firstSeenAt: AT - 5 * HOUR });
    await recordObservations([{ clipId, state: 'exact' }], AT - 4 * HOUR);
    expect(await states()).toEqual(['exact', 'missing', 'exact']);
  });

  it('forget what was missing for a moment only: the page was still on its way', async () => {
    await addClip();
    await recordObservations([{ clipId, state: 'exact' }], AT);
    await recordObservations([{ clipId, state: 'missing' }], AT + HOUR);
    await recordObservations([{ clipId, state: 'exact' }], AT + HOUR + 5_000);
    expect(await states()).toEqual(['exact']);
    await recordObservations([{ clipId, state: 'missing' }], AT + 2 * HOUR);
    await recordObservations([{ clipId, state: 'changed', quote: 'Free for 3 seats' }], AT + 2 * HOUR + 5_000);
    expect(await states()).toEqual(['exact', 'changed']);
    // What was missing for long was missing.
    await recordObservations([{ clipId, state: 'missing' }], AT + 3 * HOUR);
    await recordObservations([{ clipId, state: 'exact' }], AT + 4 * HOUR);
    expect(await states()).toEqual(['exact', 'changed', 'missing', 'exact']);
  });

  it('dates the same again, once an hour, and writes nothing new', async () => {
    await addClip();
    await recordObservations([{ clipId, state: 'missing' }], AT);
    await recordObservations([{ clipId, state: 'missing' }], AT + HOUR / 2);
    expect(await observationsOf([clipId])).toMatchObject([{ firstSeenAt: AT, lastSeenAt: AT }]);
    await recordObservations([{ clipId, state: 'missing' }], AT + 2 * HOUR);
    expect(await observationsOf([clipId])).toMatchObject([{ firstSeenAt: AT, lastSeenAt: AT + 2 * HOUR }]);
  });

  it('takes words that differ in what the clip ignores for the same', async () => {
    await addClip({ ignoredChanges: ['numbers'] });
    await recordObservations([{ clipId, state: 'changed', quote: 'Free for 3 users' }], AT);
    await recordObservations([{ clipId, state: 'changed', quote: 'Free  for 4,000 users' }], AT + 1);
    expect(await states()).toEqual(['changed']);
    await recordObservations([{ clipId, state: 'changed', quote: 'Free for 4 teams' }], AT + 2);
    expect(await states()).toEqual(['changed', 'changed']);
  });

  it('passes over clips that are gone, and those that newer words were taken for', async () => {
    await addClip({ outdatedAt: AT });
    await recordObservations([
      { clipId, state: 'missing' },
      { clipId: idOf(8), state: 'missing' },
    ]);
    expect(await db.observations.count()).toBe(0);
  });

  it('keeps nothing of a message that is no observation', async () => {
    await addClip();
    const hostile = { clipId, state: 'changed', quote: { toString: 'x' } } as unknown as { clipId: string };
    await expect(recordObservations([{ state: 'exact', ...hostile }])).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await db.observations.count()).toBe(0);
  });
});
