import { beforeEach, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import type { ImportedClip } from '#lib/core/imported-clip.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { getClip, listClips, saveClip, trashClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { importClips, sortOut } from '#lib/db/import-clips.ts';
import { allRows } from '#lib/db/library-rows.ts';
import { createProject } from '#lib/db/projects.ts';
import { ensureTag, listTags } from '#lib/db/tags.ts';
import { annotations } from '#lib/export/formats/annotations.ts';
import { readAnnotations } from '#lib/import/read-annotations.ts';
import { actorOf, anchorAt, captureOf, clipOf, idOf, tagOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

let projectId: string;

beforeEach(async () => {
  await emptyLibrary();
  projectId = (await createProject('Pricing')).id;
});

function imported(number: number, changes: Partial<Clip> = {}, more: Partial<ImportedClip> = {}): ImportedClip {
  const { projectId: _projectId, tagIds: _tagIds, ...clip } = clipOf(number, changes);
  return { clip, tags: [], ...more };
}

/** Every row of every table, for comparing. */
const everything = async () => JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())));

async function exported(): Promise<string> {
  const input = {
    ...(await allRows()),
    loadAsset: async () => undefined,
    t: (key: string) => key,
    locale: 'en',
    timeZone: 'UTC',
  };
  return (await annotations.run(input)).bytes.text();
}

it('gives the same library again: what is written, read and written is the same, byte for byte', async () => {
  const tags = [tagOf(20, 'pricing'), tagOf(21, '导出')];
  const anchor = { ...anchorAt(10, 'Team plan'), times: 2 };
  await db.tags.bulkAdd(tags);
  await db.actors.add(actorOf(30, 'Acme'));
  await db.clips.bulkAdd([
    clipOf(1, {
      projectId,
      tagIds: [idOf(21), idOf(20)],
      actorId: idOf(30),
      note: ' 备注\n',
      type: 'competitor',
      anchor,
      updatedAt: 9e12,
    }),
    clipOf(2, { projectId, quote: 'two', sentiment: -1, importance: 0, html: '<p>two</p>', triage: 'kept' }),
    clipOf(3, { projectId, quote: '', kind: 'screenshot' }),
  ]);
  const before = await exported();
  await emptyLibrary();
  const { id } = await createProject('Another');
  const { clips, passed } = await readAnnotations(new Blob([before]), (html) => html);
  expect(passed.size).toBe(0);
  expect((await importClips(clips, id)).added).toBe(3);
  expect(await exported()).toBe(before);
  expect((await listClips(id)).length).toBe(3);
  // A second time there is nothing new.
  const again = await everything();
  expect(await importClips(clips, id)).toEqual({ added: 0, batchId: undefined });
  expect(await everything()).toBe(again);
});

it('knows what is there: the same id, the same passage, the same note on a page, and twice in one file', async () => {
  const anchor = anchorAt(10, 'Team plan');
  await saveClip(newId(), captureOf({ anchor }), { projectId });
  await saveClip(idOf(2), captureOf({ quote: 'two' }), { projectId });
  const file = [
    imported(1, { anchor }),
    imported(2, { quote: 'of the same id' }),
    imported(3, { anchor: anchorAt(99, 'Business plan') }),
    imported(4, { quote: '', note: 'n' }),
    imported(5, { quote: '', note: 'n' }),
    imported(6, { quote: '', note: 'another' }),
  ];
  const { fresh, there } = await sortOut(file);
  expect(fresh.map(({ clip }) => clip.id)).toEqual([idOf(3), idOf(4), idOf(6)]);
  expect(there.map(({ clip }) => clip.id)).toEqual([idOf(1), idOf(2), idOf(5)]);
});

it('exports no tag that was deleted, and a merged one by the name of what it became', async () => {
  await db.tags.bulkAdd([
    tagOf(20, 'price', { mergedInto: idOf(21) }),
    tagOf(21, 'pricing'),
    tagOf(22, 'gone', { deletedAt: 1 }),
  ]);
  await db.actors.add(actorOf(30, 'Gone too', { deletedAt: 1 }));
  await db.clips.add(clipOf(1, { projectId, tagIds: [idOf(22), idOf(20), idOf(21)], actorId: idOf(30) }));
  const file = await exported();
  const { clips } = await readAnnotations(new Blob([file]), (html) => html);
  expect(clips[0]?.tags).toEqual(['pricing']);
  expect(file).not.toContain('Gone too');
  // Reading it again brings nothing back that was deleted.
  await db.clips.clear();
  await importClips(clips, projectId);
  expect((await listTags()).map(({ name }) => name)).toEqual(['pricing']);
});

it('takes no name for a tag that no tag can have, and the rest of the file all the same', async () => {
  const annotation = (number: number, ...tags: string[]) => ({
    type: 'Annotation',
    id: `urn:uuid:${idOf(number)}`,
    target: { source: 'https://a.example/', selector: { type: 'TextQuoteSelector', exact: `words ${number}` } },
    body: tags.map((value) => ({ type: 'TextualBody', purpose: 'tagging', value })),
  });
  // A ligature that stands for eighteen letters where names are compared.
  const file = new Blob([JSON.stringify([annotation(1, '/', ' ／ ', 'good/'), annotation(2, '\uFDFA'.repeat(12))])]);
  const { clips } = await readAnnotations(file, (html) => html);
  expect((await importClips(clips, projectId)).added).toBe(2);
  expect((await listTags()).map(({ name }) => name)).toEqual(['good']);
});

it('finds tags and competitors by name, makes the others, and takes all of it back at once', async () => {
  const tag = await ensureTag('Pricing');
  const file = [
    imported(1, {}, { tags: ['ｐｒｉｃｉｎｇ', 'new'], actor: { kind: 'competitor', name: 'Acme' } }),
    imported(2, { quote: 'two' }, { tags: ['New'], actor: { kind: 'competitor', name: 'ACME' } }),
  ];
  const before = (await listTags()).length;
  const { added, batchId } = await importClips(file, projectId);
  expect(added).toBe(2);
  const [one, two] = [await getClip(idOf(1)), await getClip(idOf(2))];
  expect(one?.tagIds).toEqual([tag.id, two?.tagIds[0]]);
  expect(one?.actorId).toBe(two?.actorId);
  expect(await db.actors.count()).toBe(1);

  await undoBatch(batchId ?? '');
  expect((await listClips(projectId)).filter(({ deletedAt }) => deletedAt === undefined)).toEqual([]);
  expect((await listTags()).length).toBe(before);
  // And in again.
  expect((await importClips(file, projectId)).added).toBe(2);
  expect(await getClip(idOf(1))).not.toHaveProperty('deletedAt');
});

it('takes a clip out of the trash with the pictures that it has', async () => {
  await db.clips.add(clipOf(1, { projectId, assetIds: ['a'.repeat(64)] }));
  await trashClips([idOf(1)]);
  const { batchId } = await importClips([imported(1)], projectId);
  expect(await getClip(idOf(1))).toMatchObject({ assetIds: ['a'.repeat(64)] });
  expect(await getClip(idOf(1))).not.toHaveProperty('deletedAt');
  await undoBatch(batchId ?? '');
  expect(await getClip(idOf(1))).toHaveProperty('deletedAt');
});

it('takes all or nothing', async () => {
  const before = await everything();
  const bad = imported(2, { quote: 'x', note: 'n' }, { tags: ['new'] });
  Object.assign(bad.clip, { kind: 'virus' });
  await expect(importClips([imported(1, {}, { tags: ['other'] }), bad], projectId)).rejects.toMatchObject({
    code: 'invalid_data',
  });
  await expect(importClips([imported(1)], idOf(99))).rejects.toMatchObject({ code: 'invalid_data' });
  expect(await everything()).toBe(before);
});
