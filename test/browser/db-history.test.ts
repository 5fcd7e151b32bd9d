import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import { db } from '#lib/db/database.ts';
import { record, swap, undoBatch } from '#lib/db/history.ts';
import { clipOf, idOf, tagOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

describe('undoBatch', () => {
  it('takes back changes to rows of several tables as one', async () => {
    const batch = newId();
    await db.clips.add(clipOf(1, { note: 'new' }));
    await db.tags.add(tagOf(2, 'Price', { mergedInto: idOf(3) }));
    await record(
      batch,
      [
        { entity: 'clips', entityId: idOf(1), before: { note: 'old' }, after: { note: 'new' } },
        { entity: 'tags', entityId: idOf(2), before: {}, after: { mergedInto: idOf(3) } },
      ],
      1,
    );
    const redo = await undoBatch(batch);
    expect(await db.clips.get(idOf(1))).toMatchObject({ note: 'old' });
    expect(await db.tags.get(idOf(2))).not.toHaveProperty('mergedInto');
    await undoBatch(redo);
    expect(await db.clips.get(idOf(1))).toMatchObject({ note: 'new' });
    expect(await db.tags.get(idOf(2))).toMatchObject({ mergedInto: idOf(3) });
  });

  it('takes back two changes to one row in the opposite order', async () => {
    const batch = newId();
    await db.clips.add(clipOf(1, { note: 'c' }));
    await record(batch, [{ entity: 'clips', entityId: idOf(1), before: { note: 'a' }, after: { note: 'b' } }], 1);
    await record(batch, [{ entity: 'clips', entityId: idOf(1), before: { note: 'b' }, after: { note: 'c' } }], 2);
    const redo = await undoBatch(batch);
    expect(await db.clips.get(idOf(1))).toMatchObject({ note: 'a' });
    await undoBatch(redo);
    expect(await db.clips.get(idOf(1))).toMatchObject({ note: 'c' });
  });

  it('leaves fields alone that the batch did not touch', async () => {
    const batch = newId();
    await db.clips.add(clipOf(1, { note: 'new', importance: 3 }));
    await record(batch, [{ entity: 'clips', entityId: idOf(1), before: {}, after: { note: 'new' } }], 1);
    await undoBatch(batch);
    expect(await db.clips.get(idOf(1))).toMatchObject({ importance: 3 });
    expect(await db.clips.get(idOf(1))).not.toHaveProperty('note');
  });

  it('passes over rows that are gone, and does nothing for a batch that there is not', async () => {
    const batch = newId();
    await record(batch, [{ entity: 'clips', entityId: idOf(1), before: {}, after: { note: 'x' } }], 1);
    await undoBatch(batch);
    await undoBatch(newId());
    expect(await db.clips.count()).toBe(0);
    expect(await db.events.count()).toBe(1);
  });
});

it('swap: takes properties away and puts others in, and leaves its argument as it was', () => {
  const row = { a: 1, b: 2, c: 3 };
  expect(swap(row, { a: 1, b: 2 }, { b: 9 })).toEqual({ b: 9, c: 3 });
  expect(row).toEqual({ a: 1, b: 2, c: 3 });
});
