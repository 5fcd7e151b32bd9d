import { browser } from 'wxt/browser';
import type { CaptureTarget } from '#lib/core/schema/capture-target.ts';
import { LIMITS } from '#lib/core/text.ts';
import { type Tab, tabOf } from './tabs.ts';

export type MenuItem = {
  id: string;
  title: string;
  contexts: ['selection' | 'page' | 'image' | 'link', ...('selection' | 'page' | 'image' | 'link')[]];
};

/** Puts the items into the browser's context menu, in place of those that were there. */
export async function setContextMenu(items: readonly MenuItem[]): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, title, contexts } of items) browser.contextMenus.create({ id, title, contexts });
}

/** Pictures that are part of their page have addresses of megabytes. */
const withinLimit = (url: string | undefined) => (url !== undefined && url.length <= LIMITS.url ? url : undefined);

/** What the browser says that the menu was opened on. */
export type MenuTarget = CaptureTarget & { selectionText: string | undefined };

/** @param run Gets the item's id, the tab, and what the menu was opened on. */
export function onContextMenu(run: (id: string, tab: Tab, target: MenuTarget) => void): void {
  browser.contextMenus.onClicked.addListener(
    ({ menuItemId, selectionText, linkUrl, srcUrl, mediaType, pageUrl }, tab) => {
      // Chrome hides the URL of its own pages in the tab, but not here.
      if (!tab) return;
      run(String(menuItemId), tabOf({ ...tab, url: tab.url ?? pageUrl }), {
        selectionText,
        linkUrl: withinLimit(linkUrl),
        imageUrl: mediaType === 'image' ? withinLimit(srcUrl) : undefined,
      });
    },
  );
}
