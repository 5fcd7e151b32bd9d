import { toAppError } from '#lib/core/errors.ts';
import { readTextLayer, wordsOfLayer } from '#lib/core/layer-text.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import type { ExportInput } from './input.ts';
import { withDensity } from './png-density.ts';

export type Picture = { asset: Asset; bytes: Uint8Array<ArrayBuffer> };

/** The browser lost a file, or the disk did; its row is there. */
function isLost(error: unknown): boolean {
  return error instanceof DOMException && ['NotFoundError', 'NotReadableError'].includes(error.name);
}

/** @returns undefined where the library has no such picture any more: the export goes on and says so. */
export async function loadPicture(id: string, { loadAsset }: ExportInput): Promise<Picture | undefined> {
  const asset = await loadAsset(id);
  if (!asset) return undefined;
  try {
    return { asset, bytes: new Uint8Array(await asset.blob.arrayBuffer()) };
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}

/** The words in a picture and where they stand; none where it has none, or the library has lost them. */
export async function loadTextLayer({ textLayer }: Asset): Promise<TextLayer> {
  try {
    return await readTextLayer(textLayer);
  } catch (error) {
    if (isLost(error) || toAppError(error).code === 'invalid_data' || error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The words in a picture, on one line. */
export async function loadWords(asset: Asset): Promise<string> {
  return wordsOfLayer(await loadTextLayer(asset));
}

/** A picture as a file for others: Markdown cannot say how large it is, but a PNG can say it itself. */
export function fileOf({ asset, bytes }: Picture): Uint8Array<ArrayBuffer> {
  return asset.mime === 'image/png' ? withDensity(bytes, asset.scale) : bytes;
}

export const PICTURE_EXTENSIONS = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
} as const satisfies Record<Asset['mime'], string>;

/** In pieces, because `btoa` takes a string and a string of a large picture would not fit the stack. */
export function base64(bytes: Uint8Array): string {
  const piece = 3 * 8_192;
  let encoded = '';
  for (let start = 0; start < bytes.length; start += piece) {
    encoded += btoa(String.fromCharCode(...bytes.subarray(start, start + piece)));
  }
  return encoded;
}
