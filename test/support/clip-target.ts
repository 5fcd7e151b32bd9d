import type { Page } from 'playwright';
import { type InPage, type OwnWorld, openOwnWorld } from './own-world.ts';
import { type PageTools, pageTools } from './page-tools.ts';

/** What is looked for on a page. */
export interface Looked {
  /** Undefined for the page's main part. */
  css: string | undefined;
  /** CSS of the frame that it is in. */
  frame: string | undefined;
  /** The name of elements that it must be one of. */
  only?: string | undefined;
}

/** An element that was found, and what it takes to do something with it. */
export interface Target {
  world: OwnWorld;
  tools: InPage;
  element: InPage;
  /** The element in CSS's notation. */
  what: string;
}

type Located = {
  state: 'found' | 'none' | 'other' | 'invalid' | 'no-frame' | 'foreign-frame';
  element?: Element;
  what?: string;
};

/** How long a page may take to make what is asked for, and to come to rest, in ms. */
const PATIENCE = 3_000;
const REST = 350;

async function locate(
  tools: PageTools,
  css: string | null,
  frameCss: string | null,
  only: string | null,
  patience: number,
  rest: number,
): Promise<Located> {
  const deadline = performance.now() + patience;
  // Applications draw themselves after the page has loaded.
  await new Promise<void>((done) => {
    let timer = setTimeout(finish, rest);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(finish, Math.max(0, Math.min(rest, deadline - performance.now())));
    });
    function finish() {
      observer.disconnect();
      done();
    }
    observer.observe(document, { subtree: true, childList: true, characterData: true });
  });

  /** The document to look in, or why there is none. */
  const place = (): Document | Located => {
    if (frameCss === null) return document;
    const frame = tools
      .all(document, frameCss)
      .find((element) => /^(?:iframe|frame|object)$/.test(tools.nameOf(element)));
    if (!frame) return { state: 'no-frame' };
    // One that loads when it comes into view does not come by itself.
    Element.prototype.scrollIntoView.call(frame, { block: 'center', behavior: 'instant' });
    const inside = tools.insideOf(frame);
    if (!inside) return { state: 'foreign-frame' };
    const source = Element.prototype.getAttribute.call(frame, 'src');
    const isOnItsWay =
      inside.readyState === 'loading' || (inside.URL === 'about:blank' && source && source !== inside.URL);
    return isOnItsWay ? { state: 'none' } : inside;
  };
  const look = (): Located => {
    const where = place();
    if ('state' in where) return where;
    const single = (of: string) => {
      const [first, second] = tools.all(where, of);
      return second ? undefined : first;
    };
    const found =
      css === null
        ? [single('main, [role="main"]') ?? single('article') ?? tools.all(where, 'body')[0]]
        : tools.all(where, css);
    const element = found.find((one) => one && (only === null || tools.nameOf(one) === only));
    const [seen] = found;
    if (!element && !seen) return { state: 'none' };
    const named = element ?? (seen as Element);
    const id = Element.prototype.getAttribute.call(named, 'id');
    const what = `${tools.nameOf(named)}${id ? `#${id}` : ''}`;
    return element ? { state: 'found', element, what } : { state: 'other', what };
  };
  try {
    let located = look();
    while (located.state !== 'found' && performance.now() < deadline) {
      await new Promise((done) => setTimeout(done, 100));
      located = look();
    }
    return located;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SyntaxError') return { state: 'invalid' };
    throw error;
  }
}

/** Whether a selector is one at all. */
function isSelector(css: string): boolean {
  try {
    document.createDocumentFragment().querySelector(css);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the first element that matches, in open shadow roots too. Waits for pages that are still drawing themselves.
 * Rejects with a sentence where there is none. Close its world when done with it.
 */
export async function findTarget(page: Page, { css, frame, only }: Looked): Promise<Target> {
  const world = await openOwnWorld(page);
  try {
    for (const selector of [css, frame]) {
      if (selector === undefined || (await world.call(isSelector, selector))) continue;
      throw new Error(`"${selector}" is not a CSS selector.`);
    }
    const tools = await world.find(pageTools);
    if (!tools) throw new Error('the page cannot be looked into.');
    const located = await world.find(locate, tools, css ?? null, frame ?? null, only ?? null, PATIENCE, REST);
    const { state, what } = await world.call(({ state, what }: Located) => ({ state, what }), located);
    const element = await world.find(({ element }: Located) => element, located);
    if (state === 'found' && element && what !== undefined) return { world, tools, element, what };
    throw new Error(whyNot({ state, what: what ?? '' }, { css, frame, only }));
  } catch (error) {
    await world.close();
    throw error;
  }
}

function whyNot({ state, what }: Omit<Located, 'element'>, { css, frame, only }: Looked): string {
  if (state === 'no-frame') return `no frame on the page matches "${frame}".`;
  if (state === 'foreign-frame')
    return `the frame "${frame}" is of another site, where no script of the page may look.`;
  if (state === 'other') return `"${css}" matches ${what}, which is no <${only}>.`;
  return `nothing ${frame === undefined ? 'on the page' : `in the frame "${frame}"`} matches "${css ?? 'body'}".`;
}

/** Selects all that is in an element, as a user does by dragging over it, and nothing else. */
export async function selectTarget({ world, tools, element }: Target): Promise<void> {
  await world.call(
    (tools: PageTools, element: Element) => {
      const selectionOf = (of: Document): Selection | null => Document.prototype.getSelection.call(of);
      selectionOf(document)?.removeAllRanges();
      const within = tools.documentOf(element);
      const selection = selectionOf(within);
      selection?.removeAllRanges();
      const range = within.createRange();
      range.selectNodeContents(element);
      selection?.addRange(range);
      // A range in a shadow tree is not taken; the ends of a drag are.
      if (selection?.rangeCount === 0) selection.setBaseAndExtent(element, 0, element, range.endOffset);
    },
    tools,
    element,
  );
}

/** Lets go of what is selected, so that the popup does not open on it. */
export async function selectNothing(page: Page): Promise<void> {
  const world = await openOwnWorld(page);
  try {
    await world.call(() => Document.prototype.getSelection.call(document)?.removeAllRanges());
  } finally {
    await world.close();
  }
}
