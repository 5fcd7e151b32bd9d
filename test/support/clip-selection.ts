import type { Page } from 'playwright';

type Outcome = { state: 'selected'; what: string } | { state: 'none' } | { state: 'invalid' };

/** How long a page may take to make what is asked for, and to come to rest, in ms. */
const PATIENCE = 3_000;
const REST = 350;

/**
 * Runs in the page, in a world of its own: what the page did to its own functions does not hold here. Forms that are
 * called like methods of `document` do, hence the prototypes.
 */
async function selectInPage(selector: string | null, patience: number, rest: number): Promise<Outcome> {
  const all = (css: string) => [...Document.prototype.querySelectorAll.call(document, css)];
  const only = (css: string) => {
    const [first, second] = all(css);
    return second ? undefined : first;
  };
  const find = () =>
    selector === null ? (only('main, [role="main"]') ?? only('article') ?? all('body')[0]) : all(selector)[0];
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
  try {
    let element = find();
    while (!element && performance.now() < deadline) {
      await new Promise((done) => setTimeout(done, 100));
      element = find();
    }
    if (!element) return { state: 'none' };
    const range = new Range();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    const id = Element.prototype.getAttribute.call(element, 'id');
    return { state: 'selected', what: `${element.localName}${id ? `#${id}` : ''}` };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SyntaxError') return { state: 'invalid' };
    throw error;
  }
}

/**
 * Selects all that is in the first element that matches, as a user does by dragging over it; without a selector the
 * page's main part. Waits for pages that are still drawing themselves.
 * @returns the element in CSS's notation. Rejects when nothing matches, or the selector is none.
 */
export async function selectContent(page: Page, selector: string | undefined): Promise<string> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      functionDeclaration: selectInPage.toString(),
      executionContextId,
      arguments: [{ value: selector ?? null }, { value: PATIENCE }, { value: REST }],
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    const outcome: Outcome = result.value;
    if (outcome.state === 'invalid') throw new Error(`"${selector}" is not a CSS selector.`);
    if (outcome.state === 'none') throw new Error(`nothing on the page matches "${selector ?? 'body'}".`);
    return outcome.what;
  } finally {
    await session.detach().catch(() => undefined);
  }
}
