import type { Locator, Page } from 'playwright';
import type { Translate } from '#lib/core/message-key.ts';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { composeText } from './compose-text.ts';
import { select } from './gleaner.ts';
import {
  addActor,
  addTag,
  chooseType,
  clipShown,
  finish,
  finishByKey,
  offeredOptions,
  tagField,
  writeNote,
} from './popup-gestures.ts';
import type { Album } from './tour-album.ts';
import type { Remark, Research } from './tour-research.ts';

/** All that a part of the tour needs. */
export interface Stage {
  browser: ExtensionBrowser;
  album: Album;
  words: Translate;
  research: Research;
  /** Address of a sample page, on a host of its own as in real life. */
  address(host: string, file: string): string;
}

export const ACME = 'www.acme-analytics.example';

/** Says in the open popup what a clip is, from its type to its importance. */
export async function say(popup: Page, { words }: Stage, remark: Remark): Promise<void> {
  await chooseType(popup, remark.type);
  if (remark.actor) await addActor(popup, words, remark.actor.kind, remark.actor.name);
  for (const tag of remark.tags) await addTag(popup, words, tag);
  // The field goes on offering tags, over what is below it, until it is left.
  if (remark.tags.length > 0) await popup.keyboard.press('Tab');
  if (remark.note) await writeNote(popup, words, remark.note);
  for (const key of [remark.sentiment, remark.importance]) {
    if (!key) continue;
    const button = popup.getByRole('button', { name: new RegExp(`(?:^|· )${words(key)}$`) });
    await button.click();
    await button.and(popup.locator('[aria-pressed="true"]')).waitFor();
  }
}

/** Select, toolbar: the popup with the passage in it. */
async function openOnPassage({ browser }: Stage, page: Page, selector: string): Promise<Page> {
  await select(page, selector);
  const popup = await browser.clickToolbar(page);
  await clipShown(popup);
  return popup;
}

async function clipPassage(stage: Stage, page: Page, selector: string, remark: Remark): Promise<void> {
  const popup = await openOnPassage(stage, page, selector);
  await say(popup, stage, remark);
  await finish(popup, stage.words);
}

/** Moves the focus with the Tab key alone. */
async function tabTo(popup: Page, field: Locator): Promise<void> {
  const isThere = () => field.evaluate((element) => element === document.activeElement);
  for (let step = 0; !(await isThere()); step += 1) {
    if (step === 30) throw new Error('The Tab key does not reach the field.');
    await popup.keyboard.press('Tab');
  }
}

/** A competitor's page: a passage, by keyboard from the toolbar to "done", and what the window shows. */
export async function clipPricing(stage: Stage): Promise<void> {
  const { browser, album, words, research } = stage;
  const page = await browser.openPage(stage.address(ACME, 'pricing.html'));
  const empty = await browser.clickToolbar(page);
  await empty.locator('.panel-empty:not([role])').waitFor();
  await album.shoot(empty, 'popup-empty');

  const popup = await openOnPassage(stage, page, '#limits');
  await album.shoot(popup, 'popup-draft');
  await chooseType(popup, research.limits.type);
  await album.shoot(page, 'page-toast');
  await tabTo(popup, tagField(popup, words));
  await say(popup, stage, research.limits);
  await album.shoot(popup, 'popup-saved');
  await finishByKey(popup);

  await page.evaluate(() => getSelection()?.removeAllRanges());
  await page.locator('#plans').scrollIntoViewIfNeeded();
  const shot = await browser.clickToolbar(page);
  await shot.getByRole('button', { name: words('kind_visible'), exact: true }).click();
  await clipShown(shot);
  await shot.locator('.preview-image').waitFor();
  await say(shot, stage, research.pricing);
  await album.shoot(shot, 'popup-screenshot');
  await finish(shot, words);
  await page.close();
}

/** A picture of a part of a page, dragged with the mouse. The popup opens on it by itself. */
export async function clipChangelog(stage: Stage): Promise<void> {
  const { browser, album, words, research } = stage;
  const page = await browser.openPage(stage.address(ACME, 'changelog.html'));
  const figure = page.locator('.release figure').first();
  await figure.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await figure.boundingBox();
  if (!box) throw new Error('The changelog has no figure to picture.');
  const popup = await browser.clickToolbar(page);
  await popup.locator('.panel-empty:not([role])').waitFor();
  await popup.getByRole('button', { name: words('kind_region'), exact: true }).click();
  await page.waitForFunction(() => document.activeElement?.parentElement === document.documentElement);
  await album.shoot(page, 'page-region-start');
  await page.mouse.move(box.x - 8, box.y - 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.move(box.x + box.width + 8, box.y + box.height + 8);
  await album.shoot(page, 'page-region');
  await page.mouse.up();
  const opened = await browser.attachPopup();
  await clipShown(opened);
  await opened.locator('.preview-image').waitFor();
  await say(opened, stage, research.changelog);
  await album.shoot(opened, 'popup-region');
  await finish(opened, words);
  await page.close();
}

/** A review in Chinese, tagged through an input method. */
export async function clipReview(stage: Stage): Promise<void> {
  const { browser, album, words, research } = stage;
  const page = await browser.openPage(stage.address('apps.shiguang.example', 'reviews-zh.html'));
  const popup = await openOnPassage(stage, page, '#review-1 [itemprop="reviewBody"]');
  await say(popup, stage, research.review);
  const { steps, tag } = research.composed;
  await tagField(popup, words).focus();
  await composeText(popup, steps, tag, { confirmKey: true });
  await offeredOptions(popup).filter({ hasText: tag }).first().waitFor();
  await album.shoot(popup, 'popup-tagging');
  await popup.keyboard.press('Enter');
  await popup.getByRole('button', { name: words('tag_remove', tag), exact: true }).waitFor();
  await finish(popup, words);
  await page.close();
}

/** What users write elsewhere, what a help page says, and the requirement that follows. */
export async function clipPassages(stage: Stage): Promise<void> {
  const { browser, research } = stage;
  const thread = await browser.openPage(stage.address('community.tradewind.example', 'forum.html'));
  await clipPassage(stage, thread, '#post-6 .body > p', research.thread);
  await clipPassage(stage, thread, '#post-1 .body > p:nth-of-type(2)', research.request);
  await thread.close();
  const article = await browser.openPage(stage.address('help.acme-analytics.example', 'support.html'));
  await clipPassage(stage, article, '#article pre:has(#code-python)', research.article);
  await article.close();
}

/** What the popup says where no extension may read. */
export async function showRestricted({ browser, album }: Stage): Promise<void> {
  const page = await browser.openPage('chrome://version');
  const popup = await browser.clickToolbar(page);
  await popup.locator('.notice.error').waitFor();
  await album.shoot(popup, 'popup-restricted');
  await popup.close();
  await page.close();
}
