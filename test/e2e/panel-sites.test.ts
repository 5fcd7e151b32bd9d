import { expect, it } from 'vitest';
import { select } from '#test/support/gleaner.ts';
import { LOOPBACK, launchWithKnownSites } from '#test/support/granted-sites.ts';
import { tabTo } from '#test/support/keyboard.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';
import { violations } from '#test/support/violations.ts';

/** The part of `chrome.*` that the tests use in a page of the extension. */
declare const chrome: {
  permissions: { getAll(): Promise<{ origins?: string[] }> };
  storage: { local: { set(items: Record<string, unknown>): Promise<void> } };
};

const OFFER = 'Show my clips whenever I visit 127.0.0.1';
const ON = 'Highlights are on for 127.0.0.1';

onSite(launchWithKnownSites);

const granted = async () => (await library.evaluate(() => chrome.permissions.getAll())).origins ?? [];

it('offers to show the clips of a site once there are some, and gives the site back', async () => {
  const page = await browser.openPage(`${site.url}pricing.html`);
  await select(page, '#limits');
  const popup = await browser.clickToolbar(page);
  await clipShown(popup);
  expect(await popup.getByText(OFFER).count()).toBe(0);
  await chooseType(popup, 'competitor');
  const offer = popup.getByRole('button', { name: OFFER });
  await offer.waitFor();
  expect(await granted()).toEqual([]);

  await tabTo(popup, offer, 40);
  await popup.keyboard.press('Enter');
  await popup.getByText(ON).waitFor();
  expect(await granted()).toEqual([LOOPBACK]);
  expect(await violations(popup)).toEqual([]);

  // The one switch for all sites is off: what is said is what is so.
  await library.evaluate(() => chrome.storage.local.set({ highlights: false }));
  await popup.getByText('highlights are switched off').waitFor();
  await popup.getByRole('button', { name: 'Turn on' }).click();
  await popup.getByText(ON).waitFor();

  await popup.getByRole('button', { name: 'Turn off' }).click();
  await offer.waitFor();
  expect(await granted()).toEqual([]);
  await popup.close();
  await page.close();
});
