import { type Browser, browser } from 'wxt/browser';
import { GleanerError } from '#lib/core/errors.ts';
import type { CaptureOrder, PageFile } from './capture-order.ts';
import { askPage } from './messaging.ts';

/** What is known of a tab; `url` and `title` only once the user has let the extension look at it. */
export type Tab = {
  id: number;
  windowId: number;
  url: string | undefined;
  title: string | undefined;
  favicon: string | undefined;
};

export function tabOf({ id, windowId, url, title, favIconUrl }: Browser.tabs.Tab): Tab {
  if (id === undefined || windowId === undefined) throw new GleanerError('page_gone', 'a tab without an id');
  return { id, windowId, url, title, favicon: favIconUrl };
}

/** @throws GleanerError `page_gone` */
export async function getTab(id: number): Promise<Tab> {
  try {
    return tabOf(await browser.tabs.get(id));
  } catch (error) {
    throw new GleanerError('page_gone', `tab ${id}`, error);
  }
}

/** The tab in front of a window: of this one, unless said otherwise. */
export async function activeTab(windowId?: number): Promise<Tab | undefined> {
  const [tab] = await browser.tabs.query({
    active: true,
    ...(windowId === undefined ? { currentWindow: true } : { windowId }),
  });
  return tab && tab.id !== undefined ? tabOf(tab) : undefined;
}

function isOwn(tab: Tab): boolean {
  return tab.url?.startsWith(browser.runtime.getURL('/')) === true;
}

/** Runs in the page: the script takes the order now, or finds it when it gets there. */
function leaveOrder(order: CaptureOrder): void {
  globalThis.gleanerOrders = [...(globalThis.gleanerOrders ?? []), order];
  if (globalThis.gleanerCapture?.isAlive()) globalThis.gleanerCapture.takeOrders();
}

/**
 * How browsers say "not yet", as opposed to "never". They hide the URL of a tab as well until the user's gesture, but
 * Chrome hides that of its own pages for ever.
 */
const NEEDS_GESTURE = /must request permission|Missing host permission/;

/**
 * Puts scripts into the tab's page. They stay until the page goes, so mostly they are there already.
 */
async function inject(tab: Tab, files: readonly PageFile[] = ['/capture.js'], order?: CaptureOrder): Promise<void> {
  // The extension's own pages let themselves be read without it, and no browser would inject it there.
  if (isOwn(tab)) return;
  const target = { tabId: tab.id };
  try {
    await Promise.all([
      browser.scripting.executeScript({ target, files: [...files] }),
      order && browser.scripting.executeScript({ target, func: leaveOrder, args: [order] }),
    ]);
  } catch (error) {
    const isNotYet = tab.url === undefined && NEEDS_GESTURE.test(String(error));
    throw new GleanerError(isNotYet ? 'page_needs_gesture' : 'page_forbidden', String(error), error);
  }
}

/**
 * Puts what finds clips again into the tab's page, and what reads the page's text if that is to be compared.
 * @throws GleanerError `page_needs_gesture`, `page_forbidden`
 */
export async function putEvidence(tab: Tab, takesText = false): Promise<void> {
  if (isOwn(tab)) throw new GleanerError('page_forbidden', 'a page of the extension');
  await inject(tab, takesText ? ['/snapshot.js', '/evidence.js'] : ['/evidence.js']);
}

/** Puts a script of the extension into a page that it is in already. */
export async function putFile(tabId: number, file: PageFile): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: [file] });
}

/**
 * Has the tab's page read and delivered. The order has left this context when the call returns, before anything is
 * waited for: a background that is stopped the next moment is not needed any more until the page delivers.
 * @param files What reading takes.
 * @throws GleanerError `page_needs_gesture`, `page_forbidden`, `page_gone`, and what reading can throw
 */
export async function readPage(tab: Tab, order: CaptureOrder, files: readonly PageFile[]): Promise<void> {
  await inject(tab, files, order);
  const answer = await askPage(tab.id, 'page.read', order).catch((error: unknown) => {
    throw new GleanerError(isOwn(tab) ? 'page_forbidden' : 'page_gone', String(error), error);
  });
  if (!answer.ok) throw new GleanerError(answer.error.code, answer.error.detail);
}

/** Says something on the tab's page; silently nothing where no script may be there. */
export async function toast(tab: Tab, text: string, tone: 'done' | 'error'): Promise<void> {
  const tell = () => askPage(tab.id, 'page.toast', { text, tone });
  try {
    // Asked before anything is awaited: the popup may close right after.
    await tell().catch(() => inject(tab).then(tell));
  } catch {
    // The page cannot be told. The badge and the popup tell the same.
  }
}

export async function openExtensionPage(path: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`/${path}` as '/library.html') });
}

/** Calls `run` when another tab comes to the front, or the one in front goes to another page. @returns how to stop. */
export function onActiveTab(run: () => void): () => void {
  const onUpdated = (_id: number, change: { status?: string; url?: string; title?: string }) => {
    if (change.status === 'complete' || change.url || change.title) run();
  };
  browser.tabs.onActivated.addListener(run);
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => {
    browser.tabs.onActivated.removeListener(run);
    browser.tabs.onUpdated.removeListener(onUpdated);
  };
}
