import { ACME, type Stage } from './tour-clips.ts';

/** Back on the competitor's page, which says something else by now: what the popup makes of it. */
export async function comeBack({ browser, album, words, address }: Stage): Promise<void> {
  const page = await browser.openPage(address(ACME, 'pricing.html'));
  await page.locator('#limits').evaluate((limits) => {
    const texts = document.createTreeWalker(limits, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      text.nodeValue = text.nodeValue?.replace(/14(?=\s*days)/, '7') ?? '';
    }
  });
  const popup = await browser.clickToolbar(page);
  const changed = popup.locator('.page-clip').filter({ hasText: words('standing_changed') });
  await changed.first().waitFor();
  await album.shoot(popup, 'popup-return');
  await changed.getByRole('button', { expanded: false }).first().click();
  await popup.locator('ins').first().waitFor();
  await album.shoot(popup, 'popup-changed');
  await popup.close();
  await page.close();
}

/** What has changed on the pages that were clipped. */
export async function showChanges({ browser, album, words }: Stage): Promise<void> {
  const library = await browser.extensionPage('library.html');
  await library.locator('.clip').first().waitFor();
  await library
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${words('view_changed')}`) })
    .click();
  await library.locator('.clip .clip-main').first().click();
  await library.locator('.detail ins').first().waitFor();
  await album.shoot(library, 'library-changed');
  await library.close();
}
