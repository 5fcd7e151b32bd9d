import type { Page } from 'playwright';

/** The part of `chrome.*` that the function below uses in a page of the extension. */
declare const chrome: {
  tabs: { query(filter: object): Promise<{ id: number }[]> };
  runtime: { sendMessage(message: unknown): Promise<unknown> };
};

/**
 * Asks the background something of the tab that shows `page`, as popup and side panel do.
 * @param extensionPage A page of the extension in another tab.
 */
export async function askOfTab(extensionPage: Page, page: Page, type: string, data: object = {}): Promise<unknown> {
  await page.bringToFront();
  return extensionPage.evaluate(
    async ([message, more]) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.runtime.sendMessage({ type: message, data: { tabId: tab?.id ?? -1, ...more } });
    },
    [type, data] as const,
  );
}
