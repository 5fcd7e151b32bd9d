import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { deleteView, listViews, overwriteView, renameView, saveView } from '#lib/db/views.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

const shown = async () => (await listViews()).map(({ name, address }) => [name, address]);
const idOfFirst = async () => (await listViews())[0]?.id ?? '';
const undo = async (batch: Promise<string | undefined>) => undoBatch((await batch) ?? '');

describe('saved views', () => {
  it('are kept by name, cleaned, and listed by name', async () => {
    await saveView('  导出\n痛点 ', 'type=feedback');
    await saveView('Acme', 'layout=board');
    expect(await shown()).toEqual([
      ['Acme', 'layout=board'],
      ['导出 痛点', 'type=feedback'],
    ]);
  });

  it('go when saving them is undone, and come back when that is', async () => {
    const redo = await undo(saveView('Acme', 'layout=board'));
    expect(await shown()).toEqual([]);
    await undoBatch(redo);
    expect(await shown()).toEqual([['Acme', 'layout=board']]);
  });

  it('are two of one name never: the older one looks as the newer one would, until that is undone', async () => {
    await saveView('Acme', 'layout=board');
    const redo = await undo(saveView('ＡＣＭＥ ', 'layout=table'));
    expect(await shown()).toEqual([['Acme', 'layout=board']]);
    await undoBatch(redo);
    expect(await shown()).toEqual([['Acme', 'layout=table']]);
    expect(await saveView('acme', 'layout=table')).toBeUndefined();
  });

  it('may be called as one that was deleted', async () => {
    await saveView('Acme', 'layout=board');
    await deleteView(await idOfFirst());
    await saveView('Acme', 'layout=table');
    expect(await shown()).toEqual([['Acme', 'layout=table']]);
  });

  it.each([
    ['renamed', (id: string) => renameView(id, 'Rivals'), [['Rivals', 'layout=board']]],
    ['overwritten', (id: string) => overwriteView(id, ''), [['Acme', '']]],
    ['deleted', deleteView, []],
  ] as const)('can be %s, which is undone', async (_name, act, expected) => {
    await saveView('Acme', 'layout=board');
    const id = await idOfFirst();
    const batch = await act(id);
    expect(await shown()).toEqual(expected);
    expect(
      await db.events
        .where('batchId')
        .equals(batch ?? '')
        .toArray(),
    ).toMatchObject([{ entity: 'views', entityId: id }]);
    await undoBatch(batch ?? '');
    expect(await shown()).toEqual([['Acme', 'layout=board']]);
  });

  it('leave no event where nothing changes', async () => {
    await saveView('Acme', 'layout=board');
    const id = await idOfFirst();
    expect(await renameView(id, 'Acme')).toBeUndefined();
    expect(await overwriteView(id, 'layout=board')).toBeUndefined();
    await deleteView(id);
    expect(await deleteView(id)).toBeUndefined();
    expect(await db.events.count()).toBe(2);
  });

  it('need a name, and exist', async () => {
    await expect(saveView(' \n', 'layout=board')).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(saveView('Acme', 'x'.repeat(20_000))).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(renameView(newId(), 'Acme')).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await db.views.count()).toBe(0);
    expect(await db.events.count()).toBe(0);
  });
});
