import { beforeEach, describe, expect, it } from 'vitest';
import { toAppError } from '#lib/core/errors.ts';
import type { ClipEdits } from '#lib/core/fields.ts';
import { newId } from '#lib/core/id.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { LIMITS } from '#lib/core/text.ts';
import { editClips, getClip, restoreClips, saveClip, trashClips, updateClips } from '#lib/db/clips.ts';
import { db, GleanerDatabase } from '#lib/db/database.ts';
import { record, swap, takeBack, undoBatch } from '#lib/db/history.ts';
import { redoLast, undoLast } from '#lib/db/undo-history.ts';
import { captureOf, clipOf, idOf, tagOf } from '#test/support/rows.ts';
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

  it('takes back many changes to the same rows in the opposite order, a few at a time', async () => {
    const [batch, count] = [newId(), 700];
    const all = Array.from({ length: count }, (_, index) => idOf(index + 1));
    await db.clips.bulkAdd(all.map((_, index) => clipOf(index + 1, { note: 'c' })));
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'c'],
    ]) {
      const patch = { before: { note: from }, after: { note: to } };
      await record(
        batch,
        all.map((entityId) => ({ entity: 'clips', entityId, ...patch }) as const),
        1,
      );
    }
    const notes = async () => [...new Set((await db.clips.toArray()).map(({ note }) => note))];
    const { batchId, ...result } = await takeBack(batch);
    expect(result).toEqual({ changed: count, kept: 0 });
    expect(await notes()).toEqual(['a']);
    expect(await takeBack(batchId)).toMatchObject({ changed: count, kept: 0 });
    expect(await notes()).toEqual(['c']);
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

const ids = (count: number) => Array.from({ length: count }, (_, index) => idOf(100 + index));
const addClips = (count: number, changes: Partial<Clip> = {}) =>
  db.clips.bulkAdd(ids(count).map((id, index) => clipOf(100 + index, { ...changes, id })));
const notes = async (count: number) => (await db.clips.bulkGet(ids(count))).map((clip) => clip?.note);

describe('taking back what others have gone on with', () => {
  it('leaves their values, says for how many rows, and takes the rest back', async () => {
    await addClips(3, { note: 'old' });
    const batch = (await updateClips(ids(3), { note: 'new', importance: 3 })) ?? '';
    await updateClips([idOf(101)], { note: 'newer' });
    await updateClips([idOf(102)], { note: 'newest', importance: 0 });
    expect(await takeBack(batch)).toMatchObject({ changed: 2, kept: 1 });
    expect(await notes(3)).toEqual(['old', 'newer', 'newest']);
    expect((await db.clips.bulkGet(ids(3))).map((clip) => clip?.importance)).toEqual([undefined, undefined, 0]);
  });

  it('takes tags of a batch away, and leaves those that were added since', async () => {
    await addClips(2, { tagIds: [idOf(1)] });
    const batch = (await editClips(ids(2), { set: {}, addTagIds: [idOf(2)], removeTagIds: [idOf(1)] })) ?? '';
    await updateClips([idOf(100)], { tagIds: [idOf(2), idOf(3)] });
    await takeBack(batch);
    expect((await getClip(idOf(100)))?.tagIds).toEqual([idOf(3), idOf(1)]);
    expect((await getClip(idOf(101)))?.tagIds).toEqual([idOf(1)]);
  });

  it('takes one clip out of a batch, and later the rest of it', async () => {
    await addClips(3, { note: 'old' });
    const batch = (await updateClips(ids(3), { note: 'new' })) ?? '';
    await takeBack(batch, idOf(101));
    expect(await notes(3)).toEqual(['new', 'old', 'new']);
    expect(await undoLast()).toMatchObject({ count: 3, changed: 2, kept: 1 });
    expect(await notes(3)).toEqual(['old', 'old', 'old']);
    expect(await undoLast()).toBeUndefined();
  });

  it('gives no tag a name that another one has by now', async () => {
    const batch = newId();
    await db.tags.bulkAdd([tagOf(2, 'Prices'), tagOf(3, 'price')]);
    const [before, after] = [
      { name: 'Price', key: 'price' },
      { name: 'Prices', key: 'prices' },
    ];
    await record(batch, [{ entity: 'tags', entityId: idOf(2), before, after }], 1);
    const error: unknown = await takeBack(batch).catch((thrown: unknown) => thrown);
    expect(toAppError(error).code).toBe('name_taken');
    expect(await db.tags.get(idOf(2))).toMatchObject({ name: 'Prices' });
  });

  it('brings nothing back that no schema allows', async () => {
    const batch = newId();
    await db.clips.bulkAdd([clipOf(1, { note: 'new' }), clipOf(2, { note: 'new' })]);
    const change = (entityId: string, note: unknown) =>
      ({ entity: 'clips', entityId, before: { note }, after: { note: 'new' } }) as const;
    await record(batch, [change(idOf(1), 'old'), change(idOf(2), { html: '<script>' })], 1);
    await expect(takeBack(batch)).rejects.toMatchObject({ code: 'invalid_data' });
    expect((await db.clips.toArray()).map(({ note }) => note)).toEqual(['new', 'new']);
  });
});

describe('undoLast and redoLast', () => {
  it('go back step by step and forth again, whatever has been forgotten but the history', async () => {
    await addClips(1);
    const [id] = ids(1);
    if (!id) return;
    for (const note of ['a', 'b', 'c']) await updateClips([id], { note });
    const note = async () => (await getClip(id))?.note;
    await undoLast();
    expect(await note()).toBe('b');
    await undoLast();
    expect(await note()).toBe('a');
    await redoLast();
    expect(await note()).toBe('b');
    await undoLast();
    expect(await note()).toBe('a');
    await redoLast();
    await redoLast();
    expect(await note()).toBe('c');
    expect(await redoLast()).toBeUndefined();
    await undoLast();
    await updateClips([id], { importance: 1 });
    // Something else was done: what was undone before is the past.
    expect(await redoLast()).toBeUndefined();
    await undoLast();
    await undoLast();
    await undoLast();
    expect(await getClip(id)).not.toHaveProperty('note');
    expect(await undoLast()).toBeUndefined();
  });

  it('pass over clips that came meanwhile, but not over one that came back', async () => {
    await addClips(1, { note: 'old' });
    await updateClips(ids(1), { note: 'new' });
    const { clip } = await saveClip(newId(), captureOf(), { projectId: idOf(1) });
    await undoLast();
    expect(await notes(1)).toEqual(['old']);
    expect(await getClip(clip.id)).not.toHaveProperty('deletedAt');
    await saveClip(newId(), captureOf({ quote: 'another' }), { projectId: idOf(1) });
    await redoLast();
    expect(await notes(1)).toEqual(['new']);
    await trashClips(ids(1));
    await new Promise((resolve) => setTimeout(resolve, 2));
    await restoreClips(ids(1));
    await undoLast();
    expect(await getClip(idOf(100))).toHaveProperty('deletedAt');
  });

  it('say what it was, and go further back where all of it has been changed since', async () => {
    await addClips(2, { note: 'old' });
    await updateClips(ids(1), { note: 'first' });
    await updateClips(ids(2), { importance: 2 });
    await db.clips.update(idOf(100), { importance: 3 });
    await db.clips.update(idOf(101), { importance: 3 });
    expect(await undoLast()).toMatchObject({
      changed: 0,
      kept: 2,
      count: 2,
      sample: { patch: { after: { importance: 2 } } },
    });
    expect(await undoLast()).toMatchObject({ changed: 1, kept: 0, sample: { patch: { after: { note: 'first' } } } });
  });

  it('each undo a step of its own, also when they are asked for at once', async () => {
    await addClips(1);
    for (const note of ['a', 'b', 'c', 'd']) await updateClips(ids(1), { note });
    await Promise.all([undoLast(), undoLast(), undoLast()]);
    expect(await notes(1)).toEqual(['a']);
    await Promise.all([redoLast(), redoLast()]);
    expect(await notes(1)).toEqual(['c']);
  });

  it('find the last change behind many arrivals', async () => {
    await addClips(1, { note: 'old' });
    await updateClips(ids(1), { note: 'new' });
    for (let count = 0; count < 45; count += 1) await saveClip(newId(), captureOf(), { projectId: idOf(1) });
    await undoLast();
    expect(await notes(1)).toEqual(['old']);
  });
});

describe('two windows', () => {
  /** Another connection to the same database, as another tab or the popup has one. */
  async function inOtherWindow(work: (other: GleanerDatabase) => Promise<unknown>): Promise<void> {
    const other = new GleanerDatabase();
    await other.open();
    await work(other);
    other.close();
  }

  it('change two fields of a clip at once, and both are kept', async () => {
    await addClips(50);
    await inOtherWindow((other) =>
      Promise.all([
        updateClips(ids(50), { note: 'mine' }),
        other.transaction('rw', other.clips, async () => {
          for (const clip of await other.clips.toArray()) await other.clips.put({ ...clip, importance: 3 });
        }),
        updateClips(ids(50), { method: 'survey' }),
      ]),
    );
    for (const clip of await db.clips.toArray()) {
      expect(clip).toMatchObject({ note: 'mine', importance: 3, method: 'survey' });
    }
  });

  it('add tags that were chosen on the same clip at the same time, and both stay', async () => {
    await addClips(1, { tagIds: [idOf(1), idOf(2)] });
    const seen = await getClip(idOf(100));
    await Promise.all([
      updateClips(ids(1), { tagIds: [idOf(1), idOf(2), idOf(3)] }, seen),
      updateClips(ids(1), { tagIds: [idOf(2), idOf(4)] }, seen),
    ]);
    expect((await getClip(idOf(100)))?.tagIds).toEqual([idOf(2), idOf(3), idOf(4)]);
  });

  it('see each change in the history, whole', async () => {
    await addClips(1);
    await Promise.all(['a', 'b', 'c', 'd'].map((note) => updateClips(ids(1), { note })));
    const patches = (await db.events.orderBy('batchId').toArray()).map(({ patch }) => patch);
    // Each one went on from where the one before it had stopped: nothing was written over unseen.
    const befores = patches.map(({ before }) => before.note);
    const afters = patches.map(({ after }) => after.note);
    expect(afters.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(befores.filter((note) => note !== undefined).toSorted()).toEqual(
      afters.filter((note) => befores.includes(note)).toSorted(),
    );
    expect(new Set(befores).size).toBe(4);
  });
});

describe('editing many clips', () => {
  const MANY = 3_000;

  it('is one step, and one to undo', async () => {
    await addClips(MANY, { tagIds: [idOf(1)] });
    const seen: number[] = [];
    const batch = await editClips(
      ids(MANY),
      { set: { type: 'feedback', importance: 2 }, addTagIds: [idOf(2)], removeTagIds: [idOf(1)] },
      { onProgress: (done) => seen.push(done) },
    );
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    const changed = { type: 'feedback', triage: 'kept', importance: 2, tagIds: [idOf(2)] };
    for (const clip of await db.clips.toArray()) expect(clip).toMatchObject(changed);
    expect(
      await db.events
        .where('batchId')
        .equals(batch ?? '')
        .count(),
    ).toBe(MANY);
    expect(await undoLast()).toMatchObject({ changed: MANY, kept: 0 });
    for (const clip of await db.clips.toArray()) {
      expect(clip).toMatchObject({ triage: 'inbox', tagIds: [idOf(1)] });
      expect(clip).not.toHaveProperty('type');
    }
  });

  it('removes a tag however a clip has it: by its own id, or by that of one that was merged into it', async () => {
    await db.tags.bulkAdd([tagOf(20, 'price', { mergedInto: idOf(21) }), tagOf(21, 'pricing'), tagOf(22, 'seats')]);
    await db.clips.add(clipOf(1, { tagIds: [idOf(20), idOf(21), idOf(22)] }));
    await editClips([idOf(1)], { set: {}, addTagIds: [], removeTagIds: [idOf(21)] });
    expect((await getClip(idOf(1)))?.tagIds).toEqual([idOf(22)]);
  });

  it('changes none of them where it is cancelled, or one of them is gone', async () => {
    await addClips(MANY);
    const before = await db.clips.toArray();
    const controller = new AbortController();
    const edits = { set: { note: 'x' }, addTagIds: [], removeTagIds: [] };
    const running = editClips(ids(MANY), edits, {
      signal: controller.signal,
      onProgress: (done) => done >= MANY / 2 && controller.abort(),
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(editClips([...ids(MANY), idOf(99)], edits)).rejects.toMatchObject({ code: 'clip_missing' });
    expect(await db.clips.toArray()).toEqual(before);
    expect(await db.events.count()).toBe(0);
  });
});

describe('undo and redo of many clips', () => {
  const MANY = 1_700;

  /** What is told of how far it is, and a stop after so many rows. */
  function watched(stopAt = Number.POSITIVE_INFINITY) {
    const controller = new AbortController();
    const seen: [done: number, all: number][] = [];
    const onProgress = (done: number, all: number): void => {
      seen.push([done, all]);
      if (done >= stopAt) controller.abort();
    };
    return { seen, watch: { signal: controller.signal, onProgress } };
  }

  /** All that a change of clips could have touched. */
  const everything = async () => ({ clips: await db.clips.toArray(), events: await db.events.toArray() });

  beforeEach(async () => {
    await addClips(MANY, { note: 'old' });
    await updateClips(ids(MANY), { note: 'new' });
  });

  it('tell how far they are', async () => {
    const steps = [0, 500, 1_000, 1_500, MANY].map((done) => [done, MANY]);
    for (const again of [undoLast, redoLast]) {
      const { seen, watch } = watched();
      expect(await again(watch)).toMatchObject({ changed: MANY, kept: 0 });
      expect(seen).toEqual(steps);
    }
  });

  it.each([0, 1_000, MANY])('leave everything as it was when they are stopped after %i', async (stopAt) => {
    const changed = await everything();
    await expect(undoLast(watched(stopAt).watch)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await everything()).toEqual(changed);
    // It is still there to be undone.
    expect(await undoLast()).toMatchObject({ changed: MANY });
    const undone = await everything();
    await expect(redoLast(watched(stopAt).watch)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await everything()).toEqual(undone);
    expect(await redoLast()).toMatchObject({ changed: MANY });
    expect(new Set(await notes(MANY))).toEqual(new Set(['new']));
  });

  it('count changes of all tables as one', async () => {
    const batch = newId();
    await db.tags.bulkAdd([tagOf(2, 'Price'), tagOf(3, 'Seats')]);
    const change = { before: { importance: 1 }, after: { importance: 2 } } as const;
    await db.clips.toCollection().modify({ importance: 2 });
    const colours = { before: {}, after: { colour: '#aa3377' } };
    await db.tags.toCollection().modify({ colour: '#aa3377' });
    await record(
      batch,
      [
        ...ids(600).map((entityId) => ({ entity: 'clips', entityId, ...change }) as const),
        ...[idOf(2), idOf(3)].map((entityId) => ({ entity: 'tags', entityId, ...colours }) as const),
      ],
      1,
    );
    const { seen, watch } = watched();
    expect(await takeBack(batch, undefined, watch)).toMatchObject({ changed: 602 });
    expect(seen.every(([, all]) => all === 602)).toBe(true);
    expect(seen.map(([done]) => done)).toEqual([0, 500, 602]);
  });
});

describe('a paragraph for many notes', () => {
  const append = (appendNote: string, set: ClipEdits = {}) =>
    editClips(ids(3), { set, addTagIds: [], removeTagIds: [], appendNote });

  it('comes after what is there, as one step to undo', async () => {
    await addClips(3);
    await updateClips([idOf(101)], { note: 'Said twice.\n' });
    await updateClips([idOf(102)], { note: '  ' });
    await append(' Ask sales. ');
    expect(await notes(3)).toEqual(['Ask sales.', 'Said twice.\n\nAsk sales.', 'Ask sales.']);
    await append('打电话确认。');
    expect((await notes(3))[1]).toBe('Said twice.\n\nAsk sales.\n\n打电话确认。');
    await undoLast();
    await undoLast();
    expect(await notes(3)).toEqual([undefined, 'Said twice.\n', '  ']);
  });

  it('changes no note where one would be too long', async () => {
    await addClips(3);
    await updateClips([idOf(102)], { note: 'x'.repeat(LIMITS.note - 5) });
    const before = await db.clips.toArray();
    await expect(append('Ask sales.')).rejects.toMatchObject({ code: 'note_too_long' });
    expect(await db.clips.toArray()).toEqual(before);
    expect(await append('   ')).toBeUndefined();
  });
});
