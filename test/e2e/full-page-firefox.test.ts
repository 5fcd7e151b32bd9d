import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import { FIREFOX_BUILD } from '#test/support/build-extension.ts';
import { type ExtensionFirefox, launchFirefox } from '#test/support/firefox-driver.ts';
import { gesture, onboardingOpened } from '#test/support/firefox-gestures.ts';
import { type Layout, longStripes, longStripesInPage } from '#test/support/long-stripes.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

/** The part of `browser.*` that the tests use in a page of the extension. */
declare const browser: {
  tabs: { query(filter: { active: boolean; currentWindow: boolean }): Promise<{ id: number }[]> };
  runtime: { sendMessage(message: { type: string; data: unknown }): Promise<unknown> };
};

const SLOW_MS = 120_000;

interface ClipRow {
  id: string;
  kind: string;
  assetIds: string[];
  cutAt?: number;
}

let site: SiteServer;
let firefox: ExtensionFirefox;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  firefox = await launchFirefox({ extensionDir: FIREFOX_BUILD, windowSize: { width: 1000, height: 650 } });
  await onboardingOpened(firefox);
});
afterAll(async () => {
  await firefox.close();
  await site.close();
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

/** What a capture could leave behind, but for what says that it is saved. */
function stateOf(page: Page) {
  return page.evaluate(() => {
    const field = document.querySelector('input');
    return {
      html: document.documentElement.outerHTML.replace(/<div><\/div><\/html>$/, '</html>'),
      scroll: [scrollX, scrollY, document.querySelector('#main')?.scrollTop],
      focus: document.activeElement?.id,
      field: [field?.selectionStart, field?.selectionEnd],
      selection: String(getSelection()).length,
      rates: document.getAnimations().map(({ playState, playbackRate }) => [playState, playbackRate]),
    };
  });
}

/** Opens a page of stripes that may be pictured, and keeps a list of how far it has been scrolled. */
async function open(query: string): Promise<Page> {
  const page = await firefox.openPage(`${site.url}stripes-long.html?${query}`);
  await gesture(firefox, page);
  await page.evaluate(() => {
    const stops: number[] = [];
    Object.assign(globalThis, { visited: stops });
    addEventListener('scroll', () => stops.push(scrollY));
  });
  return page;
}

/** Asks for the page in front as the popup does. Runs inside a page of the extension. */
async function askForWholePage(id: string): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  await browser.runtime.sendMessage({ type: 'capture.start', data: { id, kindId: 'full-page', tabId: tab?.id } });
}

/** How often a page was scrolled back to its start. */
async function returns(page: Page): Promise<number> {
  const stops = (await page.evaluate('visited')) as number[];
  return stops.filter((at, index) => at === 0 && (stops[index - 1] ?? 0) > 0).length;
}

async function newClip(kept: number): Promise<ClipRow> {
  await expect.poll(async () => (await clips()).length, { timeout: SLOW_MS }).toBe(kept + 1);
  const clip = (await clips()).at(-1);
  if (!clip) throw new Error('There is no clip.');
  return clip;
}

async function pictureOf(page: Page, { assetIds }: ClipRow, bars?: number) {
  const { layout, over } = (await page.evaluate('({ layout, over })')) as Layout;
  const shown = { layout, over: over.slice(0, bars) };
  return firefox.extensionScope.evaluate(longStripesInPage, longStripes(assetIds, shown, 1));
}

/** Has the page pictured as by the popup, once there has been a gesture. @returns what it was like before. */
async function startWholePage(page: Page) {
  const before = await stateOf(page);
  const kept = (await clips()).length;
  await firefox.extensionScope.evaluate(askForWholePage, newId());
  return { before, kept };
}

/** How often the page is scrolled back to its start: once, and where it turns out to answer late, once more. */
const [ONCE, AGAIN, EITHER] = [[1], [2], [1, 2]];

it.each([
  ['that does nothing when it is scrolled', 'rows=250&pictures&sticky&fixed', ONCE],
  ['that is drawn', 'rows=100', ONCE],
  ['in a part of it that scrolls', 'rows=80&inner&pictures', EITHER],
  ['that has only what is seen in it', 'rows=100&virtual', EITHER],
  ['that is laid out only where it is seen', 'rows=200&pictures&skipped', EITHER],
  ['that fades in where it is scrolled to', 'rows=200&pictures&reveal', EITHER],
  ['that loads its pictures when they are seen', 'rows=160&lazy', EITHER],
  ['that waits until nobody scrolls any more', 'rows=300&pictures&late-pictures', AGAIN],
  ['that grows while it is scrolled', 'rows=60&pictures&grow=3', EITHER],
  ['that moves, snaps and scrolls smoothly', 'rows=100&pictures&moving&snap&smooth', ONCE],
  ['with a bar that is fixed once the page is scrolled', 'rows=100&pictures&late', EITHER],
])(
  'pictures a whole page %s: each stripe once, in order, without a seam',
  async (_what, query, turns) => {
    const page = await open(query);
    const { before, kept } = await startWholePage(page);
    const clip = await newClip(kept);
    const picture = await pictureOf(page, clip);
    expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined, height: picture.expected });
    expect(clip.cutAt).toBeUndefined();
    // Pages that have loaded more have more in them.
    if (!/lazy|late-pictures|grow/.test(query)) await expect.poll(() => stateOf(page)).toEqual(before);
    if (!query.includes('inner')) await expect.poll(async () => turns.includes(await returns(page))).toBe(true);
    await page.close();
  },
  SLOW_MS,
);

it.each([
  ['offers what there is when the user stops it', 'Enter'],
  ['keeps nothing when the user does not want what there is', 'Escape'],
] as const)(
  '%s, and the page is as it was',
  async (_what, answer) => {
    const page = await open('rows=400&field&sticky&moving&snap&smooth');
    await page.evaluate(() => {
      scrollTo({ top: 80, behavior: 'instant' });
      const range = new Range();
      range.selectNodeContents(document.body);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      document.querySelector('input')?.focus({ preventScroll: true });
      document.querySelector('input')?.setSelectionRange(2, 7);
    });
    await page.waitForFunction(() => scrollY > 0);
    const { before, kept } = await startWholePage(page);
    await page.waitForFunction(() => scrollY > 900);
    await page.keyboard.press('Escape');
    const { focus: _focus, selection: _selection, ...behind } = before;
    await expect.poll(() => stateOf(page)).toMatchObject(behind);
    await page.keyboard.press(answer);
    if (answer === 'Enter') {
      const clip = await newClip(kept);
      const picture = await pictureOf(page, clip);
      expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined });
      expect(picture.height).toBeGreaterThan(500);
      expect(picture.height).toBeLessThan(picture.expected);
      expect(clip.cutAt).toBe(picture.height);
    }
    await expect.poll(() => stateOf(page)).toEqual(before);
    await expect.poll(async () => (await clips()).length).toBe(kept + (answer === 'Enter' ? 1 : 0));
    await page.close();
  },
  SLOW_MS,
);
