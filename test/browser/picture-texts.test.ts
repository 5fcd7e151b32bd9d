import { beforeEach, expect, test } from 'vitest';
import type { Asset } from '#lib/core/schema/asset.ts';
import { db } from '#lib/db/database.ts';
import { pictureTexts } from '#lib/db/picture-texts.ts';
import { textLayerFile } from '#lib/screenshot/text-layer.ts';

const idOf = (letter: string) => letter.repeat(64);

function assetOf(letter: string, textLayer: Blob | undefined): Asset {
  const blob = new Blob([letter], { type: 'image/png' });
  return {
    id: idOf(letter),
    createdAt: 1,
    updatedAt: 1,
    blob,
    mime: 'image/png',
    width: 1,
    height: 1,
    scale: 1,
    thumbnail: blob,
    ...(textLayer ? { textLayer } : {}),
  };
}

beforeEach(async () => {
  await db.delete();
  await db.open();
  const words = textLayerFile([{ text: '导出ＡＰＩ', x: 0, y: 0, width: 50, height: 10 }]);
  await db.assets.bulkAdd([
    assetOf('a', words),
    assetOf('b', undefined),
    assetOf('c', new Blob(['no JSON'])),
    assetOf('d', new Blob(['[{"text":""}]'])),
  ]);
});

test('the words of pictures are told by asset, as they are and as they are compared', async () => {
  const texts = await pictureTexts([idOf('a'), idOf('b'), idOf('e')]);
  expect([...texts]).toEqual([[idOf('a'), { text: '导出ＡＰＩ', key: '导出api' }]]);
});

test('a file that is none keeps no other from being read', async () => {
  const texts = await pictureTexts([idOf('c'), idOf('d'), idOf('a')]);
  expect([...texts.keys()]).toEqual([idOf('a')]);
});

test('what was read is not read again, and forgotten when nobody asks for it', async () => {
  await pictureTexts([idOf('a')]);
  await db.assets.update(idOf('a'), { textLayer: new Blob(['no JSON']) });
  expect((await pictureTexts([idOf('a')])).size).toBe(1);
  expect((await pictureTexts([])).size).toBe(0);
  expect((await pictureTexts([idOf('a')])).size).toBe(0);
});
