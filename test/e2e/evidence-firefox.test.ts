import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Observation } from '#lib/core/schema/observation.ts';
import { FIREFOX_BUILD } from '#test/support/build-extension.ts';
import { type ExtensionFirefox, launchFirefox } from '#test/support/firefox-driver.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

/** The part of `browser.*` that the tests use in a page of the extension. */
declare const browser: {
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> };
  runtime: { sendMessage(message: unknown): Promise<unknown> };
};

let site: SiteServer;
let firefox: ExtensionFirefox;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD });
});
afterAll(async () => {
  await firefox.close();
  await site.close();
});

function rows<Row>(table: string): Promise<Row[]> {
  return firefox.extensionScope.evaluate(
    (name) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(JSON.parse(JSON.stringify(all.result)));
          };
        };
      }),
    table,
  );
}

/** What the side panel asks, of the tab that shows `page`. */
function ask(page: Page, type: string, data: object = {}): Promise<unknown> {
  return firefox.extensionScope.evaluate(
    async (url, message, more) => {
      const tab = (await browser.tabs.query({})).find((candidate) => candidate.url === url);
      return browser.runtime.sendMessage({ type: message, data: { tabId: tab?.id ?? -1, ...more } });
    },
    page.url(),
    type,
    data,
  );
}

it('finds a clip on its page, says when its words have changed, and points it out', async () => {
  const page = await firefox.openPage(`${site.url}pricing.html`);
  await page.bringToFront();
  await page.$eval('#limits', (element) => getSelection()?.selectAllChildren(element));
  await firefox.pressShortcut('clip-selection', page);
  await expect.poll(async () => (await rows('clips')).length, { timeout: 10_000 }).toBe(1);
  const [clip] = await rows<{ id: string }>('clips');
  const newest = async () => (await rows<Observation>('observations')).at(-1);

  expect(await ask(page, 'evidence.check')).toEqual({ ok: true, value: { found: 1 } });
  expect(await newest()).toMatchObject({ clipId: clip?.id, state: 'exact' });

  await page.$eval('#limits', (element) => {
    element.innerHTML = element.innerHTML.replace('14', '30');
  });
  expect(await ask(page, 'evidence.check')).toEqual({ ok: true, value: { found: 1 } });
  expect(await newest()).toMatchObject({ state: 'changed', quote: expect.stringContaining('keeps 30\u00a0days') });

  const overlays = () => page.$$eval('html > div', (all) => all.length);
  // What said that the clip was saved.
  await expect.poll(overlays).toBe(0);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  expect(await ask(page, 'evidence.show', { clipId: clip?.id })).toEqual({ ok: true, value: { isShown: true } });
  expect(await overlays()).toBe(1);
  await expect.poll(overlays).toBe(0);
  const isSeen = await page.$eval('#limits', (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  expect(isSeen).toBe(true);
  await expect.poll(async () => (await rows('snapshots')).length).toBe(2);
  await page.close();
});
