import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { grant, LOOPBACK, launchWithKnownSites } from '#test/support/granted-sites.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

/** The part of `chrome.*` that the tests use in a page of the extension. */
declare const chrome: {
  permissions: { getAll(): Promise<{ origins?: string[] }> };
  storage: { local: { get(key: string): Promise<Record<string, unknown>>; set(items: object): Promise<void> } };
};

const words = wordsOf('en');

let browser: ExtensionBrowser;
let library: Page;
beforeAll(async () => {
  browser = await launchWithKnownSites();
  library = await browser.extensionPage('library.html');
  await library.getByRole('button', { name: words('settings'), exact: true }).click();
});
afterAll(() => browser.close());

const settings = () => library.getByRole('dialog', { name: words('settings'), exact: true });
const site = new URL(LOOPBACK.replace('*', '')).hostname;
const remove = () => settings().getByRole('button', { name: words('highlights_remove_site', site), exact: true });
const toggle = () => settings().getByRole('checkbox', { name: words('highlights_switch') });
const origins = () => library.evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);

it('says how a site is added where there is none, and shows the one that is added elsewhere', async () => {
  await settings().getByText(words('highlights_no_sites')).waitFor();
  const elsewhere = await browser.extensionPage('onboarding.html');
  await grant(elsewhere);
  await elsewhere.close();
  await library.bringToFront();
  await remove().waitFor();
  expect(await settings().getByText(words('highlights_no_sites')).count()).toBe(0);
  expect(await violations(library)).toEqual([]);
});

it('switches highlights off and on for all sites, and follows who else does', async () => {
  expect(await toggle().isChecked()).toBe(true);
  await toggle().click();
  await expect.poll(() => toggle().isChecked()).toBe(false);
  expect(await library.evaluate(() => chrome.storage.local.get('highlights'))).toEqual({ highlights: false });
  await library.evaluate(() => chrome.storage.local.set({ highlights: true }));
  await expect.poll(() => toggle().isChecked()).toBe(true);
});

it('takes a site back, by keyboard, and keeps the focus in the dialog', async () => {
  expect(await origins()).toContain(LOOPBACK);
  await remove().focus();
  await library.keyboard.press('Enter');
  await settings().getByText(words('highlights_no_sites')).waitFor();
  expect(await origins()).not.toContain(LOOPBACK);
  expect(await toggle().evaluate((element) => element === document.activeElement)).toBe(true);
});
