import type { Page } from 'playwright';
import type { ExtensionBrowser } from './chromium-driver.ts';

/** The part of `chrome.*` that is used inside the service worker. */
declare const chrome: { windows: { create(options: { url: string }): Promise<unknown> } };

/**
 * Opens a page in a window of its own: unlike a tab behind another, it is laid out and draws its frames whatever is in
 * front. @param path A page of the extension, or the address of any other.
 */
export async function openWindow(browser: ExtensionBrowser, path: string): Promise<Page> {
  const { href } = new URL(path, `chrome-extension://${browser.extensionId}/`);
  const before = new Set(browser.context.pages());
  await (await browser.worker()).evaluate(async (url) => {
    await chrome.windows.create({ url });
  }, href);
  // Looked for again and again: a new page is announced before it is known where it goes.
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const page = browser.context.pages().find((candidate) => !before.has(candidate) && candidate.url() === href);
    if (page) {
      await page.waitForLoadState();
      return page;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No window opened with ${href}.`);
}
