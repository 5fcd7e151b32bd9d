import { beforeEach, describe, expect, it } from 'vitest';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { LIMITS } from '#lib/core/text.ts';
import { saveClip, trashClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { fillSketches } from '#lib/db/fill-sketches.ts';
import { takeBack, undoBatch } from '#lib/db/history.ts';
import { importClips } from '#lib/db/import-clips.ts';
import { createProject } from '#lib/db/projects.ts';
import { purgeClips } from '#lib/db/purge.ts';
import { dismissSimilar, mergeClips, similarClips } from '#lib/db/similar.ts';
import { dropSketches } from '#lib/db/sketches.ts';
import { captureOf, clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

const ZH = '每次导出都要手动整理截图和链接，周报要花我两个小时。';
const ZH_EDITED = '每次导出都要手动整理截图和链接，周报要花我三个小时！';
const EN = 'Exporting a report by hand costs me two hours every single week.';
const projectId = idOf(1);
const save = (number: number, quote: string) => saveClip(idOf(number), captureOf({ quote }), { projectId });
const alike = async (number: number, quote: string) =>
  (await similarClips({ id: idOf(number), quote })).map(({ id }) => id);

describe('clips that say almost the same', () => {
  it('are found from the moment that one is saved, in both languages, the likeliest first', async () => {
    await save(10, ZH_EDITED);
    await save(11, ZH);
    await save(12, EN);
    expect(await alike(99, ZH)).toEqual([idOf(11), idOf(10)]);
    expect(await alike(99, `${EN} Really.`)).toEqual([idOf(12)]);
    expect(await alike(99, 'The free plan keeps fourteen days of history, and no more.')).toEqual([]);
  });

  it('are not the clip itself, nor those in the trash, nor the words that came after it on its page', async () => {
    await save(10, ZH);
    await save(11, ZH_EDITED);
    expect(await alike(10, ZH)).toEqual([idOf(11)]);
    await db.clips.update(idOf(11), { previousId: idOf(10) });
    expect(await alike(10, ZH)).toEqual([]);
    expect(await similarClips(clipOf(11, { quote: ZH_EDITED, previousId: idOf(10) }))).toEqual([]);
    await trashClips([idOf(10)]);
    expect(await alike(99, ZH)).toEqual([idOf(11)]);
  });

  it('are not those of which the user said that they are something else, until that is taken back', async () => {
    await save(10, ZH);
    await save(11, ZH_EDITED);
    const takeBack = await dismissSimilar(idOf(11), idOf(10));
    expect(await alike(10, ZH)).toEqual([]);
    expect(await alike(11, ZH_EDITED)).toEqual([]);
    await takeBack();
    expect(await alike(10, ZH)).toEqual([idOf(11)]);
  });

  it('are found among imported clips', async () => {
    const project = await createProject('One');
    const { projectId: _, tagIds: __, actorId: ___, ...clip } = clipOf(10, { quote: ZH });
    await importClips([{ clip, tags: [] }], project.id);
    expect(await alike(99, ZH)).toEqual([idOf(10)]);
  });

  it('are found among a thousand of one text, and not for a phrase', async () => {
    await db.clips.bulkAdd(Array.from({ length: 1_000 }, (_, number) => clipOf(number + 10, { quote: ZH })));
    await fillSketches(() => true);
    const found = await alike(9, ZH);
    expect(found.length).toBeGreaterThan(5);
    expect(found.length).toBeLessThanOrEqual(20);
    await save(5_000, 'Free for 5 seats');
    expect(await alike(9, 'Free for 5 seats')).toEqual([]);
  });
});

describe('sketches', () => {
  it('are made of clips that lack them, chunk by chunk while that may go on, and the rest the next time', async () => {
    await db.clips.bulkAdd(
      Array.from({ length: 450 }, (_, number) => clipOf(number + 10, { quote: `${EN} ${number}` })),
    );
    let asked = 0;
    // Once for the ids, then for each chunk of clips.
    await fillSketches(() => ++asked <= 3);
    expect(await db.sketches.count()).toBe(400);
    await fillSketches(() => true);
    expect(await db.sketches.count()).toBe(450);
  });

  it('go with their clips', async () => {
    await save(10, ZH);
    await dropSketches([idOf(10)]);
    expect(await db.sketches.count()).toBe(0);
  });
});

describe('merging clips', () => {
  const at = (title: string) => ({ url: `https://${title}.example/`, title });

  beforeEach(async () => {
    await db.clips.bulkAdd([
      clipOf(10, { quote: ZH, source: at('store'), tagIds: [idOf(20)], note: 'Ask them.' }),
      clipOf(11, {
        quote: ZH_EDITED,
        source: at('forum'),
        tagIds: [idOf(21), idOf(20)],
        note: 'Second time this month.',
        type: 'feedback',
        triage: 'kept',
        alsoAt: [{ clipId: idOf(12), source: at('blog'), capturedAt: 5 }],
      }),
    ]);
  });

  it('keeps every place, tag and note in one of them, and takes over what only the other says', async () => {
    await mergeClips(idOf(10), [idOf(11)]);
    const clip = await db.clips.get(idOf(10));
    expect(clip?.alsoAt?.map(({ clipId, source }) => [clipId, source.title])).toEqual([
      [idOf(11), 'forum'],
      [idOf(12), 'blog'],
    ]);
    expect(clip).toMatchObject({
      source: at('store'),
      quote: ZH,
      tagIds: [idOf(20), idOf(21)],
      note: 'Ask them.\n\nSecond time this month.',
      type: 'feedback',
      triage: 'kept',
    });
    expect(clipSchema.safeParse(clip).success).toBe(true);
    expect((await db.clips.get(idOf(11)))?.deletedAt).toBeDefined();
  });

  it('is one change, which undo takes back', async () => {
    const before = await db.clips.orderBy('id').toArray();
    const batchId = await mergeClips(idOf(10), [idOf(11)]);
    await undoBatch(batchId ?? '');
    const after = await db.clips.orderBy('id').toArray();
    expect(after.map(({ updatedAt: _, ...clip }) => clip)).toEqual(before.map(({ updatedAt: _, ...clip }) => clip));
  });

  it('keeps the longer note where it says what the other one does', async () => {
    await db.clips.update(idOf(11), { note: 'Ask them. On Friday.' });
    await mergeClips(idOf(10), [idOf(11)]);
    expect((await db.clips.get(idOf(10)))?.note).toBe('Ask them. On Friday.');
  });

  it('keeps a short note whose letters happen to stand in the other one', async () => {
    await db.clips.update(idOf(10), { note: 'Asked for by 12 customers.' });
    await db.clips.update(idOf(11), { note: '1' });
    await mergeClips(idOf(10), [idOf(11)]);
    expect((await db.clips.get(idOf(10)))?.note).toBe('Asked for by 12 customers.\n\n1');
  });

  it('takes a clip out of the trash that is to hold the others, and brings its project back', async () => {
    const { id: projectId } = await createProject('Emptied');
    await db.clips.update(idOf(10), { projectId });
    await trashClips([idOf(10)]);
    await db.projects.update(projectId, { deletedAt: 1 });
    const batchId = await mergeClips(idOf(10), [idOf(11)]);
    expect(await db.clips.get(idOf(10))).not.toHaveProperty('deletedAt');
    expect(await db.projects.get(projectId)).not.toHaveProperty('deletedAt');
    await undoBatch(batchId ?? '');
    expect((await db.clips.get(idOf(10)))?.deletedAt).toBeDefined();
    expect(await db.clips.get(idOf(11))).not.toHaveProperty('deletedAt');
  });

  it('drops no place, no tag and no note where one clip cannot hold them all: it merges nothing', async () => {
    const place = (number: number) => ({ clipId: idOf(1_000 + number), source: at('x'), capturedAt: 5 });
    const everyPlace = Array.from({ length: 100 }, (_, number) => place(number));
    const everyTag = Array.from({ length: 200 }, (_, number) => idOf(2_000 + number));
    const long = (letter: string) => letter.repeat(LIMITS.note - 10);
    const cases = [
      [{ alsoAt: everyPlace }, {}, 'clip_full'],
      [{ tagIds: everyTag }, {}, 'clip_full'],
      [{ note: long('a') }, { note: long('b') }, 'note_too_long'],
    ] as const;
    for (const [one, other, code] of cases) {
      await db.clips.bulkPut([
        clipOf(10, { quote: ZH, ...(structuredClone(one) as Partial<Clip>) }),
        clipOf(11, { quote: ZH_EDITED, tagIds: [idOf(21)], ...other }),
      ]);
      const before = await db.clips.toArray();
      await expect(mergeClips(idOf(10), [idOf(11)])).rejects.toMatchObject({ code });
      expect(await db.clips.toArray()).toEqual(before);
    }
  });

  it('one after the other can be undone in any order: only its own place goes', async () => {
    await db.clips.add(clipOf(13, { quote: ZH, source: at('review') }));
    const first = await mergeClips(idOf(10), [idOf(11)]);
    const second = await mergeClips(idOf(10), [idOf(13)]);
    await undoBatch(first ?? '');
    expect((await db.clips.get(idOf(10)))?.alsoAt?.map(({ clipId }) => clipId)).toEqual([idOf(13)]);
    expect(await db.clips.get(idOf(11))).not.toHaveProperty('deletedAt');
    await undoBatch(second ?? '');
    expect(await db.clips.get(idOf(10))).not.toHaveProperty('alsoAt');
  });

  it('is taken back whole, also from the history of the one that is left: no place would be in the library', async () => {
    const batchId = await mergeClips(idOf(10), [idOf(11)]);
    await takeBack(batchId ?? '', idOf(10));
    expect(await db.clips.get(idOf(10))).not.toHaveProperty('alsoAt');
    expect(await db.clips.get(idOf(11))).not.toHaveProperty('deletedAt');
  });

  it('leaves the place of one that was deleted for good since, when it is undone: nothing else knows of it', async () => {
    await db.clips.add(clipOf(13, { quote: ZH, source: at('review') }));
    const batchId = await mergeClips(idOf(10), [idOf(11), idOf(13)]);
    await purgeClips([idOf(11)]);
    const redo = await undoBatch(batchId ?? '');
    const places = async () => (await db.clips.get(idOf(10)))?.alsoAt?.map(({ source }) => source.title);
    expect(await places()).toEqual(['forum', 'blog']);
    expect(await db.clips.get(idOf(13))).not.toHaveProperty('deletedAt');
    await undoBatch(redo);
    expect((await places())?.sort()).toEqual(['blog', 'forum', 'review']);
  });

  it('does nothing with what is in the trash already, and refuses what is not there', async () => {
    await trashClips([idOf(11)]);
    expect(await mergeClips(idOf(10), [idOf(11)])).toBeUndefined();
    expect(await mergeClips(idOf(10), [idOf(10)])).toBeUndefined();
    await expect(mergeClips(idOf(10), [idOf(99)])).rejects.toMatchObject({ code: 'clip_missing' });
    expect(await db.clips.get(idOf(10))).not.toHaveProperty('alsoAt');
  });
});
