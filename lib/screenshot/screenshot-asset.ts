import { bytesOf } from '#lib/core/base64.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { sha256 } from '#lib/core/hash.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Picture, Rect, Shot } from '#lib/core/schema/reading.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import { exactViewport, fitInto, pixelRect, type Size } from './rect.ts';
import { textLayerFile } from './text-layer.ts';

/** Shown at half this size, so that it stays sharp where two pixels make one. */
const THUMBNAIL: Size = { width: 320, height: 200 };
/** How many times as high as a thumbnail's own shape something may be before only its top is shown. */
const TALL = 2;

async function draw(image: CanvasImageSource, from: Rect, size: Size, type: string, quality?: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) throw new GleanerError('screenshot_failed', 'no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, from.x, from.y, from.width, from.height, 0, 0, size.width, size.height);
  return canvas.convertToBlob({ type, ...(quality === undefined ? {} : { quality }) });
}

/** What a thumbnail shows: of what is much higher than wide, the top. The whole of it would be a thread. */
function seenSmall({ x, y, width, height }: Rect): Rect {
  return { x, y, width, height: Math.min(height, Math.ceil((width * THUMBNAIL.height) / THUMBNAIL.width) * TALL) };
}

/**
 * Makes an asset of bytes that are there already, or on their way.
 * @param from The part of `image` that the bytes show, in its pixels.
 * @param scale Its pixels per CSS pixel.
 */
export async function assetFrom(
  image: CanvasImageSource,
  from: Rect,
  bytes: Blob | Promise<Blob>,
  mime: Asset['mime'],
  scale: number,
): Promise<Asset> {
  const small = seenSmall(from);
  const [blob, thumbnail] = await Promise.all([
    bytes,
    draw(image, small, fitInto(small, THUMBNAIL), 'image/jpeg', 0.8),
  ]);
  const at = Date.now();
  const { width, height } = from;
  return { id: await sha256(blob), createdAt: at, updatedAt: at, blob, mime, width, height, scale, thumbnail };
}

/** @throws GleanerError `screenshot_failed` for what is no picture. */
export async function decode(picture: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(picture);
  } catch (error) {
    throw new GleanerError('screenshot_failed', 'the picture cannot be decoded', error);
  }
}

/**
 * Makes the asset of an image of a page, its bytes as they came. What is no picture is refused.
 * @throws GleanerError `screenshot_failed`
 */
export async function pictureAsset({ base64, mime, scale }: Picture): Promise<Asset> {
  const blob = new Blob([bytesOf(base64)], { type: mime });
  const image = await decode(blob);
  try {
    const whole: Rect = { x: 0, y: 0, width: image.width, height: image.height };
    return await assetFrom(image, whole, blob, mime, scale);
  } finally {
    image.close();
  }
}

/**
 * Makes the asset of a picture of the visible page: cut to what `shot` asks for, with a thumbnail, named by its content.
 * @param picture PNG of the whole visible area.
 * @throws GleanerError `screenshot_failed` where the picture cannot be read.
 */
export async function screenshotAsset(picture: Blob, shot: Shot, layer: TextLayer = []): Promise<Asset> {
  const image = await decode(picture);
  try {
    const told = shot.viewport ?? { x: 0, y: 0, width: image.width, height: image.height };
    const viewport = exactViewport(told, shot.scale, image);
    const whole: Rect = { x: 0, y: 0, width: image.width, height: image.height };
    const from = shot.rect ? pixelRect(shot.rect, viewport, image) : whole;
    // The bytes that the browser made are kept as they are where nothing is cut away.
    const blob = shot.rect ? draw(image, from, from, 'image/png') : picture;
    const asset = await assetFrom(image, from, blob, 'image/png', image.width / viewport.width);
    const textLayer = textLayerFile(layer);
    return { ...asset, ...(textLayer ? { textLayer } : {}) };
  } finally {
    image.close();
  }
}
