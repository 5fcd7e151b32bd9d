import type { Page } from 'playwright';
import { beforeAll, expect, it } from 'vitest';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { readTable } from '#test/support/gleaner.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { drag, openRegionPicker } from '#test/support/region.ts';
import { checkStripes, describeAsset } from '#test/support/stripes.ts';
import { wordsOf } from '#test/support/words.ts';

/** The part of `chrome.*` that the tests use inside the service worker. */
declare const chrome: {
  alarms: {
    getAll(): Promise<{ name: string }[]>;
    onAlarm: { dispatch(alarm: { name: string }): void };
  };
};

const words = wordsOf('en');

let page: Page;
onSite();
beforeAll(async () => {
  page = await browser.openPage(`${site.url}stripes.html`);
  await browser.grantActiveTab(page);
});

const alarms = async () => (await browser.worker()).evaluate(() => chrome.alarms.getAll());
const assets = () => readTable<Asset>(library, 'assets');

/** What the browser does some minutes after the worker was started. */
async function ring(): Promise<void> {
  await (await browser.worker()).evaluate(() => chrome.alarms.onAlarm.dispatch({ name: 'tidy-pictures' }));
}

async function clipRegion(from: [number, number], to: [number, number]): Promise<void> {
  await openRegionPicker(browser, page);
  await drag(page, from, to);
  await (await browser.attachPopup()).close();
}

it('makes a picture smaller some time after it was taken, pixel for pixel, while it is shown', async () => {
  await clipRegion([134, 78], [517, 391]);
  const [before] = await assets();
  await library.bringToFront();
  await library.locator('[data-clip]').getByRole('button').first().click();
  const shown = library
    .getByRole('region', { name: words('clip'), exact: true })
    .locator('img')
    .first();
  await shown.waitFor();
  await expect.poll(alarms).toMatchObject([{ name: 'tidy-pictures' }]);

  await ring();
  await expect
    .poll(async () => (await assets()).map(({ recompressedAt }) => typeof recompressedAt))
    .toEqual(['number']);
  const [after] = await assets();
  if (!before || !after) throw new Error('There is no picture.');
  expect(after.blob.size).toBeLessThan(before.blob.size);
  const [clip] = await readTable<Clip>(library, 'clips');
  expect(clip?.assetIds).toEqual([after.id]);
  expect(await checkStripes(library, after.id, { left: 134, top: 78, scale: 1 })).toMatchObject({
    width: 383,
    height: 313,
    wrong: 0,
  });
  const { sha256, claimed, size } = await describeAsset(library, after.id);
  expect(sha256).toBe(after.id);
  expect(claimed).toMatchObject(size);
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(383);
  // Nothing is left to do: the worker may rest until something else wakes it.
  await expect.poll(alarms).toEqual([]);
});

it('waits while something is being captured, and comes back to it', async () => {
  await clipRegion([10, 10], [300, 200]);
  await openRegionPicker(browser, page);
  await ring();
  await expect.poll(alarms).toMatchObject([{ name: 'tidy-pictures' }]);
  expect((await assets()).filter(({ recompressedAt }) => recompressedAt === undefined)).toHaveLength(1);
  await page.keyboard.press('Escape');
  await expect
    .poll(async () => {
      await ring();
      return (await assets()).filter(({ recompressedAt }) => recompressedAt === undefined).length;
    })
    .toBe(0);
});
