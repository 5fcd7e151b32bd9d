import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, overlay, readTable } from '#test/support/gleaner.ts';
import { checkLongStripes, type Layout, layoutOf } from '#test/support/long-stripes.ts';
import { openPickerByMenu } from '#test/support/picker-gestures.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

const SLOW_MS = 60_000;
const ROW = 40;

interface ClipRow {
  id: string;
  kind: string;
  assetIds: string[];
  cutAt?: number;
}

let site: SiteServer;
let browser: ExtensionBrowser;
let library: Page;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
});
afterAll(() => site.close());

async function launch(deviceScaleFactor: number): Promise<void> {
  browser = await launchGleaner({ deviceScaleFactor, viewport: { width: 1000, height: 600 } });
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
}

const stateOf = (page: Page) =>
  page.evaluate(() => ({
    html: document.documentElement.outerHTML.replace(/<div><\/div><\/html>$/, '</html>'),
    scroll: [...document.querySelectorAll(':not(html > div)')].map(({ scrollLeft, scrollTop }) => [
      scrollLeft,
      scrollTop,
    ]),
  }));

/** The clip of the element under a point, on a page that is scrolled to `top`. */
async function clipAt(query: string, at: { x: number; y: number }, top: number) {
  const page = await browser.openPage(`${site.url}stripes-long.html?${query}`);
  await browser.grantActiveTab(page);
  await page.evaluate((to) => {
    scrollTo({ top: to, behavior: 'instant' });
    document.querySelector('#main')?.scrollTo({ top: to, behavior: 'instant' });
  }, top);
  const before = await stateOf(page);
  const known = new Set((await readTable<ClipRow>(library, 'clips')).map(({ id }) => id));
  await openPickerByMenu(browser, page, 'element-shot');
  await page.mouse.move(at.x - 1, at.y);
  await page.mouse.click(at.x, at.y);
  await (await browser.attachPopup(SLOW_MS)).close();
  const clip = (await readTable<ClipRow>(library, 'clips')).find(({ id }) => !known.has(id));
  if (!clip) throw new Error('There is no clip.');
  expect(clip).toMatchObject({ kind: 'screenshot' });
  expect(clip.cutAt).toBeUndefined();
  expect(await stateOf(page)).toEqual(before);
  await overlay(page).waitFor({ state: 'detached' });
  const layout = await layoutOf(page);
  await page.close();
  return { clip, layout };
}

/** So many rows of stripes, from one on. */
const stripes = (row: number, rows: number): Layout => ({ layout: [{ height: rows * ROW, row }], over: [] });

describe.each([1, 1.5])('an element, at %s pixels per CSS pixel', (scale) => {
  beforeAll(() => launch(scale));
  afterAll(() => browser.close());

  it.each<[string, string, { x: number; y: number }, number, Layout]>([
    // `rows` stripes are in two blocks, which are elements of their own.
    ['that is seen', 'rows=16', { x: 300, y: 400 }, 0, stripes(8, 8)],
    ['that is half seen', 'rows=24', { x: 300, y: 20 }, 300, stripes(0, 12)],
    ['larger than the window, under bars that are fixed', 'rows=90&fixed', { x: 300, y: 300 }, 900, stripes(0, 45)],
    ['larger than what it scrolls in', 'rows=60&inner', { x: 400, y: 300 }, 700, stripes(0, 30)],
  ])(
    '%s is pictured whole, and nothing but it',
    async (_what, query, at, top, layout) => {
      const { clip } = await clipAt(query, at, top);
      const picture = await checkLongStripes(library, clip.assetIds, layout, scale);
      expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined, height: picture.expected });
    },
    SLOW_MS,
  );
});
