import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { checkLongStripes, layoutOf } from '#test/support/long-stripes.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

const MINUTES_MS = 300_000;

let site: SiteServer;
let browser: ExtensionBrowser;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  browser = await launchGleaner({ viewport: { width: 800, height: 1060 } });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

it(
  'pictures a page of 100,000 pixels, as several pictures that each canvas and each format can hold',
  async () => {
    const library = await browser.extensionPage('library.html');
    const page = await browser.openPage(`${site.url}stripes-long.html?rows=2500&sticky`);
    await browser.grantActiveTab(page);
    await browser.dispatchCommand('clip-full-page', page);
    await (await browser.attachPopup(MINUTES_MS)).close();
    const [clip] = await readTable<{ assetIds: string[]; cutAt?: number }>(library, 'clips');
    expect(clip?.cutAt).toBeUndefined();
    const picture = await checkLongStripes(library, clip?.assetIds ?? [], await layoutOf(page), 1);
    expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined, height: 100_120 });
    expect(picture.heights).toEqual([...Array(6).fill(16_383), 100_120 - 6 * 16_383]);
  },
  MINUTES_MS,
);
