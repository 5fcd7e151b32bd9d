import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FIREFOX_BUILD } from '#test/support/build-extension.ts';
import { type ExtensionFirefox, launchFirefox } from '#test/support/firefox-driver.ts';
import { LOOPBACK } from '#test/support/granted-sites.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

/** The part of `browser.*` that is used in a page of the extension. */
declare const browser: {
  permissions: {
    request(sites: { origins: string[] }): Promise<boolean>;
    remove(sites: { origins: string[] }): Promise<boolean>;
  };
};

let site: SiteServer;
let firefox: ExtensionFirefox;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  firefox = await launchFirefox({
    extensionDir: FIREFOX_BUILD,
    // The question itself, which no test could answer, is passed over: what grants is the browser all the same.
    preferences: { 'extensions.webextOptionalPermissionPrompts': false },
  });
});
afterAll(async () => {
  await firefox.close();
  await site.close();
});

/** Grants a site as a user does, by a click in a page of the extension. */
async function grant(): Promise<void> {
  const page = await firefox.extensionPage('library.html');
  await page.bringToFront();
  await page.evaluate((origin) => {
    addEventListener(
      'click',
      (event) => {
        event.stopPropagation();
        globalThis.asked = browser.permissions.request({ origins: [origin] });
      },
      { capture: true, once: true },
    );
  }, LOOPBACK);
  await page.mouse.click(2, 2);
  expect(await page.evaluate(() => globalThis.asked)).toBe(true);
  await page.close();
}

const painted = (page: Page) => page.evaluate(() => [...CSS.highlights.keys()]);
const cards = (page: Page) => page.evaluate(() => document.querySelectorAll('html > div').length);

it('shows a clip on a granted site, its note to who points at it, and nothing any more when the site is given back', async () => {
  const page = await firefox.openPage(`${site.url}pricing.html`);
  await page.$eval('#limits', (element) => {
    element.scrollIntoView({ block: 'center' });
    getSelection()?.selectAllChildren(element);
  });
  const popup = await firefox.clickToolbar(page);
  await popup.waitFor('blockquote');
  await firefox.chromeScope(`document.querySelector('browser[webextension-view-type="popup"]').focus();`);
  await popup.waitFor('.panel-footer');
  await popup.type('1');
  await popup.waitFor('.panel-footer [role="status"] svg');
  await popup.close();
  expect(await painted(page)).toEqual([]);

  await grant();
  await page.bringToFront();
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await expect.poll(() => painted(page)).toEqual(['gleaner-requirement']);
  await page.reload();
  await expect.poll(() => painted(page)).toEqual(['gleaner-requirement']);

  await page.$eval('#limits', (element) => element.scrollIntoView({ block: 'center' }));
  const box = await (await page.$('#limits'))?.boundingBox();
  if (!box) throw new Error('The passage is not drawn.');
  await page.mouse.move(5, 5);
  await page.mouse.move(box.x + 300, box.y + box.height / 2);
  await expect.poll(() => cards(page)).toBe(1);
  // A search of the page's own does not find what is in it.
  expect(
    await page.evaluate(() => (globalThis as unknown as { find(words: string): boolean }).find('word for word')),
  ).toBe(false);
  await page.keyboard.press('Escape');
  await expect.poll(() => cards(page)).toBe(0);

  const frames = await firefox.openPage(`${site.url}frames.html`);
  await frames.evaluate(() => {
    const quote = document.querySelector('#declarative-host')?.shadowRoot?.querySelector('#declarative-quote');
    if (quote) getSelection()?.selectAllChildren(quote);
  });
  await firefox.pressShortcut('clip-selection', frames);
  await expect.poll(() => painted(frames)).toEqual(['gleaner-none']);
  await frames.close();
  await page.bringToFront();

  await firefox.extensionScope.evaluate((origin) => browser.permissions.remove({ origins: [origin] }), LOOPBACK);
  await expect.poll(() => painted(page)).toEqual([]);
  await page.reload();
  await new Promise((done) => setTimeout(done, 500));
  expect(await painted(page)).toEqual([]);
});
