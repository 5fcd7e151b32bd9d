import type { Locator, Page } from 'playwright';
import { CHROME_BUILD } from './build-extension.ts';
import { type ChromiumOptions, type ExtensionBrowser, launchChromium } from './chromium-driver.ts';
import { openOwnWorld } from './own-world.ts';

/**
 * A browser with Gleaner as users get it. On a new profile the onboarding page opens; it is closed, so that the tests'
 * own pages are in front.
 */
export async function launchGleaner(options: Partial<ChromiumOptions> = {}): Promise<ExtensionBrowser> {
  const browser = await launchChromium({ extensionDir: CHROME_BUILD, ...options });
  if (options.userDataDir === undefined) await (await onboardingPage(browser)).close();
  return browser;
}

/** The page that opens by itself after the installation. */
export async function onboardingPage({ context }: ExtensionBrowser): Promise<Page> {
  // Looked for again and again: a new tab is announced before it is known where it goes.
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const page = context.pages().find((candidate) => candidate.url().endsWith('/onboarding.html'));
    if (page) {
      await page.waitForLoadState();
      return page;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No onboarding page opened after the installation.');
}

/**
 * Calls a function in a page, in a world of its own: what the page did to its own functions does not hold there. Forms
 * that are called like methods of `document` do: ask its prototypes. The function sees nothing of this file.
 */
export async function inOwnWorld<T>(
  page: Page,
  call: (...args: never[]) => T,
  ...args: unknown[]
): Promise<Awaited<T>> {
  const world = await openOwnWorld(page);
  try {
    return await world.call(call, ...args);
  } finally {
    await world.close();
  }
}

/** Selects all that is in an element, as a user does by dragging over it. */
export async function select(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor({ state: 'attached' });
  await inOwnWorld(
    page,
    (css: string) => {
      const element = Document.prototype.querySelector.call(document, css);
      if (!element) throw new Error(`Nothing matches ${css}.`);
      element.scrollIntoView({ block: 'center' });
      const range = new Range();
      range.selectNodeContents(element);
      const selection = getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
    },
    selector,
  );
}

/** All rows of a table of Gleaner's database, as JSON can carry them; Blobs become their size. */
export async function readTable<Row = Record<string, unknown>>(page: Page, table: string): Promise<Row[]> {
  return page.evaluate(
    (name) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const all = db.transaction(name).objectStore(name).getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            db.close();
            const plain = (_key: string, value: unknown) =>
              value instanceof Blob ? { size: value.size, type: value.type } : value;
            resolve(JSON.parse(JSON.stringify(all.result, plain)));
          };
        };
      }),
    table,
  );
}

/** Something of Gleaner's on top of a page, of which the page sees no more than an empty <div> beside its <body>. */
export function overlay(page: Page): Locator {
  return page.locator('html > div');
}

/** Start the region picker by its shortcut, on whatever page, and wait until it has the keyboard. Needs `activeTab`. */
export async function openPicker(browser: ExtensionBrowser, page: Page): Promise<void> {
  await browser.dispatchCommand('clip-region', page);
  const hasKeyboard = () => {
    const active = Object.getOwnPropertyDescriptor(Document.prototype, 'activeElement')?.get?.call(document);
    return active instanceof HTMLDivElement && active.parentElement instanceof HTMLHtmlElement;
  };
  const deadline = Date.now() + 10_000;
  while (!(await inOwnWorld(page, hasKeyboard))) {
    if (Date.now() > deadline) throw new Error('The region picker did not open.');
  }
}

/** The page has been told something, and what told it is gone again. */
export async function toastOver(page: Page): Promise<void> {
  await overlay(page).waitFor({ state: 'attached' });
  await overlay(page).waitFor({ state: 'detached' });
}

/** The part of `chrome.*` that is used inside the service worker. */
declare const chrome: { storage: { session: { get(): Promise<Record<string, unknown>> } } };

/** Ids of the captures that were asked for, and neither delivered nor given up yet. */
export async function pendingCaptures({ worker }: ExtensionBrowser): Promise<string[]> {
  const session = await (await worker()).evaluate(() => chrome.storage.session.get());
  return Object.keys(session).flatMap((key) => (key.startsWith('pending:') ? [key.slice('pending:'.length)] : []));
}
