import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { captureKinds } from '#lib/capture/kinds/index.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { askOfTab } from '#test/support/ask-of-tab.ts';
import { inOwnWorld, openPicker, overlay, pendingCaptures, readTable, select } from '#test/support/gleaner.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { hasPicker, pressAll } from '#test/support/picker-gestures.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';
import { drag } from '#test/support/region.ts';

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
  'kinds.html': '#first',
  'rtl.html': 'p',
  'base.html': '#based',
  'clobber.html': '#clobbered',
  'hostile.html': '#inert',
};

let page: Page;

onSite();

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
    /** Documents in frames, and shadow roots, as far as the page itself could look into them. */
    const trees: (Document | ShadowRoot)[] = [document];
    for (const tree of trees) {
      const { querySelectorAll } = tree instanceof ShadowRoot ? DocumentFragment.prototype : Document.prototype;
      for (const element of querySelectorAll.call(tree, '*')) {
        const inside = element instanceof HTMLIFrameElement && element.contentDocument;
        const root = ask(Element, 'shadowRoot', element);
        if (inside) trees.push(inside);
        if (root) trees.push(root);
      }
    }
    return {
      html: ask(Element, 'outerHTML', ask(Document, 'documentElement', document)),
      trees: trees.slice(1).map((tree) => {
        const { view, html } =
          'host' in tree
            ? { view: null, html: tree.innerHTML }
            : { view: tree.defaultView, html: tree.documentElement.outerHTML };
        return { html, scroll: [view?.scrollX, view?.scrollY], focus: pathOf(tree.activeElement) };
      }),
      fields: [...Document.prototype.querySelectorAll.call(document, 'input, textarea, select')].map((field) => {
        if (field instanceof HTMLSelectElement) return [field.value];
        if (field instanceof HTMLTextAreaElement) return [field.value, field.selectionStart, field.selectionEnd];
        return field instanceof HTMLInputElement
          ? [field.value, field.checked, field.selectionStart, field.selectionEnd]
          : [];
      }),
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

/** Notes each change that the page could see of itself. @returns how to get the notes. */
async function watchMutations(of: Page): Promise<() => Promise<string[]>> {
  const session = await of.context().newCDPSession(of);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result } = await session.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      returnByValue: true,
    });
    return result.value;
  };
  await evaluate(`
    globalThis.notes = [];
    new MutationObserver((records) => {
      for (const { type, target, addedNodes, removedNodes } of records) {
        for (const [sign, nodes] of [['+', addedNodes], ['-', removedNodes]]) {
          for (const node of nodes) notes.push(type + ' ' + target.nodeName + ' ' + sign + node.nodeName);
        }
        if (type !== 'childList') notes.push(type + ' ' + target.nodeName);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });`);
  return async () => (await evaluate('notes')) as string[];
}

/** Whether a picker opens; it does not where there is nothing to pick, or only one thing. */
async function pickerOrNothing(of: Page): Promise<boolean> {
  for (;;) {
    if (await hasPicker(of)) return true;
    // What is asked of a page is remembered before it is asked.
    if ((await pendingCaptures(browser)).length === 0) return false;
  }
}

/** Presses Esc until nothing that was begun is left. */
async function escapeAll(of: Page): Promise<void> {
  while ((await pendingCaptures(browser)).length > 0) {
    await of.keyboard.press('Escape');
    await new Promise((done) => setTimeout(done, 100));
  }
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

describe.each(['frames.html', 'kinds.html'])('%s, by every kind there is', (path) => {
  it('sees no more than an empty <div> come and go, and is as it was: done, given up, or failed', async () => {
    page = await browser.openPage(site.url + path);
    await select(page, PAGES[path as keyof typeof PAGES]);
    await inOwnWorld(page, () => {
      const [control] = Document.prototype.querySelectorAll.call(document, 'textarea, button, summary');
      if (control instanceof HTMLElement) control.focus({ preventScroll: true });
      if (control instanceof HTMLTextAreaElement) control.setSelectionRange(3, 9);
      scrollBy(0, 37);
    });
    await browser.grantActiveTab(page);
    const seen = await watchMutations(page);
    const before = await stateOf(page);
    const count = async () => (await readTable(library, 'clips')).length;
    let noted = 0;
    for (const { id, menu, interactive, parts } of captureKinds) {
      // What an image is taken of is known where the menu is opened on it; the browser says nothing of it here.
      const start = async () => {
        expect(menu, id).toBeDefined();
        await browser.dispatchContextMenu({ menuItemId: id }, page);
      };
      for (const isGivenUp of interactive ? [true, false] : [false]) {
        const clips = await count();
        await start();
        const isPicking = interactive && (await pickerOrNothing(page));
        if (isPicking) await pressAll(page, 'ArrowRight', 'ArrowRight', isGivenUp ? 'Escape' : 'Enter');
        // What has begun by then is offered, and given up as well.
        if (isPicking && isGivenUp) await escapeAll(page);
        await settled();
        if (isPicking && isGivenUp) expect(await count(), id).toBe(clips);
        if ((await count()) > clips) await closePopup();
        expect(await stateBesideToast(page), `${id}${isGivenUp ? ', given up' : ''}`).toEqual(before);
      }
      const mutations = (await seen()).slice(noted);
      noted += mutations.length;
      // What is pictured piece by piece is held still by styles meanwhile.
      const allowed = parts?.includes('scroll') ? /^childList HTML [+-]DIV$|^attributes / : /^childList HTML [+-]DIV$/;
      for (const mutation of mutations) expect(mutation, id).toMatch(allowed);
    }
    await overlay(page).waitFor({ state: 'detached' });
    expect(await stateOf(page)).toEqual(before);
    expect((await seen()).length).toBeGreaterThan(captureKinds.length);
    await page.close();
  });
});

it('is byte for byte as it was once the toast has gone', async () => {
  expect(opened).toHaveLength(Object.keys(PAGES).length);
  for (const { page: clipped, before } of opened) {
    await clipped.bringToFront();
    await overlay(clipped).waitFor({ state: 'detached' });
    expect(await stateOf(clipped), clipped.url()).toEqual(before);
  }
});

it('is as it was once its clips have been looked for, and one was pointed out, but for where it is scrolled to', async () => {
  const clips = (await readTable<Clip>(library, 'clips')).filter(({ anchor }) => anchor !== undefined);
  for (const { page: clipped, before } of opened) {
    const clip = clips.find(({ source }) => source.url === clipped.url());
    await clipped.bringToFront();
    await overlay(clipped).waitFor({ state: 'detached' });
    expect(await askOfTab(library, clipped, 'evidence.check'), clipped.url()).toMatchObject({ ok: true });
    expect(await stateOf(clipped), clipped.url()).toEqual(before);
    const answer = await askOfTab(library, clipped, 'evidence.show', { clipId: clip?.id });
    expect(answer, clipped.url()).toEqual({ ok: true, value: { isShown: true } });
    await overlay(clipped).waitFor({ state: 'detached' });
    const after = await stateOf(clipped);
    const unscrolled = ({ scroll, inner, ...rest }: typeof after) => rest;
    expect(unscrolled(after), clipped.url()).toEqual(unscrolled(before));
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
