import type { Page } from 'playwright';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { readTable, select } from '#test/support/gleaner.ts';
import { tabTo } from '#test/support/keyboard.ts';
import { browser, library, onOwnSite, site, writePage } from '#test/support/on-site.ts';
import { chooseType, clipShown, finish, writeNote } from '#test/support/popup-gestures.ts';
import { searchBox } from '#test/support/search-box.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');
const GAP = '<div style="height: 2500px"></div>';
const SAME = 'Every plan includes unlimited viewers and a full audit trail.';
const BEFORE = 'Team costs $12 per user and month, billed once a year in advance.';
const AFTER = 'Team costs $15 per user and month, billed once a year in advance.';
const GONE = 'Free workspaces are kept for as long as somebody opens them now and then.';
const AFTERWARDS = '<p>Prices are in dollars, and taxes are added where the law asks for it.</p>';
const PLANS = `<h1>Plans</h1>${GAP}<p id="same">${SAME}</p><p id="price">${BEFORE}</p>${AFTERWARDS}${GAP}<p id="gone">${GONE}</p>`;
const PLANS_NOW = `<h1>Plans</h1>${GAP}<p id="same">${SAME}</p><p id="price">${AFTER}</p>${AFTERWARDS}${GAP}<p>That is all.</p>`;

onOwnSite();
beforeAll(async () => {
  await writePage('plans.html', PLANS, 'Plans');
  await writePage(
    'terms.html',
    '<p id="notice">Notice is given ninety days before any change of the terms.</p>',
    'Terms',
  );
  const page = await browser.openPage(`${site.url}plans.html`);
  await clip(page, '#same', 'requirement');
  await clip(page, '#price', 'competitor', 'Ours costs less.');
  await clip(page, '#gone', 'note');
  await page.close();
  const terms = await browser.openPage(`${site.url}terms.html`);
  await clip(terms, '#notice', 'note');
  await terms.close();
});
beforeEach(() => writePage('plans.html', PLANS_NOW, 'Plans'));

/** Clips what is in an element, as a user does. */
async function clip(page: Page, selector: string, type: 'requirement' | 'competitor' | 'note', note?: string) {
  await select(page, selector);
  const popup = await browser.clickToolbar(page);
  await clipShown(popup);
  await chooseType(popup, type);
  if (note) await writeNote(popup, words, note);
  await finish(popup, words);
  await page.evaluate(() => getSelection()?.removeAllRanges());
}

const here = (panel: Page) => panel.getByRole('region', { name: 'On this page' });
const row = (panel: Page, quote: string) => here(panel).locator('.page-clip', { hasText: quote });
const clips = () => readTable<Clip>(library, 'clips');
const isInView = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

/** Presses the toolbar button over the page of plans, and waits until the popup says how its clips stand. */
async function openPlans(): Promise<{ page: Page; popup: Page }> {
  const page = await browser.openPage(`${site.url}plans.html`);
  const popup = await browser.clickToolbar(page);
  await row(popup, GONE).getByText('No longer there').waitFor();
  return { page, popup };
}

it('says how each clip of the page stands when the popup opens on it again', async () => {
  const { page, popup } = await openPlans();
  expect(await row(popup, SAME).textContent()).toMatch(/^Requirement: .*Still there/);
  expect(await row(popup, BEFORE).textContent()).toMatch(/^Competitor: .*Ours costs less\..*Changed/);
  await popup.getByText(/^2 of 3 clips changed since /).waitFor();
  // A clip is listed once: with its page, not among the recent ones too.
  expect(await popup.getByText(SAME).count()).toBe(1);
  const recent = popup.getByRole('region', { name: 'Recent clips' });
  expect(await recent.getByRole('listitem').allTextContents()).toEqual([expect.stringMatching(/^Notice is given/)]);
  await popup.close();
  await page.close();
});

it('shows a clip at its place on the page, and makes way for it', async () => {
  const { page, popup } = await openPlans();
  expect(await isInView(page, '#same')).toBe(false);
  const closed = popup.waitForEvent('close');
  await row(popup, SAME).locator('.page-clip-main').click();
  await closed;
  await expect.poll(() => isInView(page, '#same')).toBe(true);
  await page.close();
});

it('says so, and stays, where the words are no longer on the page', async () => {
  const { page, popup } = await openPlans();
  await row(popup, GONE).locator('.page-clip-main').click();
  expect(await row(popup, GONE).getByRole('alert').textContent()).toMatch(/no longer on the page.*keeps them/);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await row(popup, GONE)
    .getByRole('button', { name: /^Edit: / })
    .click();
  await popup.locator('blockquote', { hasText: GONE }).waitFor();
  expect(await row(popup, GONE).count()).toBe(0);
  await popup.close();
  await page.close();
});

it('unfolds what has changed, keeps the new words as evidence, and takes that back', async () => {
  const { page, popup } = await openPlans();
  const before = await clips();
  const unfold = row(popup, BEFORE).getByRole('button', { name: /^What changed: / });
  await unfold.click();
  await expect.poll(() => row(popup, BEFORE).locator('del').textContent()).toContain('12');
  expect(await row(popup, BEFORE).locator('ins').textContent()).toContain('15');
  expect(await violations(popup)).toEqual([]);

  await row(popup, BEFORE).getByRole('button', { name: 'Accept as new evidence' }).click();
  await row(popup, AFTER).getByText('Still there').waitFor();
  expect(await row(popup, BEFORE).textContent()).toMatch(/, until /);
  await popup.getByText(/^1 of 3 clips changed since /).waitFor();
  const [old] = before.filter(({ quote }) => quote === BEFORE);
  const made = (await clips()).find(({ quote }) => quote === AFTER);
  expect(made).toMatchObject({ previousId: old?.id, type: 'competitor', note: 'Ours costs less.' });

  await here(popup).getByRole('button', { name: 'Undo' }).click();
  await row(popup, BEFORE).getByText('Changed', { exact: true }).waitFor();
  expect(await row(popup, AFTER).count()).toBe(0);
  expect((await clips()).filter(({ deletedAt }) => deletedAt === undefined)).toHaveLength(before.length);
  await popup.close();
  await page.close();
});

it('is used by keyboard alone', async () => {
  const { page, popup } = await openPlans();
  const main = (quote: string) => row(popup, quote).locator('.page-clip-main');
  const isFocused = (quote: string) => main(quote).evaluate((element) => element === document.activeElement);
  // The newest first.
  await tabTo(popup, main(GONE));
  await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('ArrowDown');
  expect(await isFocused(SAME)).toBe(true);
  await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('Enter');
  await popup.getByRole('region', { name: 'On this site' }).getByRole('button', { name: 'Notice is given' }).waitFor();
  await popup.keyboard.press('Home');
  expect(await isFocused(GONE)).toBe(true);
  await popup.keyboard.press('Enter');
  await row(popup, GONE).getByRole('alert').waitFor();
  await popup.keyboard.press('ArrowDown');
  expect(await isFocused(BEFORE)).toBe(true);
  await popup.keyboard.press('Tab');
  await popup.keyboard.press('Enter');
  await row(popup, BEFORE).locator('ins').waitFor();
  await popup.keyboard.press('Shift+Tab');
  const closed = popup.waitForEvent('close');
  await popup.keyboard.press('Enter').catch(() => undefined);
  await closed;
  await expect.poll(() => isInView(page, '#price')).toBe(true);
  await page.close();
});

it('has the clips of the site’s other pages, and the way to all of them', async () => {
  const { page, popup } = await openPlans();
  const elsewhere = popup.getByRole('region', { name: 'On this site' });
  expect(await elsewhere.getByText('Notice is given').isVisible()).toBe(false);
  await elsewhere.getByText('1 clip').click();
  const link = elsewhere.getByRole('link', { name: 'Terms' });
  expect(await link.getAttribute('href')).toBe(`${site.url}terms.html`);
  expect(await violations(popup)).toEqual([]);
  const opened = browser.context.waitForEvent('page');
  await elsewhere.getByRole('button', { name: 'Show all in the library' }).click();
  const shown = await opened;
  await expect.poll(() => searchBox(shown).inputValue()).toBe('127.0.0.1');
  await expect.poll(() => shown.locator('[data-clip]').count()).toBe(4);
  await shown.close();
  await page.close();
});

it('never stands in the way of clipping', async () => {
  await writePage('plans.html', PLANS, 'Plans');
  const page = await browser.openPage(`${site.url}plans.html`);
  await select(page, 'h1');
  const popup = await browser.clickToolbar(page);
  await popup.keyboard.press('1');
  await popup.getByText('Saved', { exact: true }).waitFor();
  await row(popup, GONE).getByText('Still there').waitFor();
  await popup.keyboard.press('z');
  await popup.getByText('Moved to trash').waitFor();
  await popup.close();
  await page.close();
});

it('follows the page in the side panel, which stays when a clip is shown', async () => {
  const { page, popup } = await openPlans();
  const [panel] = await Promise.all([
    browser.context.waitForEvent('page', { predicate: (one) => one.url().endsWith('/sidepanel.html') }),
    popup.getByRole('button', { name: 'Open side panel' }).click(),
  ]);
  await row(panel, BEFORE).getByText('Changed', { exact: true }).waitFor();
  await row(panel, SAME).locator('.page-clip-main').click();
  await expect.poll(() => isInView(page, '#same')).toBe(true);
  await row(panel, BEFORE)
    .getByRole('button', { name: /^What changed: / })
    .click();
  await row(panel, BEFORE).getByRole('button', { name: 'Accept as new evidence' }).click();
  await row(panel, AFTER).getByText('Still there').waitFor();
  // What was pressed is gone: the keyboard goes on at the way back.
  await expect.poll(() => panel.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('status');
  await panel.keyboard.press('Tab');
  await panel.keyboard.press('Enter');
  await row(panel, BEFORE).getByText('Changed', { exact: true }).waitFor();
  const focused = () => panel.evaluate(() => document.activeElement?.getAttribute('aria-labelledby'));
  await expect.poll(focused).toBe('page-clips');
  // The page is loaded anew, and now says what it said before.
  await writePage('plans.html', PLANS, 'Plans');
  await page.reload();
  await row(panel, BEFORE).getByText('Still there').waitFor();
  expect(await panel.getByText(/clips changed since/).count()).toBe(0);
  await page.goto(`${site.url}terms.html`);
  await here(panel).getByText('Notice is given').waitFor();
  expect(await row(panel, SAME).count()).toBe(0);
  await panel.getByRole('region', { name: 'On this site' }).getByText(SAME).waitFor();
  await page.close();
});

it('says once that a page cannot be looked at', async () => {
  await writePage('plain.html', '', 'Plain');
  const page = await browser.openPage('chrome://version');
  const popup = await browser.clickToolbar(page);
  await popup.getByRole('alert').waitFor();
  expect(await popup.getByText(/lets no extension/).count()).toBe(1);
  expect(await here(popup).count()).toBe(0);
  expect(await popup.getByText(/whenever I visit/).count()).toBe(0);
  await popup.close();
  await page.close();
});
