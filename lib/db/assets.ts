import { parse } from '#lib/core/parse.ts';
import { type Asset, assetSchema } from '#lib/core/schema/asset.ts';
import { db } from './database.ts';

export function getAsset(id: string): Promise<Asset | undefined> {
  return db.assets.get(id);
}

/** Keeps assets, each once: what has the same bytes is there already. To be called inside a transaction. */
export async function addAssets(assets: readonly Asset[]): Promise<void> {
  for (const asset of assets) {
    if (!(await db.assets.get(asset.id))) await db.assets.add(parse(assetSchema, asset, 'asset'));
  }
}
