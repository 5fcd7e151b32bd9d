import type { Page } from 'playwright';
import { clipShown, finish } from './popup-gestures.ts';
import { ACME, type Stage, say } from './tour-clips.ts';

/** Opens the popup and asks for a way to clip that picks something on the page, for which the popup makes way. */
async function chooseOnPage(stage: Stage, page: Page, kind: 'kind_element' | 'kind_table'): Promise<void> {
  const popup = await choose(stage, page, kind);
  if (!popup.isClosed()) await popup.waitForEvent('close');
  // A desktop gives the window its focus back when the popup closes. Without one, not every browser does.
  await page.bringToFront();
}

/** Opens the popup and asks for a way to clip. */
async function choose({ browser, words }: Stage, page: Page, kind: 'kind_element' | 'kind_table' | 'kind_article') {
  const popup = await browser.clickToolbar(page);
  await popup.locator('.panel-empty:not([role])').waitFor();
  await popup.getByRole('button', { name: words(kind), exact: true }).click();
  return popup;
}

/** Parts of pages without selecting them: one of the plans, the table that compares them, a thread with all its posts. */
export async function clipParts(stage: Stage): Promise<void> {
  const { browser, album, words, research } = stage;
  const page = await browser.openPage(stage.address(ACME, 'pricing.html'));
  const plan = page.locator('#plan-team');
  await plan.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await plan.boundingBox();
  if (!box) throw new Error('The page shows no plan.');
  await chooseOnPage(stage, page, 'kind_element');
  await page.waitForFunction(() => document.activeElement?.parentElement === document.documentElement);
  // The edge of the card, where nothing of what is in it lies.
  await page.mouse.move(box.x + 30, box.y + 80);
  await page.mouse.move(box.x + 5, box.y + box.height / 2);
  await album.shoot(page, 'page-element');
  await page.keyboard.press('Enter');
  const element = await browser.attachPopup();
  await clipShown(element);
  await say(element, stage, research.plan);
  await album.shoot(element, 'popup-element');
  await finish(element, words);

  // The only table of the page is taken at once.
  await chooseOnPage(stage, page, 'kind_table');
  const table = await browser.attachPopup();
  await clipShown(table);
  await say(table, stage, research.matrix);
  await finish(table, words);
  await page.close();

  const thread = await browser.openPage(stage.address('community.tradewind.example', 'forum.html'));
  const article = await choose(stage, thread, 'kind_article');
  await clipShown(article);
  await say(article, stage, research.discussion);
  await album.shoot(article, 'popup-article');
  await finish(article, words);
  await thread.close();
}
