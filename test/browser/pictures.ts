import { sha256 } from '#lib/core/hash.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import { screenshotAsset } from '#lib/screenshot/screenshot-asset.ts';
import { textLayerFile } from '#lib/screenshot/text-layer.ts';

/** An asset whose picture is these bytes, which no browser decodes, with these words in it. */
export async function assetOf(bytes: string, words: readonly string[] = []): Promise<Asset> {
  const blob = new Blob([bytes], { type: 'image/png' });
  const layer: TextLayer = words.map((text, line) => ({ text, x: 0, y: line * 20, width: 100, height: 20 }));
  const textLayer = textLayerFile(layer);
  return {
    id: await sha256(blob),
    createdAt: 1,
    updatedAt: 1,
    blob,
    mime: 'image/png',
    width: 2,
    height: 1,
    scale: 1,
    thumbnail: new Blob([`small ${bytes}`], { type: 'image/jpeg' }),
    ...(textLayer ? { textLayer } : {}),
  };
}

/** A picture that a canvas draws pixel by pixel: `colour` says which, as 0xRRGGBB. */
export async function drawnPicture(
  width: number,
  height: number,
  colour: (x: number, y: number) => number,
  type = 'image/png',
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const pixels = context.createImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const rgb = colour(x, y);
      pixels.data.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255], (y * width + x) * 4);
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type, quality: 1 });
}

/**
 * A screenshot in which every CSS pixel has a colour, as 0xRRGGBB, with these words in it.
 * @param size In CSS pixels.
 */
export async function screenshotOf(
  size: { width: number; height: number },
  scale: number,
  colour: (x: number, y: number) => number,
  layer: TextLayer = [],
): Promise<Asset> {
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  const picture = await drawnPicture(width, height, (x, y) => colour(Math.floor(x / scale), Math.floor(y / scale)));
  const viewport = { x: 0, y: 0, width: width / scale, height: height / scale };
  return screenshotAsset(picture, { viewport }, layer);
}

export async function pixelsOf(picture: Blob): Promise<ImageData> {
  const image = await createImageBitmap(picture);
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}
