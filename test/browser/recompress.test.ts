import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { getAsset } from '#lib/db/assets.ts';
import { getClip, saveClip } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { encodePng } from '#lib/screenshot/encode-png.ts';
import { isPlainPng } from '#lib/screenshot/plain-png.ts';
import { recompress } from '#lib/screenshot/recompress.ts';
import { hasSamePixels } from '#lib/screenshot/same-pixels.ts';
import { screenshotAsset } from '#lib/screenshot/screenshot-asset.ts';
import { tidyPictures } from '#lib/screenshot/tidy-pictures.ts';
import { captureOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';
import { drawnPicture } from './pictures.ts';

const decode = (blob: Blob) => createImageBitmap(blob, { colorSpaceConversion: 'none' });

/** Like the text of a page: few colours on a white ground. */
const letters = (x: number, y: number) => ((x * 7 + y * 13) % 11 < 3 && y % 20 < 12 ? 0x222222 : 0xffffff);
let seed = 1;
const noise = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed >>> 8;
};
/** Like a photograph: no two pixels are alike, and what is light in one colour is light in all. */
const photograph = (x: number, y: number) => {
  const light = noise() & 255;
  return (((light + (x >> 3)) & 255) << 16) | (light << 8) | ((light + (y >> 3)) & 255);
};
const stripes =
  (colours: number) =>
  (x: number, y: number): number =>
    (((x >> 2) + y) % colours) * 0x010305;

async function assetOf(picture: Blob): Promise<Asset> {
  return screenshotAsset(picture, {});
}

describe('encodePng', () => {
  it.each([
    ['one colour', 33, 17, stripes(1)],
    ['two colours', 33, 17, stripes(2)],
    ['three colours', 41, 100, stripes(3)],
    ['16 colours', 7, 65, stripes(16)],
    ['17 colours', 300, 3, stripes(17)],
    ['256 colours', 1100, 64, stripes(256)],
    ['257 colours', 1100, 64, stripes(257)],
    ['a photograph', 301, 203, photograph],
    ['noise', 64, 130, noise],
    ['one pixel', 1, 1, noise],
    ['a column', 1, 200, noise],
  ])('keeps every pixel of %s', async (_what, width, height, colour) => {
    const image = await decode(await drawnPicture(width, height, colour));
    for (const filter of ['none', 'adaptive'] as const) {
      const png = await encodePng(image, filter);
      expect(isPlainPng(new Uint8Array(await png.arrayBuffer()))).toBe(true);
      expect(await hasSamePixels(image, await decode(png)), filter).toBe(true);
    }
  });

  it('is smaller than what a canvas makes', async () => {
    const canvas = await drawnPicture(600, 400, letters);
    expect((await encodePng(await decode(canvas), 'none')).size).toBeLessThan(canvas.size / 2);
  });
});

describe('hasSamePixels', () => {
  it('sees one pixel that differs by one, wherever it is', async () => {
    const image = await decode(await drawnPicture(70, 130, letters));
    for (const [atX, atY] of [
      [0, 0],
      [69, 63],
      [0, 64],
      [69, 129],
    ]) {
      const other = await drawnPicture(70, 130, (x, y) => letters(x, y) ^ (x === atX && y === atY ? 1 : 0));
      expect(await hasSamePixels(image, await decode(other))).toBe(false);
    }
    expect(await hasSamePixels(image, await decode(await drawnPicture(70, 130, letters)))).toBe(true);
    expect(await hasSamePixels(image, await decode(await drawnPicture(70, 129, letters)))).toBe(false);
  });
});

describe('recompress', () => {
  it.each([
    ['a page', letters],
    ['a photograph', photograph],
  ])('makes the bytes of %s fewer, and changes no pixel', async (_what, colour) => {
    const asset = await assetOf(await drawnPicture(500, 300, colour));
    const smaller = await recompress(asset);
    if (!smaller) throw new Error('It is as large as before.');
    expect(smaller.blob.size).toBeLessThan(asset.blob.size);
    expect(smaller.blob.type).toBe(smaller.mime);
    expect(await hasSamePixels(await decode(asset.blob), await decode(smaller.blob))).toBe(true);
  });

  it('never makes a WebP of what is longer than 16,383 pixels, which would be cropped', async () => {
    const asset = await assetOf(await drawnPicture(4, 16_384, photograph));
    const smaller = await recompress(asset);
    expect(smaller?.mime ?? 'image/png').toBe('image/png');
    if (smaller) expect((await decode(smaller.blob)).height).toBe(16_384);
  });

  it('leaves alone what a canvas cannot hold: animation, colour profiles, transparency, and other formats', async () => {
    const plain = await drawnPicture(200, 100, letters);
    const bytes = new Uint8Array(await plain.arrayBuffer());
    for (const name of ['acTL', 'iCCP', 'gAMA', 'tEXt']) {
      const chunk = Uint8Array.of(0, 0, 0, 0, ...[...name].map((char) => char.charCodeAt(0)), 0, 0, 0, 0);
      const strange = new Uint8Array([...bytes.subarray(0, 33), ...chunk, ...bytes.subarray(33)]);
      expect(isPlainPng(strange), name).toBe(false);
    }
    expect(isPlainPng(bytes.subarray(0, bytes.length - 12))).toBe(false);
    const canvas = new OffscreenCanvas(200, 100);
    canvas.getContext('2d')?.fillRect(0, 0, 50, 50);
    expect(await recompress(await assetOf(await canvas.convertToBlob()))).toBeUndefined();
    expect(await recompress({ ...(await assetOf(plain)), mime: 'image/gif' })).toBeUndefined();
  });
});

describe('tidying pictures', () => {
  beforeEach(emptyLibrary);

  async function clipOf(picture: Blob): Promise<{ clipId: string; asset: Asset }> {
    const asset = await assetOf(picture);
    const capture = captureOf({ kind: 'screenshot', quote: '', markdown: '', assetIds: [asset.id] });
    const { clip } = await saveClip(newId(), capture, { projectId: idOf(1) }, [asset]);
    return { clipId: clip.id, asset };
  }

  it('makes every picture smaller once, and says how much that freed', async () => {
    const made = [await clipOf(await drawnPicture(300, 200, letters)), await clipOf(await drawnPicture(9, 9, noise))];
    const steps: string[] = [];
    const onProgress = (done: number, all: number) => steps.push(`${done}/${all}`);
    const { isDone, freed } = await tidyPictures({ onProgress });
    expect({ isDone, steps }).toEqual({ isDone: true, steps: ['0/2', '1/2', '2/2'] });
    let won = 0;
    for (const { clipId, asset } of made) {
      const [id = ''] = (await getClip(clipId))?.assetIds ?? [];
      const now = await getAsset(id);
      if (!now) throw new Error('The picture is gone.');
      won += asset.blob.size - now.blob.size;
      expect(await hasSamePixels(await decode(asset.blob), await decode(now.blob))).toBe(true);
      expect(now).toMatchObject({ width: asset.width, height: asset.height, recompressedAt: expect.any(Number) });
    }
    expect(freed).toBe(won);
    expect(freed).toBeGreaterThan(1_000);
    expect(await db.assets.count()).toBe(2);
    expect(await tidyPictures()).toEqual({ isDone: true, freed: 0 });
  });

  it('stops when it is told to, and goes on from there', async () => {
    for (const width of [100, 101, 102]) await clipOf(await drawnPicture(width, 50, letters));
    let allowed = 2;
    expect((await tidyPictures({ mayGoOn: () => allowed-- > 0 })).isDone).toBe(false);
    const left = () => db.assets.filter(({ recompressedAt }) => recompressedAt === undefined).count();
    expect(await left()).toBe(1);
    expect((await tidyPictures()).isDone).toBe(true);
    expect(await left()).toBe(0);
  });

  it('passes over what cannot be decoded, and keeps it', async () => {
    const { asset } = await clipOf(await drawnPicture(100, 50, letters));
    const broken = new Blob(['\x89PNG broken'], { type: 'image/png' });
    await db.assets.update(asset.id, { blob: broken });
    expect(await tidyPictures()).toEqual({ isDone: true, freed: 0 });
    expect((await getAsset(asset.id))?.blob.size).toBe(broken.size);
  });

  it('is done in one place at a time', async () => {
    await clipOf(await drawnPicture(100, 50, letters));
    const results = await Promise.all([tidyPictures(), tidyPictures()]);
    expect(results.filter(({ isBusy }) => isBusy)).toHaveLength(1);
  });
});
