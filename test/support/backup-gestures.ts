import type { Page } from 'playwright';
import type { Clip } from '#lib/core/schema/clip.ts';

/** Puts rows into a table of Gleaner's database, as they are: no screen makes so many, or such ones. */
export function putRows(page: Page, table: string, rows: readonly object[]): Promise<void> {
  return page.evaluate(
    ([name, all]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(name, 'readwrite');
          for (const row of all) transaction.objectStore(name).put(row);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    [table, rows] as const,
  );
}

/** Empties tables. */
export function clearTables(page: Page, tables: readonly string[]): Promise<void> {
  return page.evaluate(
    (names) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(names, 'readwrite');
          for (const name of names) transaction.objectStore(name).clear();
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          transaction.onerror = () => reject(transaction.error);
        };
      }),
    tables,
  );
}

/** Puts a picture into the database, with its true name, and a clip that has it. */
export function putPicture(page: Page, clip: Clip): Promise<string> {
  return page.evaluate(async (row) => {
    const canvas = new OffscreenCanvas(60, 40);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#38f';
    context.fillRect(0, 0, 30, 40);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
    const id = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const times = { createdAt: row.createdAt, updatedAt: row.updatedAt };
    const asset = { ...times, id, blob, mime: 'image/png', width: 60, height: 40, scale: 1, thumbnail: blob };
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('gleaner');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction(['assets', 'clips'], 'readwrite');
        transaction.objectStore('assets').put({ ...asset, recompressedAt: row.createdAt });
        transaction.objectStore('clips').put({ ...row, assetIds: [id] });
        transaction.oncomplete = () => {
          opening.result.close();
          resolve();
        };
        transaction.onerror = () => reject(transaction.error);
      };
    });
    return id;
  }, clip);
}

/** The browser's dialogs for files, which no test can drive: the file or the folder that they give is the origin's own. */
export function answerPickers(page: Page): Promise<void> {
  return page.evaluate(() => {
    const root = () => navigator.storage.getDirectory();
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await root()).getFileHandle(suggestedName, { create: true }),
      showDirectoryPicker: async () => (await root()).getDirectoryHandle('Backups', { create: true }),
    });
  });
}

/** A browser without these dialogs, as Firefox is. */
export function takePickers(page: Page): Promise<void> {
  return page.evaluate(() => {
    Object.assign(window, { showSaveFilePicker: undefined, showDirectoryPicker: undefined });
  });
}
