import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { checkLongStripes, layoutOf } from '#test/support/long-stripes.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';

const MINUTES_MS = 300_000;

interface ClipRow {
  assetIds: string[];
  cutAt?: number;
  cutRightAt?: number;
}

onSite(() => launchGleaner({ viewport: { width: 800, height: 1060 } }));

async function clipWhole(page: Page) {
  await browser.grantActiveTab(page);
  await browser.dispatchCommand('clip-full-page', page);
  await (await browser.attachPopup(MINUTES_MS)).close();
  const clip = (await readTable<ClipRow>(library, 'clips')).at(-1);
  if (!clip) throw new Error('There is no clip.');
  return clip;
}

it(
  'pictures a page of 100,000 pixels, as several pictures that each canvas and each format can hold',
  async () => {
    const page = await browser.openPage(`${site.url}stripes-long.html?rows=2500&sticky`);
    const clip = await clipWhole(page);
    expect(clip.cutAt).toBeUndefined();
    const picture = await checkLongStripes(library, clip.assetIds, await layoutOf(page), 1);
    expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined, height: 100_120 });
    expect(picture.heights).toEqual([...Array(6).fill(16_383), 100_120 - 6 * 16_383]);
  },
  MINUTES_MS,
);

it(
  'pictures a page that is wider than a canvas in columns, one after the other',
  async () => {
    const page = await browser.openPage(`${site.url}stripes-long.html?rows=35&width=17000`);
    const clip = await clipWhole(page);
    expect([clip.cutAt, clip.cutRightAt]).toEqual([undefined, undefined]);
    const picture = await checkLongStripes(library, clip.assetIds, await layoutOf(page), 1);
    expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined, width: 17_000, height: 1_400 });
    expect(picture.heights).toEqual([1_400, 1_400]);
  },
  MINUTES_MS,
);

it(
  'keeps the columns that are whole when the user stops it, and says that there is more to the right',
  async () => {
    const page = await browser.openPage(`${site.url}stripes-long.html?rows=26&width=18000`);
    await browser.grantActiveTab(page);
    await browser.dispatchCommand('clip-full-page', page);
    await page.waitForFunction(() => scrollX > 16_400, undefined, { timeout: MINUTES_MS });
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => scrollX === 0);
    await page.keyboard.press('Enter');
    const popup = await browser.attachPopup(MINUTES_MS);
    await popup.close();
    const clip = (await readTable<ClipRow>(library, 'clips')).at(-1);
    expect([clip?.cutAt, clip?.cutRightAt]).toEqual([undefined, 16_383]);
    const picture = await checkLongStripes(library, clip?.assetIds ?? [], await layoutOf(page), 1);
    expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined, width: 16_383, heights: [1_060] });
    await library.bringToFront();
    await library.locator('[data-clip] .clip-main').first().click();
    await library.getByText('The page goes on to the right: this picture ends after 16,383 px.').waitFor();
  },
  MINUTES_MS,
);
