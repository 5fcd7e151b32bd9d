import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { drag, openRegionPicker } from '#test/support/region.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';
import { checkStripes, describeAsset } from '#test/support/stripes.ts';

const HEIGHT = 700;

interface ClipRow {
  id: string;
  kind: string;
  assetIds: string[];
  triage: string;
  source: { url: string; title: string };
}

/** The part of `chrome.*` that the tests use inside the service worker. */
declare const chrome: {
  tabs: {
    query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<{ id: number }[]>;
    setZoom(tabId: number, factor: number): Promise<void>;
  };
  storage: { session: { get(): Promise<Record<string, unknown>> } };
};

let site: SiteServer;
let browser: ExtensionBrowser;
let library: Page;
let page: Page;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
});
afterAll(() => site.close());

async function launch(deviceScaleFactor: number, width: number): Promise<void> {
  browser = await launchGleaner({ deviceScaleFactor, viewport: { width, height: HEIGHT } });
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
  page = await browser.openPage(`${site.url}stripes.html`);
  await browser.grantActiveTab(page);
}

const clips = () => readTable<ClipRow>(library, 'clips');

/** The clip that `act` makes, once the popup has opened on it and has been closed again. */
async function clipMadeBy(act: () => Promise<void>): Promise<ClipRow & { assetId: string }> {
  const before = new Set((await clips()).map(({ id }) => id));
  await act();
  await (await browser.attachPopup()).close();
  const made = (await clips()).filter(({ id }) => !before.has(id));
  expect(made).toHaveLength(1);
  const [clip] = made;
  const assetId = clip?.assetIds[0];
  if (!clip || !assetId) throw new Error('The clip has no picture.');
  return { ...clip, assetId };
}

async function clipRegion(from: [number, number], to: [number, number]): Promise<string> {
  const { assetId } = await clipMadeBy(async () => {
    await openRegionPicker(browser, page);
    await drag(page, from, to);
  });
  return assetId;
}

/** The corners of a rectangle whose edges lie on no edge of a tile, dragged in each direction. */
const [LEFT, TOP, RIGHT, BOTTOM] = [134, 78, 517, 391];
const DIRECTIONS: [string, [number, number], [number, number]][] = [
  ['down and right', [LEFT, TOP], [RIGHT, BOTTOM]],
  ['down and left', [RIGHT, TOP], [LEFT, BOTTOM]],
  ['up and right', [LEFT, BOTTOM], [RIGHT, TOP]],
  ['up and left', [RIGHT, BOTTOM], [LEFT, TOP]],
];

describe('at one pixel per CSS pixel', () => {
  // Zoomed in, the window is not a whole number of CSS pixels wide, and what the page is told is rounded.
  const WIDTH = 1007;
  beforeAll(() => launch(1, WIDTH));
  afterAll(() => browser.close());

  it.each(DIRECTIONS)('keeps exactly the region that is dragged %s', async (_direction, from, to) => {
    const picture = await checkStripes(library, await clipRegion(from, to), { left: LEFT, top: TOP, scale: 1 });
    expect(picture).toEqual({ width: RIGHT - LEFT, height: BOTTOM - TOP, wrong: 0, firstWrong: undefined });
  });

  it('keeps the region that is placed and sized by keyboard', async () => {
    const { assetId } = await clipMadeBy(async () => {
      await openRegionPicker(browser, page);
      // The first arrow shows half the window in its middle; then 2 steps of 16 right, 1 up, 1 narrower, 3 pixels taller.
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'Shift+ArrowLeft'])
        await page.keyboard.press(key);
      for (let pixel = 0; pixel < 3; pixel++) await page.keyboard.press('Alt+Shift+ArrowDown');
      await page.keyboard.press('Enter');
    });
    const [left, right] = [Math.round(WIDTH / 4 + 32), Math.round((WIDTH * 3) / 4 + 32 - 16)];
    const [top, bottom] = [HEIGHT / 4 - 16, (HEIGHT * 3) / 4 - 16 + 3];
    const picture = await checkStripes(library, assetId, { left, top, scale: 1 });
    expect(picture).toEqual({ width: right - left, height: bottom - top, wrong: 0, firstWrong: undefined });
  });

  it('keeps nothing after Esc, neither before nor after something was chosen, and after a click that slipped', async () => {
    const before = { clips: await clips(), assets: await readTable(library, 'assets') };
    // The toast of the clip before takes itself off.
    await page.waitForFunction(() => document.documentElement.lastElementChild === document.body);
    const html = await page.evaluate(() => document.documentElement.outerHTML);
    await openRegionPicker(browser, page);
    await page.keyboard.press('Escape');
    await page.waitForFunction((was) => document.documentElement.outerHTML === was, html);
    await openRegionPicker(browser, page);
    await page.keyboard.press('ArrowRight');
    await page.mouse.click(300, 300);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toBe(html);
    await page.keyboard.press('Escape');
    await page.waitForFunction((was) => document.documentElement.outerHTML === was, html);
    const remembered = async () =>
      Object.keys(await (await browser.worker()).evaluate(() => chrome.storage.session.get()));
    await expect.poll(remembered).not.toContainEqual(expect.stringContaining('pending'));
    expect({ clips: await clips(), assets: await readTable(library, 'assets') }).toEqual(before);
  });

  it('cuts the region at the edges of the window', async () => {
    const assetId = await clipRegion([WIDTH - 60, HEIGHT - 45], [WIDTH + 40, HEIGHT + 30]);
    const picture = await checkStripes(library, assetId, { left: WIDTH - 60, top: HEIGHT - 45, scale: 1 });
    expect(picture).toEqual({ width: 60, height: 45, wrong: 0, firstWrong: undefined });
  });

  it('keeps what a scrolled page shows, and leaves it scrolled', async () => {
    await page.evaluate(() => scrollTo({ top: 513, behavior: 'instant' }));
    const assetId = await clipRegion([LEFT, TOP], [RIGHT, BOTTOM]);
    const picture = await checkStripes(library, assetId, { left: LEFT, top: TOP + 513, scale: 1 });
    expect(picture).toEqual({ width: RIGHT - LEFT, height: BOTTOM - TOP, wrong: 0, firstWrong: undefined });
    expect(await page.evaluate(() => scrollY)).toBe(513);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  });

  it('keeps the visible area without the toast of the clip before', async () => {
    const assets = await readTable(library, 'assets');
    const first = await clipMadeBy(() => browser.dispatchCommand('clip-visible', page));
    // The toast of the first is still there: a <div> behind the page's own content.
    await page.waitForFunction(() => document.documentElement.lastElementChild?.localName === 'div');
    const second = await clipMadeBy(() => browser.dispatchCommand('clip-visible', page));
    for (const { assetId } of [first, second]) {
      const picture = await checkStripes(library, assetId, { left: 0, top: 0, scale: 1 });
      expect(picture).toEqual({ width: WIDTH, height: HEIGHT, wrong: 0, firstWrong: undefined });
    }
    // The same bytes are the same asset.
    expect(second.assetId).toBe(first.assetId);
    expect(await readTable(library, 'assets')).toHaveLength(assets.length + 1);
  });

  it('names a picture by its bytes, and keeps a small copy of at most 20 kB', async () => {
    const made = await clips();
    const ids = [...new Set(made.flatMap(({ assetIds }) => assetIds))];
    expect(ids.length).toBeGreaterThan(3);
    for (const id of ids) {
      const { sha256, claimed, size, thumbnail } = await describeAsset(library, id);
      expect(id).toBe(sha256);
      expect(claimed).toEqual({ ...size, mime: 'image/png', scale: 1 });
      expect(thumbnail.bytes).toBeGreaterThan(0);
      expect(thumbnail.bytes).toBeLessThanOrEqual(20_000);
      expect(Math.max(thumbnail.width / 320, thumbnail.height / 200)).toBeLessThanOrEqual(1);
    }
    for (const clip of made) {
      expect(clip).toMatchObject({ kind: 'screenshot', triage: 'inbox', quote: '' });
      expect(clip.source).toMatchObject({ url: `${site.url}stripes.html`, title: 'Stripes: every pixel is known' });
    }
  });

  it.each([0.9, 1.1, 1.5, 1.75])('keeps exactly the dragged region at zoom %s', async (zoom) => {
    await page.bringToFront();
    await (await browser.worker()).evaluate(async (factor) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      if (tab) await chrome.tabs.setZoom(tab.id, factor);
    }, zoom);
    await page.waitForFunction((factor) => Math.abs(devicePixelRatio - factor) < 0.001, zoom);
    // Near the right and lower edges, where a wrong scale shows first.
    const [left, top, right, bottom] = [417, 233, WIDTH - 9, HEIGHT - 6];
    // The mouse goes by the page's own pixels, which the zoom makes larger or smaller.
    const assetId = await clipRegion([left / zoom, top / zoom], [right / zoom, bottom / zoom]);
    const picture = await checkStripes(library, assetId, { left, top, scale: zoom });
    expect(picture).toEqual({ width: right - left, height: bottom - top, wrong: 0, firstWrong: undefined });
  });
});

describe.each([1.5, 2])('at %s pixels per CSS pixel', (scale) => {
  const WIDTH = 1000;
  beforeAll(() => launch(scale, WIDTH));
  afterAll(() => browser.close());

  it.each([DIRECTIONS[0], DIRECTIONS[3]].flatMap((one) => (one ? [one] : [])))(
    'keeps every pixel of the region that is dragged %s',
    async (_direction, from, to) => {
      const assetId = await clipRegion(from, to);
      const [left, right] = [Math.round(LEFT * scale), Math.round(RIGHT * scale)];
      const [top, bottom] = [Math.round(TOP * scale), Math.round(BOTTOM * scale)];
      const picture = await checkStripes(library, assetId, { left, top, scale });
      expect(picture).toEqual({ width: right - left, height: bottom - top, wrong: 0, firstWrong: undefined });
      expect((await describeAsset(library, assetId)).claimed.scale).toBe(scale);
    },
  );

  it('keeps the visible area of a scrolled page', async () => {
    await page.evaluate(() => scrollTo({ top: 400, behavior: 'instant' }));
    const { assetId } = await clipMadeBy(() => browser.dispatchCommand('clip-visible', page));
    const picture = await checkStripes(library, assetId, { left: 0, top: 400 * scale, scale });
    expect(picture).toMatchObject({ width: WIDTH * scale, wrong: 0, firstWrong: undefined });
    // At 1.5 the window ends in the middle of a CSS pixel.
    const height = await page.evaluate(() => innerHeight);
    expect(Math.abs(picture.height - height * scale)).toBeLessThanOrEqual(1);
    const { thumbnail } = await describeAsset(library, assetId);
    expect(thumbnail.bytes).toBeLessThanOrEqual(20_000);
  });
});
