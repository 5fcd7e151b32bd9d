import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { FIREFOX_BUILD } from '#test/support/build-extension.ts';
import { type ExtensionFirefox, launchFirefox } from '#test/support/firefox-driver.ts';
import { clipOf, idOf } from '#test/support/rows.ts';

const ASSET_ID = 'a'.repeat(64);

let firefox: ExtensionFirefox;

beforeAll(async () => {
  firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD });
});
afterAll(() => firefox.close());

/** Keeps a clip with a picture in the database, which `page` must have opened already. */
async function keepPicture(page: Page, clip: Clip): Promise<void> {
  await page.evaluate(
    async ({ clip, id }) => {
      const canvas = new OffscreenCanvas(600, 400);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = '#eeeeff';
      context.fillRect(0, 0, 600, 400);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      const at = clip.createdAt;
      const row = { id, createdAt: at, updatedAt: at, blob, mime: blob.type, width: 600, height: 400, scale: 1 };
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(['assets', 'clips'], 'readwrite');
          transaction.objectStore('assets').put({ ...row, thumbnail: blob });
          transaction.objectStore('clips').put(clip);
          transaction.onerror = () => reject(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      });
    },
    { clip, id: ASSET_ID },
  );
}

function storedClip(page: Page, id: string): Promise<Clip> {
  return page.evaluate(
    (clipId) =>
      new Promise<Clip>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('clips').objectStore('clips').get(clipId);
          asked.onerror = () => reject(asked.error);
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result);
          };
        };
      }),
    id,
  );
}

it('draws and writes on a picture in Firefox, covers part of it for good, and shows what came of it', async () => {
  const library = await firefox.extensionPage('library.html');
  await library.waitForSelector('.list-empty');
  const clip = clipOf(2, { kind: 'screenshot', quote: '', markdown: '', assetIds: [ASSET_ID], projectId: idOf(1) });
  await keepPicture(library, clip);

  const editor = await firefox.extensionPage(
    `editor.html?${new URLSearchParams({ clip: clip.id, picture: ASSET_ID })}`,
  );
  // A page that is not in front lays nothing out.
  await editor.bringToFront();
  await editor.waitForSelector('.sheet img[src^="blob:"]');
  const drag = async (x: number, y: number, width: number, height: number) => {
    const { left, top } = await editor.$eval('.sheet svg', (svg) => {
      const box = svg.getBoundingClientRect();
      return { left: box.left, top: box.top };
    });
    await editor.mouse.move(left + x, top + y);
    await editor.mouse.down();
    await editor.mouse.move(left + x + width / 2, top + y + height / 2);
    await editor.mouse.move(left + x + width, top + y + height);
    await editor.mouse.up();
  };
  await editor.keyboard.press('b');
  await drag(20, 20, 80, 60);
  await editor.keyboard.press('t');
  await drag(60, 200, 0, 0);
  await editor.waitForSelector('.text-field');
  await editor.keyboard.type('beta');
  await editor.keyboard.press('Enter');
  await editor.keyboard.press('r');
  await drag(300, 20, 40, 30);
  // By keyboard too: Alt and an arrow would go back a page.
  await editor.keyboard.down('Alt');
  await editor.keyboard.press('ArrowLeft');
  await editor.keyboard.up('Alt');
  const listed = () => editor.$$eval('.mark-row > button:first-child', (rows) => rows.map((row) => row.textContent));
  expect(await listed()).toEqual(['Box 1', 'beta', 'Redaction 1']);
  await editor.keyboard.down('Control');
  for (const key of ['z', 'z', 'y', 'y', 's'] as const) await editor.keyboard.press(key);
  await editor.keyboard.up('Control');
  await editor.waitForSelector('dialog[open]');
  await editor.$eval('dialog .primary', (button) => button instanceof HTMLElement && button.click());
  await editor.waitForSelector('.detail img.detail-image');

  const { assetIds, markups } = await storedClip(library, clip.id);
  expect(assetIds).not.toContain(ASSET_ID);
  expect(markups?.[0]?.marks.map((mark) => (mark.type === 'text' ? mark.text : mark.type))).toEqual(['box', 'beta']);
});
