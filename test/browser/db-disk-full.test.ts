import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toAppError } from '#lib/core/errors.ts';
import { newId } from '#lib/core/id.ts';
import { saveClip } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { captureOf, clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);
afterEach(() => void vi.restoreAllMocks());

const save = () => saveClip(newId(), captureOf(), { projectId: idOf(1) });

/** The request behind the next write to a store fails as the browser's does when there is no room. */
function failWrites(error: DOMException): void {
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw error;
  });
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
