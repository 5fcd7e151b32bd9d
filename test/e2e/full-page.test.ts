import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, overlay, readTable } from '#test/support/gleaner.ts';
import { checkLongStripes, layoutOf } from '#test/support/long-stripes.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

const [WIDTH, HEIGHT] = [1000, 700];
/** A picture of a page takes half a second for each window that the page is high. */
const SLOW_MS = 120_000;

interface ClipRow {
  id: string;
  kind: string;
  assetIds: string[];
  cutAt?: number;
}

/** The part of `chrome.*` that the tests use inside the service worker. */
declare const chrome: {
  tabs: {
    query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<{ id: number }[]>;
    setZoom(tabId: number, factor: number): Promise<void>;
  };
};

let site: SiteServer;
let browser: ExtensionBrowser;
let library: Page;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
});
afterAll(() => site.close());

async function launch(deviceScaleFactor: number, height = HEIGHT): Promise<void> {
  browser = await launchGleaner({ deviceScaleFactor, viewport: { width: WIDTH, height } });
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
}

async function open(query: string): Promise<Page> {
  const page = await browser.openPage(`${site.url}stripes-long.html?${query}`);
  await browser.grantActiveTab(page);
  return page;
}

const clips = () => readTable<ClipRow>(library, 'clips');

/** Everything of a page that a capture could have left behind. */
function stateOf(page: Page) {
  return page.evaluate(() => ({
    html: document.documentElement.outerHTML.replace(/<div><\/div><\/html>$/, '</html>'),
    scroll: [scrollX, scrollY, document.querySelector('#main')?.scrollTop],
    rates: document.getAnimations().map(({ playState, playbackRate }) => [playState, playbackRate]),
  }));
}

/** The clip of the whole page, once the popup has opened on it and has been closed again. */
async function clipWhole(page: Page): Promise<ClipRow> {
  const before = new Set((await clips()).map(({ id }) => id));
  await browser.dispatchCommand('clip-full-page', page);
  await (await browser.attachPopup(SLOW_MS)).close();
  const made = (await clips()).filter(({ id }) => !before.has(id));
  expect(made).toHaveLength(1);
  const [clip] = made;
  if (!clip) throw new Error('There is no clip.');
  return clip;
}

async function expectWhole(query: string, scale = 1) {
  const page = await open(query);
  // A new tab may be zoomed once its page has drawn itself for another window already.
  await page.waitForFunction((factor) => Math.abs(devicePixelRatio - factor) < 0.001, scale);
  await page.reload();
  const before = await stateOf(page);
  const clip = await clipWhole(page);
  const picture = await checkLongStripes(library, clip.assetIds, await layoutOf(page), scale);
  expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined });
  // At some zooms the last pixel of what scrolls inside a page is under its border, and nobody ever sees it.
  const unseen = query.includes('inner') && scale !== Math.round(scale) ? 1 : 0;
  expect(picture.height).toBeLessThanOrEqual(picture.expected);
  expect(picture.height).toBeGreaterThanOrEqual(picture.expected - unseen);
  if (!/grow|lazy|virtual/.test(query)) expect(await stateOf(page)).toEqual(before);
  await overlay(page).waitFor({ state: 'detached' });
  /** Windows that it has been scrolled to, and the size of one in pixels of the screen: not always what was asked for. */
  const stops = await page.evaluate('stops.size');
  const window = await page.evaluate(() => [visualViewport?.width ?? 0, visualViewport?.height ?? 0]);
  await page.close();
  return { clip, picture, stops, window: window.map((length) => Math.round(length * scale)) };
}

/** Zooms the site, which stays so for the pages that follow. */
async function zoomTo(zoom: number): Promise<void> {
  const page = await open('rows=1');
  await (await browser.worker()).evaluate(async (factor) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab) await chrome.tabs.setZoom(tab.id, factor);
  }, zoom);
  await page.waitForFunction((factor) => Math.abs(devicePixelRatio / factor - 1) < 0.001, zoom);
  await page.close();
}

describe('a page of stripes, at one pixel per CSS pixel', () => {
  beforeAll(() => launch(1));
  afterAll(() => browser.close());

  it.each([
    ['shorter than the window', 'rows=10'],
    ['longer than the window', 'rows=80'],
    ['with bars that stick, at the top, in the middle and at the bottom', 'rows=80&sticky'],
    ['with bars that are fixed, at the top and at the bottom', 'rows=80&fixed'],
    ['with a bar that is fixed once the page is scrolled', 'rows=80&late'],
    ['that scrolls smoothly and snaps', 'rows=200&smooth&snap'],
    ['wider than the window', 'rows=40&width=2300'],
    ['that loads its pictures when they are seen', 'rows=160&lazy'],
    ['that has only what is seen in it', 'rows=100&virtual'],
    ['in a part of the page that scrolls', 'rows=80&inner'],
    ['in a shadow tree of the page that scrolls', 'rows=80&inner&shadow'],
    ['that moves', 'rows=60&moving'],
    ['that grows while it is scrolled', 'rows=60&grow=3'],
  ])(
    '%s: each stripe is there once, in order, without a seam',
    async (_what, query) => {
      const { clip } = await expectWhole(query);
      expect(clip).toMatchObject({ kind: 'screenshot', assetIds: [expect.any(String)] });
      expect(clip.cutAt).toBeUndefined();
    },
    SLOW_MS,
  );
});

describe.each([1.25, 1.5, 2])('a page of stripes, at %s pixels per CSS pixel', (scale) => {
  beforeAll(() => launch(scale));
  afterAll(() => browser.close());

  it.each([
    ['with bars that stick and bars that are fixed', 'rows=60&sticky&fixed'],
    ['in a part of the page that scrolls', 'rows=50&inner'],
    ['wider than the window', 'rows=30&width=1500'],
  ])(
    '%s: each stripe is there once, in order, without a seam',
    async (_what, query) => {
      const { clip } = await expectWhole(query, scale);
      const [asset] = (await readTable<{ id: string; scale: number }>(library, 'assets')).filter(
        ({ id }) => id === clip.assetIds[0],
      );
      expect(asset?.scale).toBeCloseTo(scale, 2);
    },
    SLOW_MS,
  );
});

describe.each([0.9, 1.1])('a page of stripes, at zoom %s', (zoom) => {
  beforeAll(() => launch(1));
  afterAll(() => browser.close());

  it.each([
    ['with bars that stick and bars that are fixed', 'rows=60&sticky&fixed'],
    ['in a part of the page that scrolls', 'rows=50&inner'],
  ])(
    '%s: each stripe is there once, in order, without a seam',
    async (_what, query) => {
      await zoomTo(zoom);
      await expectWhole(query, zoom);
    },
    SLOW_MS,
  );
});

describe.each([
  [1, 1],
  [1.25, 1],
  [1, 0.9],
])('a page that all but fits its window, at %s pixels per CSS pixel and zoom %s', (ratio, zoom) => {
  beforeAll(async () => {
    await launch(ratio);
    if (zoom !== 1) await zoomTo(zoom);
  });
  afterAll(() => browser.close());

  it.each([
    ['one CSS pixel longer', 0, 1],
    ['one CSS pixel wider', 1, 0],
    ['one CSS pixel longer and wider', 1, 1],
    ['no larger at all', 0, 0],
  ])(
    '%s: is pictured to its last pixel, and scrolled only if need be',
    async (_what, wider, longer) => {
      const query = `rows=10&wider=${wider}&longer=${longer}`;
      const { picture, stops, window } = await expectWhole(query, ratio * zoom);
      // Of a pixel of the screen that is only in part the page's, the page has all.
      expect([picture.width - wider, picture.height - longer]).toEqual(window);
      expect(stops).toBe((1 + wider) * (1 + longer));
    },
    SLOW_MS,
  );
});
