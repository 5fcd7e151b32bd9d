import type { Page } from 'playwright';
import type { ExtensionBrowser } from './chromium-driver.ts';

/** Start the region picker by its shortcut, and wait until it has the keyboard. Needs `activeTab` on `page`. */
export async function openRegionPicker(browser: ExtensionBrowser, page: Page): Promise<void> {
  await browser.dispatchCommand('clip-region', page);
  await page.waitForFunction(() => {
    // The page sees no more of the picker than a <div> of ours behind its own content.
    const { activeElement, documentElement } = document;
    return activeElement?.localName === 'div' && activeElement.parentElement === documentElement;
  });
}

/** Drag with the real mouse. Coordinates are CSS pixels of the page. */
export async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}
