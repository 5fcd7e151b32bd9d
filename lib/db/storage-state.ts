import { type AssetTotal, assetTotal } from './collect-assets.ts';

/** What the library takes of the disk, in bytes as the browser counts them. */
export type StorageState = {
  /** All that is kept: clips, pictures and their history. */
  used: number;
  /** What may still be added. */
  available: number;
  pictures: AssetTotal;
  /** Whether the browser has promised to delete nothing of it when the disk runs short. */
  isPersisted: boolean;
};

/** Only reads, so it may be queried live. */
export async function storageState(): Promise<StorageState> {
  const pictures = await assetTotal();
  const [{ usage = 0, quota = 0 }, isPersisted] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  return { used: usage, available: Math.max(0, quota - usage), pictures, isPersisted };
}
