import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TextRun } from '#lib/core/schema/text-layer.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { drag, openRegionPicker } from '#test/support/region.ts';
import { searchBox } from '#test/support/search-box.ts';
import { violations } from '#test/support/violations.ts';

let page: Page;

onSite(() => launchGleaner({ deviceScaleFactor: 2, viewport: { width: 1100, height: 700 } }));
beforeAll(async () => {
  page = await browser.openPage(`${site.url}reviews-zh.html`);
  await browser.grantActiveTab(page);
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

describe('in the library', () => {
  const rows = () => library.locator('[data-clip]');
  const words = () => library.getByRole('group', { name: 'Words in the picture' });

  /** What a user pastes: reading the clipboard takes a permission that extensions cannot be given here. */
  async function pasted(): Promise<{ text: string; html: string; image: number }> {
    const other = await browser.openPage(`${site.url}base.html`);
    await other.evaluate(() => {
      document.body.innerHTML = '<div contenteditable style="height: 200px">x</div>';
      document.addEventListener('paste', ({ clipboardData }) => {
        Object.assign(globalThis, {
          pasted: {
            text: clipboardData?.getData('text/plain'),
            html: clipboardData?.getData('text/html'),
            image: [...(clipboardData?.files ?? [])].find(({ type }) => type === 'image/png')?.size ?? 0,
          },
        });
      });
    });
    await other.locator('[contenteditable]').press('ControlOrMeta+V');
    const found = await other.evaluate(() => (globalThis as unknown as { pasted: never }).pasted);
    await other.close();
    await library.bringToFront();
    return found;
  }

  beforeAll(async () => {
    await library.bringToFront();
  });

  it('finds the screenshot by its words, and shows which', async () => {
    await searchBox(library).fill('导出很累');
    // The list may have two rows for another reason before it has looked for these words.
    await expect.poll(() => rows().first().locator('.clip-found mark').allTextContents()).toEqual(['导出很累']);
    expect(await rows().count()).toBe(2);
    await searchBox(library).fill('按月付费的企业版 不存在');
    await expect.poll(() => rows().count()).toBe(0);
    await searchBox(library).fill('');
  });

  it('has the words over the picture, where they stand in it', async () => {
    await rows().nth(1).getByRole('button').click();
    const line = words().getByText('分析很强，导出很累');
    const image = library.locator('img.detail-image');
    await image.waitFor();
    const picture = await image.boundingBox();
    const box = await line.boundingBox();
    if (!picture || !box) throw new Error('not drawn');
    // The picture is of a window of 1100 by 700 pixels, in which the heading stood where the first test found it.
    const scale = picture.width / 1100;
    const drawn = await lineOf('#review-1 h3');
    expect(Math.abs(box.x - picture.x - drawn.x * scale)).toBeLessThan(3);
    expect(Math.abs(box.y - picture.y - drawn.y * scale)).toBeLessThan(3);
  });

  it.each(['light', 'dark'] as const)('has nothing in it that axe knows to be wrong, in %s', async (colorScheme) => {
    await library.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await searchBox(library).fill('导出很累');
    await library.locator('.clip-found').first().waitFor();
    expect(await violations(library)).toEqual([]);
    await searchBox(library).fill('');
  });

  it('lets them be selected by keyboard, alone', async () => {
    await words().press('ControlOrMeta+A');
    const selected = await library.evaluate(() => getSelection()?.toString() ?? '');
    expect(selected).toContain('分析很强，导出很累');
    expect(selected).not.toContain('Copy text');
    await library.keyboard.press('ControlOrMeta+C');
    expect((await pasted()).text).toContain('分析很强，导出很累');
  });

  it('copies the words, and the picture, by a button each', async () => {
    await library.getByRole('button', { name: 'Copy text' }).click();
    await library.getByText('Text copied').waitFor();
    expect((await pasted()).text.split('\n')).toContain('分析很强，导出很累');
    await library.getByRole('button', { name: 'Copy image' }).click();
    await library.getByText('Image copied').waitFor();
    expect((await pasted()).image).toBeGreaterThan(1_000);
  });

  it('copies findings with their pictures, for programs that paste formatted text', async () => {
    await rows().nth(0).getByRole('checkbox').check({ force: true });
    await library.getByRole('button', { name: 'Copy as Markdown' }).click();
    await library.getByText('Copied 1 clip as Markdown').waitFor();
    const { text, html } = await pasted();
    expect(text).toContain('Screenshot: [');
    expect(html).toMatch(
      /<img src="data:image\/png;base64,[^"]+" alt="[^"]*: 分析很强，导出很累" width="300" height="35">/,
    );
  });
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
