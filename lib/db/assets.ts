import { parse } from '#lib/core/parse.ts';
import { type Asset, assetSchema } from '#lib/core/schema/asset.ts';
import { copyOf } from './blob-files.ts';
import { db } from './database.ts';

/** The row is there and its file is not: the browser lost it, or the disk did. */
function isLost(error: unknown): boolean {
  return error instanceof DOMException && ['NotFoundError', 'NotReadableError'].includes(error.name);
}

/** The asset that was called `id` until it was recompressed: whoever reads a clip may ask for its pictures later. */
function renamed(id: string): Promise<Asset | undefined> {
  return db.assets.filter(({ formerId }) => formerId === id).first();
}

/** What `read` makes of an asset; undefined where there is none, or no file of it any more. */
async function readAsset<T>(id: string, read: (asset: Asset) => Promise<T>): Promise<T | undefined> {
  const asset = (await db.assets.get(id)) ?? (await renamed(id));
  try {
    return asset && (await read(asset));
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}

/** An asset with all its bytes, as copies in memory. Undefined where there is none, or no file of it any more. */
export function getAsset(id: string): Promise<Asset | undefined> {
  return readAsset(id, async (asset) => {
    const { blob, thumbnail, textLayer } = asset;
    return {
      ...asset,
      blob: await copyOf(blob),
      thumbnail: await copyOf(thumbnail),
      ...(textLayer ? { textLayer: await copyOf(textLayer) } : {}),
    };
  });
}

/** A picture to look at, as a copy in memory. `width` and `height` are those of the full size. */
export type Picture = Pick<Asset, 'blob' | 'width' | 'height' | 'scale'>;

/** Undefined where there is no such asset, or no file of it any more. */
export function getPicture(id: string, size: 'thumbnail' | 'full'): Promise<Picture | undefined> {
  return readAsset(id, async ({ blob, thumbnail, width, height, scale }) => ({
    blob: await copyOf(size === 'full' ? blob : thumbnail),
    width,
    height,
    scale,
  }));
}

/** The file with the words in a picture, without reading the picture. Undefined where it has none. */
export function getTextLayer(id: string): Promise<Blob | undefined> {
  return readAsset(id, async ({ textLayer }) => textLayer && copyOf(textLayer));
}

/** Keeps assets, each once: what has the same bytes is there already. To be called inside a transaction. */
export async function addAssets(assets: readonly Asset[]): Promise<void> {
  for (const asset of assets) {
    if (!(await db.assets.get(asset.id))) await db.assets.add(parse(assetSchema, asset, 'asset'));
  }
}
