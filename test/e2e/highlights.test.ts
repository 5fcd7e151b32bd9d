import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClipType } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { overlay, readTable, select } from '#test/support/gleaner.ts';
import { grant, LOOPBACK, launchWithKnownSites, painted, revoke } from '#test/support/granted-sites.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

/** The part of `chrome.*` that the tests use inside the extension. */
declare const chrome: {
  storage: { local: { set(items: Record<string, unknown>): Promise<void> } };
  scripting: {
    getRegisteredContentScripts(): Promise<{ matches?: string[]; js?: string[] }[]>;
    unregisterContentScripts(): Promise<void>;
  };
  runtime: { onInstalled: { dispatch(details: { reason: string }): void } };
};

let site: SiteServer;
let browser: ExtensionBrowser;
let library: Page;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  browser = await launchWithKnownSites();
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Clips what is in an element, as a user does. @returns the clip. */
async function clip(page: Page, selector: string, type: ClipType): Promise<Clip> {
  const before = new Set((await readTable<Clip>(library, 'clips')).map(({ id }) => id));
  await select(page, selector);
  const popup = await browser.clickToolbar(page);
  await clipShown(popup);
  await chooseType(popup, type);
  await popup.close();
  const made = (await readTable<Clip>(library, 'clips')).filter(({ id }) => !before.has(id));
  const [one] = made;
  if (!one || made.length > 1) throw new Error(`${made.length} clips were made.`);
  await page.evaluate(() => getSelection()?.removeAllRanges());
  return one;
}

const registered = async () =>
  (await browser.worker()).evaluate(async () =>
    (await chrome.scripting.getRegisteredContentScripts()).map(({ matches, js }) => ({ matches, js })),
  );
const SCRIPT = { matches: [LOOPBACK], js: ['highlights.js'] };

const switchTo = (isOn: boolean) => library.evaluate((on) => chrome.storage.local.set({ highlights: on }), isOn);

const newest = async (clipId: string) =>
  (await readTable<Observation>(library, 'observations'))
    .filter((one) => one.clipId === clipId)
    .sort((a, b) => a.lastSeenAt - b.lastSeenAt)
    .at(-1);

it('is in no page, and registered for none, until a site is granted', async () => {
  const page = await browser.openPage(`${site.url}pricing.html`);
  await clip(page, '#limits', 'requirement');
  await page.reload();
  expect(await registered()).toEqual([]);
  expect(await painted(page)).toEqual({});
  await page.close();
});

it('shows', async () => {
  const page = await browser.openPage(`${site.url}pricing.html`);
  await grant(library);
  await page.bringToFront();
  await expect
    .poll(() => painted(page))
    .toEqual({ 'gleaner-requirement': [expect.stringContaining('The free plan keeps')] });
  await page.locator('#limits').scrollIntoViewIfNeeded();
  await page.locator('#limits').hover();
  await overlay(page).waitFor({ state: 'attached' });
  await page.screenshot({ path: '/tmp/g-exp/card.png' });
  expect(await registered()).toEqual([SCRIPT]);
});
