import type { Page } from 'playwright';
import { captureKindOf } from '#lib/capture/kinds/index.ts';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { inOwnWorld } from './gleaner.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('en');

/**
 * Clicks the toolbar button over `page`, and in the popup the button of a kind. The popup closes where something is picked
 * on the page first.
 * @returns the popup.
 */
export async function chooseKind(browser: ExtensionBrowser, page: Page, id: string): Promise<Page> {
  const kind = captureKindOf(id);
  if (!kind) throw new Error(`There is no kind ${id}.`);
  const popup = await browser.clickToolbar(page);
  const button = popup.locator('.kinds').getByRole('button', { name: words(kind.label), exact: true });
  // It may have closed before Playwright hears that the click is done.
  await button.click().catch((error: unknown) => {
    if (!popup.isClosed()) throw error;
  });
  return popup;
}

/** Whether a picker on `page` has the keyboard. The page sees no more of it than an empty `<div>`. */
export function hasPicker(page: Page): Promise<boolean> {
  return inOwnWorld(page, () => {
    let active = Object.getOwnPropertyDescriptor(Document.prototype, 'activeElement')?.get?.call(document);
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const isBeside = active?.parentElement instanceof HTMLHtmlElement || active?.parentElement?.localName === 'dialog';
    return active instanceof HTMLDivElement && isBeside && active.childNodes.length === 0;
  });
}

/** Waits until the picker on `page` has the keyboard. */
export async function pickerShown(page: Page): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await hasPicker(page))) {
    if (Date.now() > deadline) throw new Error('The picker did not open.');
  }
}

/** Opens the picker of a kind by the popup, and waits for it. */
export async function openPickerOf(browser: ExtensionBrowser, page: Page, id: string): Promise<void> {
  const popup = await chooseKind(browser, page, id);
  if (!popup.isClosed()) await popup.waitForEvent('close');
  await pickerShown(page);
}

/** The middle of the first line of what is drawn for an element, in CSS pixels of the page's viewport. */
export async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not drawn.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Points at an element with the real mouse, and clicks it. Playwright pierces open shadow roots. */
export async function pointAt(page: Page, selector: string): Promise<void> {
  const { x, y } = await middleOf(page, selector);
  await page.mouse.move(x - 1, y);
  await page.mouse.click(x, y);
}

export async function pressAll(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Opens the picker of a kind by the context menu, and waits for it. Needs `activeTab`. */
export async function openPickerByMenu(browser: ExtensionBrowser, page: Page, id: string): Promise<void> {
  await browser.dispatchContextMenu({ menuItemId: id }, page);
  await pickerShown(page);
}
