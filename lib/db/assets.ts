import type { Asset } from '#lib/core/schema/asset.ts';
import { db } from './database.ts';

export function getAsset(id: string): Promise<Asset | undefined> {
  return db.assets.get(id);
}
