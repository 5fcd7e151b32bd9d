import { browser } from 'wxt/browser';
import { grantedSites, type SitePattern } from './sites.ts';

const ID = 'highlights';
const FILE = '/highlights.js';

/**
 * Has the browser put the script that asks for highlights into all pages of these sites, from their next load on, and into
 * no others. An update of the extension forgets it.
 */
export async function keepScriptOn(sites: readonly SitePattern[]): Promise<void> {
  const [before] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (sites.length === 0) {
    if (before) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = { id: ID, matches: [...sites], js: [FILE], runAt: 'document_idle' as const };
  if (!before) await browser.scripting.registerContentScripts([script]);
  else if (before.matches?.toSorted().join() !== sites.toSorted().join()) {
    await browser.scripting.updateContentScripts([script]);
  }
}

/** Puts the script into the pages of these sites that are open already; where it is, it stays as it is. */
export async function putScriptInto(sites: readonly SitePattern[]): Promise<void> {
  if (sites.length === 0) return;
  const tabs = await browser.tabs.query({ url: [...sites] });
  await Promise.all(
    tabs.map(async ({ id, discarded }) => {
      if (id === undefined || discarded) return;
      // Pages that show an error, or are being left, take no script.
      await browser.scripting.executeScript({ target: { tabId: id }, files: [FILE] }).catch(() => undefined);
    }),
  );
}

/** Has all pages that show highlights ask again what there is to show; those without do not hear it. */
export async function refreshHighlights(): Promise<void> {
  if ((await grantedSites()).length === 0) return;
  await tellPages();
}

/** The same, also where the last site has just been given back. */
export async function tellPages(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id === undefined) return;
      const message = { type: 'evidence.refresh', data: {} };
      await browser.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => undefined);
    }),
  );
}

/**
 * Puts what paints into a page: its script, and a style sheet, in the page's own frames too. As a user's sheet it would hold
 * against any of the page's, but Chrome paints no backgrounds of those.
 */
export async function putPainter(tabId: number, css: string): Promise<void> {
  await Promise.all([
    browser.scripting.insertCSS({ target: { tabId, allFrames: true }, css }),
    browser.scripting.executeScript({ target: { tabId }, files: ['/painter.js'] }),
  ]);
}
