import { browser } from 'wxt/browser';

/**
 * Opens the side panel beside the page. To be called right in a click's handler, before anything is awaited.
 * Firefox has the same thing under another name.
 */
export async function openSidePanel(windowId: number): Promise<void> {
  if (import.meta.env.FIREFOX) {
    // Typed as Chrome's API, which has no sidebar.
    await (browser as unknown as { sidebarAction: { open(): Promise<void> } }).sidebarAction.open();
  } else {
    await browser.sidePanel.open({ windowId });
  }
}
