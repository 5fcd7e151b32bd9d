import type { Page } from 'puppeteer-core';
import type { ExtensionFirefox } from './firefox-driver.ts';

/** After this, no page comes to the front by itself: the one that opens after the installation has. */
export async function onboardingOpened({ chromeScope, origin }: ExtensionFirefox): Promise<void> {
  const body = 'return gBrowser.tabs.map((tab) => tab.linkedBrowser.currentURI.spec);';
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const urls = await chromeScope(body);
    if (Array.isArray(urls) && urls.includes(`${origin}/onboarding.html`)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No onboarding page opened after the installation.');
}

/** A gesture that gives leave to read and to picture a page: a shortcut that clips what is seen, once it is said. */
export async function gesture(firefox: ExtensionFirefox, page: Page): Promise<void> {
  await firefox.pressShortcut('clip-visible', page);
  const timeout = 60_000;
  await page.waitForSelector('html > div', { timeout });
  await page.waitForFunction(() => !document.querySelector('html > div'), { timeout });
}
