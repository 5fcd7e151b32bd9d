import { describe, expect, it } from 'vitest';
import { sha256 } from '#lib/core/hash.ts';
import { assetSchema } from '#lib/core/schema/asset.ts';
import { screenshotAsset } from '#lib/screenshot/screenshot-asset.ts';

/** A picture in which every pixel tells its own place: red is x, green is y, blue the higher bits of both. */
async function placePicture(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const pixels = context.createImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      pixels.data.set([x & 255, y & 255, ((x >> 8) << 4) | (y >> 8), 255], (y * width + x) * 4);
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

async function pixelsOf(blob: Blob): Promise<ImageData> {
  const image = await createImageBitmap(blob);
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}

/** The place in the picture that a pixel of it tells. */
function placeAt({ data, width }: ImageData, x: number, y: number): [number, number] {
  const [red = 0, green = 0, blue = 0] = data.subarray((y * width + x) * 4);
  return [red | ((blue >> 4) << 8), green | ((blue & 15) << 8)];
}

describe('screenshotAsset', () => {
  it.each([1, 1.25, 1.5, 2])('cuts the region out pixel for pixel at pixel ratio %s', async (dpr) => {
    const viewport = { x: 0, y: 0, width: 640, height: 400 };
    const rect = { x: 100, y: 52, width: 200, height: 120 };
    const asset = await screenshotAsset(await placePicture(640 * dpr, 400 * dpr), { rect, viewport });
    const pixels = await pixelsOf(asset.blob);
    expect([asset.width, asset.height]).toEqual([200 * dpr, 120 * dpr]);
    expect([pixels.width, pixels.height]).toEqual([asset.width, asset.height]);
    expect(asset.scale).toBe(dpr);
    let wrong = 0;
    for (let y = 0; y < pixels.height; y += 1) {
      for (let x = 0; x < pixels.width; x += 1) {
        const [px, py] = placeAt(pixels, x, y);
        if (px !== 100 * dpr + x || py !== 52 * dpr + y) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
  });

  it('keeps the bytes of a whole picture as the browser made them', async () => {
    const picture = await placePicture(640, 400);
    const asset = await screenshotAsset(picture, { viewport: { x: 0, y: 0, width: 320, height: 200 } });
    expect(await sha256(asset.blob)).toBe(await sha256(picture));
    expect(asset).toMatchObject({ id: await sha256(picture), width: 640, height: 400, scale: 2 });
  });

  it('is one asset for the same picture, and another for another part of it', async () => {
    const picture = await placePicture(64, 40);
    const viewport = { x: 0, y: 0, width: 64, height: 40 };
    const cut = (x: number) => screenshotAsset(picture, { rect: { x, y: 0, width: 8, height: 8 }, viewport });
    expect((await cut(0)).id).toBe((await cut(0)).id);
    expect((await cut(0)).id).not.toBe((await cut(1)).id);
  });

  it.each([
    [1280, 800],
    [200, 2000],
    [3000, 10],
    [1, 1],
  ])('makes a valid row with a small thumbnail of the same shape from %s × %s', async (width, height) => {
    const asset = await screenshotAsset(await placePicture(width, height), {});
    expect(assetSchema.safeParse(asset).success).toBe(true);
    expect(asset.scale).toBe(1);
    const thumbnail = await createImageBitmap(asset.thumbnail);
    expect(asset.thumbnail.type).toBe('image/jpeg');
    expect(thumbnail.width).toBeLessThanOrEqual(320);
    expect(thumbnail.height).toBeLessThanOrEqual(200);
    expect(asset.thumbnail.size).toBeLessThanOrEqual(20_000);
  });

  it('refuses what is no picture', async () => {
    for (const bytes of ['', 'not a picture', '\x89PNG\r\n\x1a\n']) {
      const picture = new Blob([bytes], { type: 'image/png' });
      await expect(screenshotAsset(picture, {})).rejects.toMatchObject({ code: 'screenshot_failed' });
    }
  });
});
