import { beforeEach, expect, it } from 'vitest';
import { openChangeOf } from '#lib/core/evidence.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { ignoreChanges } from '#lib/db/ignore-changes.ts';
import { newestObservations, recordObservations } from '#lib/db/observations.ts';
import { clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

const clip = () => db.clips.get(idOf(1));
const change = async () => {
  const stored = await clip();
  return stored && openChangeOf(stored, (await newestObservations()).get(idOf(1)));
};

it('makes noise of what was seen before too, and undoing it a change again', async () => {
  await db.clips.add(clipOf(1));
  await recordObservations([{ clipId: idOf(1), state: 'changed', quote: 'Free for 3 seats' }]);
  expect(await change()).toBe('changed');
  const batch = await ignoreChanges(idOf(1), 'numbers', true);
  expect(await change()).toBeUndefined();
  await undoBatch(batch ?? '');
  expect(await change()).toBe('changed');
});

it('adds and takes away one at a time, and nothing where it is so already', async () => {
  await db.clips.add(clipOf(1));
  await ignoreChanges(idOf(1), 'dates', true);
  await ignoreChanges(idOf(1), 'numbers', true);
  expect((await clip())?.ignoredChanges).toEqual(['numbers', 'dates']);
  expect(await ignoreChanges(idOf(1), 'dates', true)).toBeUndefined();
  await ignoreChanges(idOf(1), 'dates', false);
  expect((await clip())?.ignoredChanges).toEqual(['numbers']);
  await ignoreChanges(idOf(1), 'numbers', false);
  expect(await clip()).not.toHaveProperty('ignoredChanges');
  await expect(ignoreChanges(idOf(9), 'dates', true)).rejects.toMatchObject({ code: 'clip_missing' });
});
