import { browser } from 'wxt/browser';

/** Shows how many clips wait in the inbox on the toolbar icon; nothing for none. */
export async function showBadge(count: number): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text: count === 0 ? '' : count > 99 ? '99+' : String(count) }),
    browser.action.setBadgeBackgroundColor({ color: '#5d574b' }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
  ]);
}

/** Opens the popup where the browser allows it without a click. @returns whether it did. */
export async function tryOpenPopup(windowId: number): Promise<boolean> {
  try {
    await browser.action.openPopup({ windowId });
    return true;
  } catch {
    // Firefox wants a click, and no browser does it for a window that is not in front. The badge tells instead.
    return false;
  }
}
