import type { Page } from 'playwright';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { openWindow } from '#test/support/own-window.ts';

const RUNS = 15;
/** Nobody sorts faster: what one change leaves to be indexed is done by then. */
const PAUSE_MS = 700;

/** When a list first shows a clip as one of a type, looked for in each of its frames from now on. */
function whenOfType(library: Page, id: string, type: string): Promise<number> {
  return library.evaluate(
    ([clip, wanted]) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const isThere = document.querySelector(`[data-clip="${clip}"]`)?.classList.contains(`t-${wanted}`);
          if (isThere) resolve(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    [id, type] as const,
  );
}

/** When a clip was written last: its row is stamped in the transaction that makes it durable. */
function writtenAt(page: Page, id: string): Promise<number> {
  return page.evaluate(
    (key) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const row = db.transaction('clips').objectStore('clips').get(key);
          row.onerror = () => reject(row.error);
          row.onsuccess = () => {
            db.close();
            resolve(row.result.updatedAt);
          };
        };
      }),
    id,
  );
}

async function openLibrary(browser: ExtensionBrowser): Promise<Page> {
  const library = await openWindow(browser, 'library.html');
  await library.locator('.list[aria-busy="false"] [data-clip]').first().waitFor({ timeout: 120_000 });
  return library;
}

/** From the durable write of a change that was made in one window to its row in the list of another, in ms. */
export async function shownElsewhere(browser: ExtensionBrowser): Promise<number[]> {
  const [one, other] = [await openLibrary(browser), await openLibrary(browser)];
  const row = one.locator('[data-clip]').first();
  const id = (await row.getAttribute('data-clip')) ?? '';
  await row.getByRole('button').first().click();
  await one.locator('.detail .types').waitFor();
  const samples: number[] = [];
  // The first tells where it begins.
  for (let run = -1; run < RUNS; run += 1) {
    const place = (run + 1) % CLIP_TYPES.length;
    const seen = whenOfType(other, id, CLIP_TYPES[place] ?? '');
    await one.keyboard.press(String(place + 1));
    const shown = await seen;
    if (run >= 0) samples.push(shown - (await writtenAt(one, id)));
    await one.waitForTimeout(PAUSE_MS);
  }
  await one.close();
  await other.close();
  return samples;
}
