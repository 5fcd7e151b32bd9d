import { beforeEach, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import { saveClip, trashClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { startDraft } from '#lib/db/drafts.ts';
import { allRows, rowsOf } from '#lib/db/library-rows.ts';
import { ensureCurrentProject } from '#lib/db/projects.ts';
import { actorOf, captureOf, idOf, tagOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

async function fill() {
  const project = await ensureCurrentProject('Study');
  await db.tags.bulkAdd([
    tagOf(20, 'old', { mergedInto: idOf(21) }),
    tagOf(21, 'older', { mergedInto: idOf(22) }),
    tagOf(22, 'now'),
    tagOf(23, 'other'),
  ]);
  await db.actors.bulkAdd([actorOf(30, 'Acme'), actorOf(31, 'Confidential customer')]);
  const save = async (edits: object) =>
    (await saveClip(newId(), captureOf(), { projectId: project.id, ...edits })).clip;
  const one = await save({ tagIds: [idOf(20)], actorId: idOf(30) });
  const two = await save({ tagIds: [idOf(23)], actorId: idOf(31) });
  await startDraft(newId(), captureOf({ quote: 'unfinished' }));
  return { project, one, two };
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

it('gives clips with what they refer to, merged tags to the last, and nothing else', async () => {
  const { project, one } = await fill();
  const rows = await rowsOf([one]);
  expect(rows.clips).toEqual([one]);
  expect(rows.projects).toEqual([project]);
  expect(ids(rows.tags)).toEqual([idOf(20), idOf(21), idOf(22)]);
  expect(ids(rows.actors)).toEqual([idOf(30)]);
  expect([rows.events, rows.drafts]).toEqual([[], []]);
});

it('ends where two merges point at each other', async () => {
  const { one } = await fill();
  await db.tags.update(idOf(22), { mergedInto: idOf(20) });
  expect(ids((await rowsOf([one])).tags)).toEqual([idOf(20), idOf(21), idOf(22)]);
});

it('gives everything: the trash, the history and what was never finished', async () => {
  const { one, two } = await fill();
  await trashClips([two.id]);
  const rows = await allRows();
  expect(ids(rows.clips)).toEqual(ids([one, two]));
  expect(rows.tags).toHaveLength(4);
  expect(rows.actors).toHaveLength(2);
  expect(rows.events).toHaveLength(3);
  expect(rows.drafts).toMatchObject([{ capture: { quote: 'unfinished' } }]);
});
