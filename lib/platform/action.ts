import { browser } from 'wxt/browser';

/** Shows how many clips wait in the inbox on the toolbar icon; nothing for none. */
export async function showBadge(count: number): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text: count === 0 ? '' : count > 99 ? '99+' : String(count) }),
    browser.action.setBadgeBackgroundColor({ color: '#5d574b' }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
  ]);
}

/** A popup that has just closed leaves its window inactive for a moment, and browsers open none over such a window. */
const ATTEMPTS = 5;
const PAUSE_MS = 200;

/** Opens the popup where the browser allows it without a click. @returns whether it did. */
export async function tryOpenPopup(windowId: number): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      await browser.action.openPopup({ windowId });
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
  // Firefox wants a click, and no browser does it for a window that is not in front. The badge tells instead.
  return false;
}
