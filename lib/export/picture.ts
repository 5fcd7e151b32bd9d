import type { Asset } from '#lib/core/schema/asset.ts';
import type { ExportInput } from './input.ts';

export type Picture = { asset: Asset; bytes: Uint8Array<ArrayBuffer> };

/** @returns undefined where the library has no such picture any more: the export goes on and says so. */
export async function loadPicture(id: string, { loadAsset }: ExportInput): Promise<Picture | undefined> {
  const asset = await loadAsset(id);
  if (!asset) return undefined;
  try {
    return { asset, bytes: new Uint8Array(await asset.blob.arrayBuffer()) };
  } catch (error) {
    // The row is there and its file is not: the browser lost it, or the disk did.
    if (error instanceof DOMException && ['NotFoundError', 'NotReadableError'].includes(error.name)) return undefined;
    throw error;
  }
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
