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
  const worker = await browser.worker();
  const [page] = await Promise.all([
    browser.context.waitForEvent('page', (opened) => opened.url() === href || opened.url() === 'about:blank'),
    worker.evaluate(async (url) => {
      await chrome.windows.create({ url });
    }, href),
  ]);
  await page.waitForURL(href);
  return page;
}
