import type { Locator, Page } from 'playwright';

/** Press Tab until `target` has the focus, as a user without a mouse does. Rejects after `most` presses. */
export async function tabTo(page: Page, target: Locator, most = 30): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${target} is not reached by ${most} presses of Tab.`);
}
