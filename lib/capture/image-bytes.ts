import { PICTURE_TYPES } from '#lib/core/picture-types.ts';
import type { Picture } from '#lib/core/schema/reading.ts';
import { currentSourceOf, naturalHeightOf, naturalWidthOf } from './safe-dom.ts';
import { viewportRect } from './viewport-rect.ts';

/** More bytes than this are not sent to be kept; the address of the image is. */
const MAX_BYTES = 24_000_000;
/** Pixels of a side; browsers draw no larger canvas. */
const MAX_SIDE = 16_384;

/**
 * The bytes of an image as the page got them, where they lie in the browser's cache; else its pixels as PNG. Nothing is
 * asked of any server. Undefined where the page may not read them: an image of another site that does not let it.
 */
export async function imageBytes(image: HTMLImageElement): Promise<Picture | undefined> {
  const width = naturalWidthOf(image);
  const height = naturalHeightOf(image);
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) return undefined;
  const blob = (await cachedBytes(currentSourceOf(image))) ?? (await drawnBytes(image, width, height));
  if (!blob || blob.size > MAX_BYTES) return undefined;
  const mime = PICTURE_TYPES.find((type) => type === blob.type);
  if (!mime) return undefined;
  const shown = viewportRect(image).width;
  const scale = Math.min(Math.max(shown > 0 ? width / shown : 1, 0.01), 100);
  return { base64: await base64Of(blob), mime, scale };
}

async function cachedBytes(source: string): Promise<Blob | undefined> {
  const isLocal = /^(?:data|blob):/.test(source);
  try {
    const response = await fetch(source, isLocal ? {} : { cache: 'only-if-cached', mode: 'same-origin' });
    const blob = response.ok ? await response.blob() : undefined;
    return blob && PICTURE_TYPES.some((type) => type === blob.type) ? blob : undefined;
  } catch {
    return undefined;
  }
}

async function drawnBytes(image: HTMLImageElement, width: number, height: number): Promise<Blob | undefined> {
  try {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } catch {
    return undefined;
  }
}

async function base64Of(blob: Blob): Promise<string> {
  const reader = new FileReader();
  const url = await new Promise<string>((resolve, reject) => {
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
}
