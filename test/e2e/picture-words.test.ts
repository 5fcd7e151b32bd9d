import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TextRun } from '#lib/core/schema/text-layer.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { drag, openRegionPicker } from '#test/support/region.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

let site: SiteServer;
let browser: ExtensionBrowser;
let library: Page;
let page: Page;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  browser = await launchGleaner({ deviceScaleFactor: 2, viewport: { width: 1100, height: 700 } });
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
  page = await browser.openPage(`${site.url}reviews-zh.html`);
  await browser.grantActiveTab(page);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The words in a picture as they are stored. */
async function storedLayer(assetId: string): Promise<TextRun[]> {
  return library.evaluate(async (id) => {
    const file = await new Promise<Blob>((resolve, reject) => {
      const opening = indexedDB.open('gleaner');
      opening.onsuccess = () => {
        const asked = opening.result.transaction('assets').objectStore('assets').get(id);
        asked.onsuccess = () => {
          opening.result.close();
          resolve(asked.result.textLayer);
        };
        asked.onerror = () => reject(asked.error);
      };
    });
    return JSON.parse(await file.text());
  }, assetId);
}

async function layerMadeBy(act: () => Promise<void>): Promise<TextRun[]> {
  const before = new Set((await readTable<{ id: string }>(library, 'clips')).map(({ id }) => id));
  await act();
  await (await browser.attachPopup()).close();
  const clips = await readTable<{ id: string; assetIds: string[] }>(library, 'clips');
  const [assetId] = clips.find(({ id }) => !before.has(id))?.assetIds ?? [];
  if (!assetId) throw new Error('The clip has no picture.');
  return storedLayer(assetId);
}

/** Where the page draws the first line of an element. */
async function lineOf(selector: string): Promise<{ x: number; y: number }> {
  return page.evaluate((css) => {
    const range = document.createRange();
    const element = document.querySelector(css);
    if (element?.firstChild) range.selectNodeContents(element.firstChild);
    const { x, y } = range.getClientRects()[0] ?? { x: -1, y: -1 };
    return { x, y };
  }, selector);
}

it('keeps the words of the visible page with its picture, each where it is drawn', async () => {
  await page.evaluate(() => window.scrollTo(0, 300));
  const layer = await layerMadeBy(() => browser.dispatchCommand('clip-visible', page));
  const heading = layer.find(({ text }) => text === '分析很强，导出很累');
  const drawn = await lineOf('#review-1 h3');
  expect(heading?.x).toBeCloseTo(drawn.x, 1);
  expect(heading?.y).toBeCloseTo(drawn.y, 1);
  // Of the header that stays on top, and of the field in it.
  expect(layer.map(({ text }) => text)).toEqual(expect.arrayContaining(['拾光', '搜索应用、评价']));
  expect(layer.every(({ x, y, width, height }) => x >= 0 && y >= 0 && x + width <= 1100 && y + height <= 700)).toBe(
    true,
  );
});

it('keeps the words of a region from the corner of the region', async () => {
  const drawn = await lineOf('#review-1 h3');
  const corner: [number, number] = [Math.round(drawn.x) - 10, Math.round(drawn.y) - 5];
  const layer = await layerMadeBy(async () => {
    await openRegionPicker(browser, page);
    await drag(page, corner, [corner[0] + 300, corner[1] + 35]);
  });
  expect(layer.map(({ text }) => text)).toEqual(['分析很强，导出很累']);
  expect(layer[0]?.x).toBeCloseTo(drawn.x - corner[0], 1);
  expect(layer[0]?.y).toBeCloseTo(drawn.y - corner[1], 1);
});

it('keeps the words of a whole page from the corner of the page, what is fixed or sticks too, each once', async () => {
  await page.evaluate(() => window.scrollTo(0, 450));
  const layer = await layerMadeBy(() => browser.dispatchCommand('clip-full-page', page));
  const scrolled = await page.evaluate(() => scrollY);
  expect(scrolled).toBe(450);
  for (const id of ['#review-1 h3', '#review-2 h3']) {
    const text = await page.evaluate((css) => document.querySelector(css)?.textContent, id);
    const drawn = await lineOf(id);
    const found = layer.filter((run) => run.text === text);
    expect(found, id).toHaveLength(1);
    expect(found[0]?.x).toBeCloseTo(drawn.x, 1);
    expect(found[0]?.y).toBeCloseTo(drawn.y + scrolled, 1);
  }
  const header = layer.filter(({ text }) => text === '拾光');
  expect(header).toHaveLength(1);
  expect(header[0]?.y).toBeLessThan(100);
});
