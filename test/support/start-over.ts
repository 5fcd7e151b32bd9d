import type { Page } from 'playwright';
import { fillLibrary, type SampleLibrary } from './sample-library.ts';

/** Empties all tables of the extension behind `page` and fills them anew: no test builds on another. */
export async function startOver(page: Page, sample: Partial<SampleLibrary>): Promise<void> {
  await page.bringToFront();
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const names = [...db.objectStoreNames];
          const transaction = db.transaction(names, 'readwrite');
          for (const name of names) transaction.objectStore(name).clear();
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            db.close();
            location.hash = '';
            resolve();
          };
        };
      }),
  );
  await fillLibrary(page, sample);
}
