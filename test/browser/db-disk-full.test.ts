import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toAppError } from '#lib/core/errors.ts';
import { newId } from '#lib/core/id.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import { saveClip } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { redactPicture, saveMarkup } from '#lib/db/pictures.ts';
import { replaceAsset } from '#lib/db/replace-asset.ts';
import { captureOf, clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';
import { assetOf } from './pictures.ts';

beforeEach(emptyLibrary);
afterEach(() => void vi.restoreAllMocks());

const save = () => saveClip(newId(), captureOf(), { projectId: idOf(1) });

/** The request behind the next write to a store fails as the browser's does when there is no room. */
function failWrites(error: DOMException): void {
  for (const write of ['add', 'put'] as const) {
    vi.spyOn(IDBObjectStore.prototype, write).mockImplementation(() => {
      throw error;
    });
  }
}

/** The same, of pictures alone: Blobs are what a disk has no room for first. */
function failPictures(error: DOMException): void {
  for (const write of ['add', 'put'] as const) {
    const real = IDBObjectStore.prototype[write];
    vi.spyOn(IDBObjectStore.prototype, write).mockImplementation(function (this: IDBObjectStore, value, key) {
      if (this.name === 'assets') throw error;
      return key === undefined ? real.call(this, value) : real.call(this, value, key);
    });
  }
}

describe('a disk that is full while a clip is saved', () => {
  it.each([
    ['a quota', new DOMException('The quota is exceeded.', 'QuotaExceededError')],
    ['a blob that cannot be written', new DOMException('Failed to write blobs (IOError)', 'DataError')],
  ])('is recognised by %s through everything that Dexie wraps around it', async (_what, error) => {
    failWrites(error);
    const thrown = await save().catch((reason: unknown) => reason);
    vi.restoreAllMocks();
    expect(toAppError(thrown).code).toBe('disk_full');
    expect([await db.clips.count(), await db.events.count()]).toEqual([0, 0]);
  });

  it('is recognised where the writes go well and the transaction is aborted at its end', async () => {
    // As Chromium does it: the abort event comes after all requests have succeeded, and the reason is in `error`.
    vi.spyOn(IDBTransaction.prototype, 'error', 'get').mockReturnValue(new DOMException('full', 'QuotaExceededError'));
    vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (this: IDBTransaction) {
      this.abort();
    });
    const thrown = await db.clips.add(clipOf(1)).catch((reason: unknown) => reason);
    vi.restoreAllMocks();
    expect(toAppError(thrown).code).toBe('disk_full');
    expect(await db.clips.count()).toBe(0);
  });

  it('leaves what was saved before, and saves again once there is room', async () => {
    const { clip } = await save();
    failWrites(new DOMException('full', 'QuotaExceededError'));
    await expect(save()).rejects.toThrow();
    vi.restoreAllMocks();
    expect(await db.clips.toArray()).toEqual([clip]);
    await save();
    expect(await db.clips.count()).toBe(2);
  });
});

describe('a disk that is full while a picture is saved, drawn upon, redacted or made smaller', () => {
  const QUOTA = new DOMException('The quota is exceeded.', 'QuotaExceededError');

  /** Everything that the library holds; Blobs as what they say. */
  async function contents(): Promise<unknown> {
    const plain = async (value: unknown): Promise<unknown> => {
      if (value instanceof Blob) return value.text();
      if (Array.isArray(value)) return Promise.all(value.map(plain));
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(async ([key, inner]) => [key, await plain(inner)]);
      return Object.fromEntries(await Promise.all(entries));
    };
    return plain(await Promise.all(db.tables.map((table) => table.toArray())));
  }

  it.each(['saveClip', 'saveMarkup', 'redactPicture', 'replaceAsset'] as const)(
    'is said by %s, which leaves everything as it was, and works once there is room',
    async (operation) => {
      const [original, drawn, other] = await Promise.all(['original', 'drawn', 'other'].map((bytes) => assetOf(bytes)));
      if (!original || !drawn || !other) throw new Error('no assets');
      const pictured = (asset: Asset) =>
        captureOf({ kind: 'screenshot', quote: '', markdown: '', assetIds: [asset.id] });
      const { clip } = await saveClip(newId(), pictured(original), { projectId: idOf(1) }, [original]);
      await saveMarkup(clip.id, { assetId: original.id, marks: [] }, drawn);
      const operations: Record<typeof operation, () => Promise<unknown>> = {
        saveClip: () => saveClip(newId(), pictured(other), { projectId: idOf(1) }, [other]),
        saveMarkup: () => saveMarkup(clip.id, { assetId: original.id, marks: [] }, other),
        redactPicture: () => redactPicture(original.id, other, []),
        replaceAsset: () => replaceAsset(original.id, other),
      };
      const before = await contents();
      for (const fail of [failWrites, failPictures]) {
        fail(QUOTA);
        const thrown = await operations[operation]().catch((reason: unknown) => reason);
        vi.restoreAllMocks();
        expect(toAppError(thrown).code).toBe('disk_full');
        expect(await contents()).toEqual(before);
      }
      await operations[operation]();
      expect(await db.assets.get(other.id)).toBeDefined();
    },
  );
});
