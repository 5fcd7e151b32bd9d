import { readTextLayer, wordsOfLayer } from '#lib/core/layer-text.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { nameKey } from '#lib/core/text.ts';
import { copyOf } from './blob-files.ts';
import { db } from './database.ts';

/** The words in a picture, and the form in which they are compared. */
export type PictureText = { text: string; key: string };

const NO_TEXT: PictureText = { text: '', key: '' };

/** Rows that are in memory at once. */
const CHUNK = 50;

/**
 * What was read, by asset: a picture's words are as lasting as its bytes, so that a live query need not read all files
 * again at each change.
 */
const known = new Map<string, PictureText>();

async function read({ textLayer }: Asset): Promise<PictureText> {
  if (!textLayer) return NO_TEXT;
  try {
    const text = wordsOfLayer(await readTextLayer(await copyOf(textLayer)));
    return { text, key: nameKey(text) };
  } catch {
    // A file that the browser lost: the other pictures are found all the same.
    return NO_TEXT;
  }
}

/**
 * The words in pictures, by asset id; pictures without words, and ids of none, are left out.
 * @param ids All that are of interest: what was read of others is forgotten.
 */
export async function pictureTexts(ids: readonly string[]): Promise<ReadonlyMap<string, PictureText>> {
  const wanted = new Set(ids);
  for (const id of known.keys()) if (!wanted.has(id)) known.delete(id);
  const missing = [...wanted].filter((id) => !known.has(id));
  for (let at = 0; at < missing.length; at += CHUNK) {
    const assets = await db.assets.bulkGet(missing.slice(at, at + CHUNK));
    await Promise.all(
      assets.map(async (asset) => {
        if (asset) known.set(asset.id, await read(asset));
      }),
    );
  }
  return new Map([...known].filter(([id, { text }]) => text !== '' && wanted.has(id)));
}
