import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { launchGleaner, overlay, pendingCaptures, readTable } from '#test/support/gleaner.ts';
import { checkLongStripes, layoutOf } from '#test/support/long-stripes.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';

const SLOW_MS = 120_000;

interface ClipRow {
  id: string;
  assetIds: string[];
  cutAt?: number;
}

let page: Page;

onSite(() => launchGleaner({ viewport: { width: 1000, height: 500 } }));

/** Everything that the page or its reader could tell the difference by, but for a `<div>` of ours at the very end. */
function stateOf(of: Page) {
  return of.evaluate(() => {
    const selection = getSelection();
    const field = document.querySelector('input');
    return {
      html: document.documentElement.outerHTML.replace(/<div><\/div><\/html>$/, '</html>'),
      styles: [...document.querySelectorAll(':not(html > div)')].map((element) => element.getAttribute('style')),
      scroll: [scrollX, scrollY],
      focus: document.activeElement?.id,
      field: [field?.selectionStart, field?.selectionEnd],
      selection: [String(selection), selection?.anchorOffset, selection?.focusOffset],
      animations: document.getAnimations().map(({ playState, playbackRate }) => [playState, playbackRate]),
      opacities: [...document.querySelectorAll('.bar')].map((bar) => getComputedStyle(bar).opacity),
    };
  });
}

const clips = () => readTable<ClipRow>(library, 'clips');
const isUnderWay = () => page.waitForFunction(() => scrollY > 600);
const isBack = (before: unknown) => expect.poll(() => stateOf(page)).toEqual(before);
/** The page is as it was behind what asks the user, which has the focus. */
const isBackBehind = () => {
  const { focus: _focus, selection: _selection, ...rest } = before;
  return expect.poll(() => stateOf(page)).toMatchObject({ ...rest, focus: '' });
};

let before: Awaited<ReturnType<typeof stateOf>>;
let kept: number;

/** Has the whole page pictured, as far as the third window. */
async function start(query = 'rows=90&field&sticky&fixed&moving&snap&smooth'): Promise<void> {
  page = await browser.openPage(`${site.url}stripes-long.html?${query}`);
  await browser.grantActiveTab(page);
  await page.evaluate(() => {
    const field = document.querySelector('input');
    document
      .querySelector('canvas')
      ?.setAttribute('style', `${document.querySelector('canvas')?.getAttribute('style')} ;`);
    document.querySelector('.bar')?.setAttribute('data-empty', '');
    document.body.setAttribute('style', '');
    scrollTo({ top: 80, behavior: 'instant' });
    const range = new Range();
    range.selectNodeContents(document.body);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(2, 7);
  });
  await page.waitForFunction(() => scrollY > 0);
  before = await stateOf(page);
  kept = (await clips()).length;
  await browser.dispatchCommand('clip-full-page', page);
  await isUnderWay();
}

/** The clip that is made, once the popup has opened on it and has been closed again. */
async function newClip(): Promise<ClipRow> {
  await (await browser.attachPopup(SLOW_MS)).close();
  const all = await clips();
  expect(all).toHaveLength(kept + 1);
  const clip = all.at(-1);
  if (!clip) throw new Error('There is no clip.');
  return clip;
}

/** Each stripe that is in the picture is there once and in order; and there are some. */
async function expectPart({ assetIds, cutAt }: ClipRow): Promise<void> {
  const { layout, over } = await layoutOf(page);
  // What is fixed at the end of the page is not in its beginning.
  const picture = await checkLongStripes(library, assetIds, { layout, over: over.slice(0, 1) }, 1);
  expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined });
  expect(picture.height).toBeGreaterThan(500);
  expect(picture.height).toBeLessThan(picture.expected);
  expect(cutAt).toBe(picture.height);
}

describe('a picture of a whole page', () => {
  beforeEach(async () => {
    for (const one of browser.context.pages()) if (one.url().includes('stripes-long')) await one.close();
  });

  it(
    'is offered as far as it goes when the user stops it, and the page is as it was',
    async () => {
      await start();
      await page.keyboard.press('Escape');
      await isBackBehind();
      await page.keyboard.press('Enter');
      await expectPart(await newClip());
      await isBack(before);
      await overlay(page).waitFor({ state: 'detached' });
      expect(await stateOf(page)).toEqual(before);
    },
    SLOW_MS,
  );

  it(
    'is gone when the user does not want what there is',
    async () => {
      await start();
      await page.keyboard.press('Escape');
      await isBackBehind();
      await page.keyboard.press('Escape');
      await isBack(before);
      await overlay(page).waitFor({ state: 'detached' });
      await expect.poll(() => pendingCaptures(browser)).toEqual([]);
      expect(await clips()).toHaveLength(kept);
    },
    SLOW_MS,
  );

  it(
    'stops when another tab comes to the front, and waits for the user to come back',
    async () => {
      await start();
      await library.bringToFront();
      await isBackBehind();
      expect(await clips()).toHaveLength(kept);
      await page.bringToFront();
      await page.keyboard.press('Enter');
      await expectPart(await newClip());
      await isBack(before);
    },
    SLOW_MS,
  );

  it(
    'starts over when the background is stopped meanwhile',
    async () => {
      await start();
      await browser.stopWorker();
      const { assetIds, cutAt } = await newClip();
      expect(cutAt).toBeUndefined();
      const picture = await checkLongStripes(library, assetIds, await layoutOf(page), 1);
      expect(picture).toMatchObject({ wrong: 0, firstWrong: undefined, height: picture.expected });
      await isBack(before);
    },
    SLOW_MS,
  );

  it(
    'leaves no trace on a page that the user leaves meanwhile, and comes back to',
    async () => {
      await start();
      await page.goto(`${site.url}stripes.html`);
      await page.goBack();
      await page.waitForLoadState();
      const styles = (of: typeof before) => of.styles.filter((style) => style?.includes('!important'));
      expect(styles(await stateOf(page))).toEqual([]);
      expect(await clips()).toHaveLength(kept);
    },
    SLOW_MS,
  );

  it(
    'hears nothing of keys and clicks that the page made up',
    async () => {
      await start();
      await page.evaluate(() => {
        for (const key of ['Escape', 'Enter']) {
          for (const target of [document, document.documentElement.lastElementChild]) {
            target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
          }
        }
      });
      const { cutAt } = await newClip();
      expect(cutAt).toBeUndefined();
    },
    SLOW_MS,
  );

  it(
    'is cut where a page grows for ever, and says so',
    async () => {
      await start('rows=40&grow=100000');
      const popup = await browser.attachPopup(SLOW_MS);
      await popup.close();
      const clip = (await clips()).at(-1);
      // So many windows more than there were at first.
      expect(clip?.cutAt).toBe(40 * 40 + 40 * 500);
    },
    SLOW_MS,
  );
});
