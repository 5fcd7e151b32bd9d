import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { inOwnWorld, launchGleaner, openPicker, overlay, pendingCaptures, select } from '#test/support/gleaner.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';
import { drag } from '#test/support/region.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

/** The part of `chrome.*` that the tests use inside the service worker. */
declare const chrome: {
  tabs: {
    query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<{ id: number }[]>;
    captureVisibleTab(): Promise<string>;
  };
  scripting: { executeScript(injection: { target: { tabId: number }; func: () => void }): Promise<unknown> };
};

/** What hostile.js keeps of what happened to its page. */
declare const __mutations: unknown[];
declare const __events: { trusted: boolean }[];
declare const __mapCalls: number;

/** Each page of the sample site, with something to select on it. */
const PAGES = {
  'pricing.html': '#testimonial',
  'changelog.html': 'main p, article p, p',
  'reviews-zh.html': 'p',
  'forum.html': 'p',
  'support.html': 'pre',
  'spa.html': 'h1, h2, p, li',
  'frames.html': 'p',
  'rtl.html': 'p',
  'base.html': '#based',
  'clobber.html': '#clobbered',
  'hostile.html': '#inert',
};

let site: SiteServer;
let browser: ExtensionBrowser;
let page: Page;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  browser = await launchGleaner();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Everything a page or its reader could tell the difference by. */
function stateOf(of: Page) {
  return inOwnWorld(of, () => {
    // Asked of the prototypes: forms of the page hide what belongs to the document.
    const ask = <T, K extends keyof T>(owner: { prototype: T }, key: K, target: unknown): T[K] =>
      Object.getOwnPropertyDescriptor(owner.prototype, key)?.get?.call(target);
    const pathOf = (node: Node | null): string => {
      const path: number[] = [];
      for (let at = node, parent: Node | null; at; at = parent) {
        parent = ask(Node, 'parentNode', at);
        if (parent) path.unshift([...ask(Node, 'childNodes', parent)].indexOf(at as ChildNode));
      }
      return path.join('/');
    };
    const selection = getSelection();
    const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, index) => {
      const range = selection?.getRangeAt(index);
      return range && [pathOf(range.startContainer), range.startOffset, pathOf(range.endContainer), range.endOffset];
    });
    return {
      html: ask(Element, 'outerHTML', ask(Document, 'documentElement', document)),
      scroll: [scrollX, scrollY],
      inner: [...Document.prototype.querySelectorAll.call(document, 'body *')].flatMap((element) => {
        const at = [ask(Element, 'scrollLeft', element), ask(Element, 'scrollTop', element)];
        return at.some((offset) => offset !== 0) ? [[pathOf(element), ...at]] : [];
      }),
      focus: pathOf(ask(Document, 'activeElement', document)),
      selection: [ranges, selection?.anchorOffset, selection?.focusOffset],
      styleSheets: document.adoptedStyleSheets.length,
    };
  });
}

/** The same, but for the toast, which may still be there: an empty <div> at the very end. */
async function stateBesideToast(of: Page) {
  const { html, ...rest } = await stateOf(of);
  return { html: html.replace(/<div><\/div><\/html>$/, '</html>'), ...rest };
}

const settled = () => expect.poll(() => pendingCaptures(browser)).toEqual([]);

/** What was clipped without the popup opens it. */
async function closePopup(): Promise<void> {
  const popup = await browser.attachPopup();
  await clipShown(popup);
  await popup.close();
}

const CLIPS: Record<string, () => Promise<void>> = {
  async 'a passage through the popup'() {
    const popup = await browser.clickToolbar(page);
    await clipShown(popup);
    await chooseType(popup, 'competitor');
    await popup.close();
  },
  async 'the visible area'() {
    await browser.dispatchCommand('clip-visible', page);
    await closePopup();
  },
  async 'a region'() {
    await openPicker(browser, page);
    await drag(page, [80, 90], [380, 290]);
    await closePopup();
  },
};

const opened: { page: Page; before: Awaited<ReturnType<typeof stateOf>> }[] = [];

describe.each(Object.entries(PAGES))('%s', (path, selector) => {
  it('is as it was beside the toast, after every kind of clip', async () => {
    page = await browser.openPage(site.url + path);
    await select(page, selector);
    // Somewhere that is not where scripts would leave it.
    await inOwnWorld(page, () => {
      const [control] = Document.prototype.querySelectorAll.call(document, 'a[href], button, summary');
      if (control instanceof HTMLElement) control.focus({ preventScroll: true });
      scrollBy(0, 37);
      const scroller = Document.prototype.querySelector.call(document, '#scroller');
      if (scroller) scroller.scrollTop = 37;
    });
    const before = await stateOf(page);
    if (path === 'frames.html') expect(before.inner).toEqual([[expect.any(String), 0, 37]]);
    opened.push({ page, before });
    for (const [name, clip] of Object.entries(CLIPS)) {
      await clip();
      expect(await stateBesideToast(page), name).toEqual(before);
    }
    // Given up in mid-drag.
    await openPicker(browser, page);
    await page.mouse.move(80, 90);
    await page.mouse.down();
    await page.mouse.move(380, 290);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await settled();
    expect(await stateBesideToast(page), 'a region that is given up').toEqual(before);
    await browser.dispatchCommand('clip-visible', page);
    await closePopup();
  });
});

it('is byte for byte as it was once the toast has gone', async () => {
  expect(opened).toHaveLength(Object.keys(PAGES).length);
  for (const { page: clipped, before } of opened) {
    await clipped.bringToFront();
    await overlay(clipped).waitFor({ state: 'detached' });
    expect(await stateOf(clipped), clipped.url()).toEqual(before);
    await clipped.close();
  }
});

describe('a page that nobody has clipped', () => {
  it('has no script of the extension in it, and no way in for one', async () => {
    page = await browser.openPage(`${site.url}index.html`);
    const session = await browser.context.newCDPSession(page);
    const contexts: { origin: string; name: string }[] = [];
    session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
    await session.send('Runtime.enable');
    const own = () => contexts.filter(({ origin, name }) => origin.includes(browser.extensionId) || name === 'Gleaner');

    contexts.length = 0;
    await page.goto(`${site.url}hostile.html`);
    expect(contexts.length).toBeGreaterThan(0);
    expect(own()).toEqual([]);
    const refused = await (await browser.worker()).evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const reason = (work: Promise<unknown>) => work.then(() => 'allowed', String);
      return [
        await reason(chrome.scripting.executeScript({ target: { tabId: tab?.id ?? -1 }, func: () => {} })),
        await reason(chrome.tabs.captureVisibleTab()),
      ];
    });
    expect(refused).toEqual([expect.stringMatching(/Cannot access/), expect.stringMatching(/permission/)]);
    expect(own()).toEqual([]);
    const seen = () => page.evaluate(() => ({ mutations: __mutations, events: __events, mapCalls: __mapCalls }));
    expect(await seen()).toEqual({ mutations: [], events: [], mapCalls: 0 });

    // The control: what is looked for is there once the user has acted.
    const popup = await browser.clickToolbar(page);
    await popup.locator('.panel-empty:not([role])').waitFor();
    expect(own().length).toBeGreaterThan(0);
    await popup.close();
    expect(await seen()).toEqual({ mutations: [], events: [], mapCalls: 0 });
  });
});
