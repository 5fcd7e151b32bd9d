import { browser } from 'wxt/browser';
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

/** @param run Gets the item's id, the tab, and the text that the browser says is selected. */
export function onContextMenu(run: (id: string, tab: Tab, selectionText: string | undefined) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, pageUrl }, tab) => {
    // Chrome hides the URL of its own pages in the tab, but not here.
    if (tab) run(String(menuItemId), tabOf({ ...tab, url: tab.url ?? pageUrl }), selectionText);
  });
}
