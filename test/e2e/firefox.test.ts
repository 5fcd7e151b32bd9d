import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportFormats } from '#lib/export/formats/index.ts';
import { FIREFOX_BUILD } from '#test/support/build-extension.ts';
import { type ExtensionFirefox, launchFirefox } from '#test/support/firefox-driver.ts';
import { type Layout, longStripes, longStripesInPage } from '#test/support/long-stripes.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';
import { stripesInPage, TILE } from '#test/support/stripes.ts';

interface ClipRow {
  id: string;
  kind: string;
  type?: string;
  quote: string;
  markdown: string;
  triage: string;
  assetIds: string[];
  source: { url: string; title: string; site?: string };
  anchor?: { within?: string[]; selectors: { type: string; exact?: string }[] };
}

let site: SiteServer;
let firefox: ExtensionFirefox;
let downloads: string;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  downloads = await mkdtemp(join(tmpdir(), 'gleaner-downloads-'));
  firefox = await launchFirefox({
    extensionDir: FIREFOX_BUILD,
    preferences: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
    },
  });
});
afterAll(async () => {
  await firefox.close();
  await site.close();
  await rm(downloads, { recursive: true, force: true });
});

function clips(): Promise<ClipRow[]> {
  return firefox.extensionScope.evaluate(
    () =>
      new Promise<ClipRow[]>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('clips').objectStore('clips').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result);
          };
        };
      }),
  );
}

/** The clip that `act` makes, once it is stored. */
async function clipMadeBy(act: () => Promise<void>): Promise<ClipRow> {
  const before = new Set((await clips()).map(({ id }) => id));
  await act();
  const made = async () => (await clips()).filter(({ id }) => !before.has(id));
  await expect.poll(made, { timeout: 10_000 }).toHaveLength(1);
  const [clip] = await made();
  if (!clip) throw new Error('There is no new clip.');
  return clip;
}

async function select(page: Page, selector: string): Promise<void> {
  await page.bringToFront();
  await page.$eval(selector, (element) => {
    element.scrollIntoView({ block: 'center' });
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
}

it('shows the onboarding page when it is installed', async () => {
  const tabs = () => firefox.chromeScope('return gBrowser.tabs.map((tab) => tab.linkedBrowser.currentURI.spec);');
  await expect.poll(tabs, { timeout: 10_000 }).toContain(`${firefox.origin}/onboarding.html`);
});

it('clips a selection by the toolbar button and one key', async () => {
  const page = await firefox.openPage(`${site.url}pricing.html`);
  await select(page, '#limits');
  const clip = await clipMadeBy(async () => {
    const popup = await firefox.clickToolbar(page);
    await popup.waitFor('blockquote');
    // Without a window manager the panel is shown, but not given the keyboard.
    await firefox.chromeScope(`document.querySelector('browser[webextension-view-type="popup"]').focus();`);
    expect(await popup.text('blockquote')).toContain('The free plan keeps');
    await popup.press('3');
    await popup.waitFor('.type[aria-pressed="true"]');
    await popup.press('Enter');
    await expect.poll(() => popup.closed()).toBe(true);
  });
  expect(clip).toMatchObject({
    kind: 'selection',
    type: 'competitor',
    triage: 'kept',
    quote: 'The free plan keeps 14\u00a0days of history. Exporting to CSV needs the Team\u00a0plan.',
    source: { url: `${site.url}pricing.html`, site: 'Acme Analytics' },
  });
  expect(clip.markdown).toContain(`[Team\u00a0plan](${site.url}pricing.html#plan-team)`);
  // The last of them follows once the clip is safe.
  const types = async () =>
    (await clips())
      .find(({ id }) => id === clip.id)
      ?.anchor?.selectors.map(({ type }) => type)
      .sort();
  await expect.poll(types).toEqual(['FragmentSelector', 'RangeSelector', 'TextPositionSelector', 'TextQuoteSelector']);
  expect(clip.anchor?.selectors.find(({ exact }) => exact !== undefined)?.exact).toContain('The free plan keeps');
  await page.close();
});

it('clips a selection by context menu and by shortcut, into the inbox', async () => {
  const page = await firefox.openPage(`${site.url}reviews-zh.html`);
  await select(page, '#review-1 h3');
  const byMenu = await clipMadeBy(() => firefox.clickContextMenu('selection', page, '#review-1 h3'));
  expect(byMenu).toMatchObject({ quote: '分析很强，导出很累', triage: 'inbox' });
  await select(page, '#review-2 h3');
  const byShortcut = await clipMadeBy(() => firefox.pressShortcut('clip-selection', page));
  expect(byShortcut).toMatchObject({ quote: '留存分析终于说人话了', triage: 'inbox' });
  await page.close();
});

it('clips an article, and an element that is picked by keyboard', async () => {
  const page = await firefox.openPage(`${site.url}changelog.html`);
  const article = await clipMadeBy(() => firefox.clickContextMenu('article', page, 'h1'));
  expect(article).toMatchObject({ kind: 'article', triage: 'inbox' });
  expect(article.quote.length).toBeGreaterThan(500);
  await page.goto(`${site.url}kinds.html`);
  const element = await clipMadeBy(async () => {
    await firefox.clickContextMenu('element', page, 'h1');
    await page.waitForFunction(
      () =>
        document.activeElement?.parentElement === document.documentElement &&
        document.activeElement.localName === 'div',
    );
    // From what is in the middle of the page up to all of it.
    for (const key of ['ArrowDown', ...Array.from({ length: 8 }, () => 'ArrowUp'), 'Enter']) {
      await page.keyboard.press(key as 'Enter');
    }
  });
  expect(element.kind).toBe('element');
  expect(element.quote).toMatch(/Plans compared[\s\S]*The end of a long page\./);
  await page.close();
});

it('clips what is selected in a shadow tree and in a frame', async () => {
  const page = await firefox.openPage(`${site.url}frames.html`);
  await page.evaluate(() => {
    const quote = document.querySelector('#declarative-host')?.shadowRoot?.querySelector('#declarative-quote');
    const text = quote?.firstChild;
    if (text) getSelection()?.setBaseAndExtent(text, 0, text, 13);
  });
  const inShadow = await clipMadeBy(() => firefox.pressShortcut('clip-selection', page));
  expect(inShadow).toMatchObject({ quote: 'This sentence', anchor: { within: ['#declarative-host'] } });
  await page.evaluate(() => {
    getSelection()?.removeAllRanges();
    const frame = document.querySelector<HTMLIFrameElement>('#frame');
    const inside = frame?.contentDocument;
    const text = inside?.querySelector('#inner-quote')?.firstChild;
    frame?.focus();
    if (text) inside?.getSelection()?.setBaseAndExtent(text, 0, text, 20);
  });
  const inFrame = await clipMadeBy(() => firefox.pressShortcut('clip-selection', page));
  expect(inFrame).toMatchObject({ quote: 'We would renew today', anchor: { within: ['#frame'] } });
  await page.close();
});

it('keeps exactly the pixels of the visible area, and of a region', async () => {
  const page = await firefox.openPage(`${site.url}stripes.html`);
  await page.evaluate(() => {
    // A scroll bar is part of the picture, but not of the formula.
    document.documentElement.style.scrollbarWidth = 'none';
    scrollTo({ top: 300, behavior: 'instant' });
  });
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const visible = await clipMadeBy(() => firefox.pressShortcut('clip-visible', page));
  const check = ({ assetIds }: ClipRow, left: number, top: number) =>
    firefox.extensionScope.evaluate(stripesInPage, { assetId: assetIds[0] ?? '', left, top, side: TILE });
  expect(await check(visible, 0, 300)).toEqual({ ...size, wrong: 0 });

  const region = await clipMadeBy(async () => {
    await firefox.pressShortcut('clip-region', page);
    await page.waitForFunction(
      () =>
        document.activeElement?.parentElement === document.documentElement &&
        document.activeElement.localName === 'div',
    );
    await page.mouse.move(517, 391);
    await page.mouse.down();
    await page.mouse.move(300, 200);
    await page.mouse.move(134, 78);
    await page.mouse.up();
  });
  expect(await check(region, 134, 378)).toEqual({ width: 517 - 134, height: 391 - 78, wrong: 0 });
  expect(await page.evaluate(() => scrollY)).toBe(300);
  await page.close();
});

it.each([
  ['with bars that stick and bars that are fixed', 'rows=60&sticky&fixed', '.bar'],
  ['in a part of it that scrolls', 'rows=50&inner', '#side'],
  ['that has only what is seen in it', 'rows=100&virtual&sticky', '.bar'],
  ['that is one CSS pixel longer and wider than its window', 'rows=10&longer=1&wider=1', '.bar'],
])('pictures a whole page %s: each stripe once, in order, without a seam', async (_what, query, place) => {
  const page = await firefox.openPage(`${site.url}stripes-long.html?${query}`);
  // All but what says that it is saved.
  const dom = () => page.evaluate(() => document.documentElement.outerHTML.replace(/<div><\/div><\/html>$/, '</html>'));
  const before = await dom();
  const clip = await clipMadeBy(() => firefox.clickContextMenu('full-page', page, place));
  const layout = (await page.evaluate('({ layout, over })')) as Layout;
  const picture = await firefox.extensionScope.evaluate(longStripesInPage, longStripes(clip.assetIds, layout, 1));
  expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined, height: picture.expected });

  // What comes and goes with the window may take a moment.
  await expect.poll(dom).toBe(before);
  await page.close();
});

it('lists, opens and exports the clips in the library', async () => {
  const library = await firefox.extensionPage('library.html');
  await library.waitForSelector('[data-clip]');
  expect(await library.$$eval('[data-clip]', (rows) => rows.length)).toBe((await clips()).length);
  await library.locator('[data-clip] .clip-main').click();
  await library.waitForSelector('.detail img.detail-image');
  await library.keyboard.press('Escape');

  async function exported(id: string): Promise<string> {
    const before = new Set(await readdir(downloads));
    await library.keyboard.press('e');
    await library.waitForSelector('dialog[open]');
    await library.evaluate(
      (index) => {
        document.querySelectorAll<HTMLInputElement>('dialog input[name="format"]')[index]?.click();
      },
      exportFormats.findIndex((format) => format.id === id),
    );
    await library.locator('dialog button[type="submit"]').click();
    const saved = async () => (await readdir(downloads)).filter((name) => !before.has(name) && !name.endsWith('.part'));
    await expect.poll(saved, { timeout: 10_000 }).toHaveLength(1);
    const [name = ''] = await saved();
    await expect.poll(() => readFile(join(downloads, name), 'utf8')).not.toBe('');
    await library.waitForSelector('dialog', { hidden: true });
    return readFile(join(downloads, name), 'utf8');
  }
  const markdown = await exported('markdown');
  expect(markdown).toMatch(/^# My research\n/);
  expect(markdown).toMatch(/^> #+ 分析很强，导出很累$/m);
  expect(markdown).toContain('data:image/png;base64,iVBOR');
  const json = JSON.parse(await exported('json'));
  expect(json).toMatchObject({ format: 'gleaner', version: 1 });
  expect(json.clips).toHaveLength(13);
  expect(json.assets).toHaveLength(6);
});
