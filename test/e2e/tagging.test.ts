import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { composeText } from '#test/support/compose-text.ts';
import { launchGleaner, readTable, select } from '#test/support/gleaner.ts';
import { tabTo } from '#test/support/keyboard.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { addActor } from '#test/support/popup-gestures.ts';
import { wordsOf } from '#test/support/words.ts';

interface Row {
  id: string;
  name: string;
}
interface ClipRow extends Row {
  quote: string;
  type?: string;
  tagIds: string[];
  actorId?: string;
  projectId: string;
  note?: string;
  sentiment?: number;
  importance?: number;
  triage: string;
  deletedAt?: number;
}

// Names as the real web has them: a competitor is known by its domain.
onSite(() => launchGleaner({ args: ['--host-resolver-rules=MAP *.example 127.0.0.1'] }));

/** A page of the site under another name. */
const openOf = (host: string, page: string) => browser.openPage(`http://${host}:${new URL(site.url).port}/${page}`);
const clips = () => readTable<ClipRow>(library, 'clips');
const tags = () => readTable<Row>(library, 'tags');
const clipOf = async (quote: RegExp) => (await clips()).find((clip) => quote.test(clip.quote));
const tagNamesOf = async ({ tagIds }: ClipRow) => {
  const rows = await tags();
  return tagIds.map((id) => rows.find((row) => row.id === id)?.name);
};
const field = (popup: Page, name: string) => popup.getByRole('combobox', { name, exact: true });
const chips = (popup: Page, name: string) =>
  popup.locator('.field', { has: popup.getByText(name, { exact: true }) }).locator('.chip');
const offered = (popup: Page) => popup.locator('[role=option]:visible').allTextContents();

/** Presses the toolbar button over a passage; the popup shows it. */
async function openOn(page: Page, selector: string): Promise<Page> {
  await select(page, selector);
  const popup = await browser.clickToolbar(page);
  await popup.locator('blockquote').waitFor();
  return popup;
}

/** Presses a key that closes the popup, which may be gone before the key is up again. */
async function closedBy(popup: Page, key: string): Promise<void> {
  await Promise.all([popup.waitForEvent('close'), popup.keyboard.press(key).catch(() => undefined)]);
}

it('takes a passage from selected to sorted, tagged and closed by keyboard alone', async () => {
  const page = await openOf('www.acme-analytics.example', 'pricing.html');
  const popup = await openOn(page, '#limits');
  await popup.keyboard.press('3');
  await popup.getByText('Saved', { exact: true }).waitFor();

  await tabTo(popup, field(popup, 'About'));
  await expect.poll(() => offered(popup)).toEqual(['Acme Analyticsnew: Competitor', 'Acme Analyticsnew: Customer']);
  await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('Enter');
  await expect
    .poll(() => chips(popup, 'About').allTextContents())
    .toEqual(['Acme Analyticsfrom acme-analytics.example']);

  await tabTo(popup, field(popup, 'Tags'));
  // Two at the speed of a test: neither may be lost to the writing of the other.
  await popup.keyboard.type('Free plan');
  await popup.keyboard.press('Enter');
  await popup.keyboard.type('Export');
  await popup.keyboard.press('Enter');
  await expect.poll(() => chips(popup, 'Tags').allTextContents()).toEqual(['Free plan', 'Export']);

  await tabTo(popup, popup.getByLabel('Note'));
  await popup.keyboard.type('They charge for exports. 我们可以免费。');
  await tabTo(popup, popup.getByRole('button', { name: 'Negative' }));
  await popup.keyboard.press('Space');
  await tabTo(popup, popup.getByRole('button', { name: 'Important' }));
  await popup.keyboard.press('Enter');
  await closedBy(popup, 'Control+Enter');

  const [clip, ...others] = await clips();
  expect(others).toEqual([]);
  if (!clip) throw new Error('There is no clip.');
  expect(clip).toMatchObject({
    type: 'competitor',
    triage: 'kept',
    note: 'They charge for exports. 我们可以免费。',
    sentiment: -1,
    importance: 2,
  });
  expect(await tagNamesOf(clip)).toEqual(['Free plan', 'Export']);
  expect(await readTable(library, 'actors')).toEqual([
    expect.objectContaining({
      id: clip.actorId,
      kind: 'competitor',
      name: 'Acme Analytics',
      domains: ['acme-analytics.example'],
    }),
  ]);
  expect(await readTable(library, 'drafts')).toEqual([]);
});

it('closes by Enter once the type is chosen, and by Control+Enter in the middle of a note', async () => {
  const page = await openOf('www.acme-analytics.example', 'support.html');
  const plain = await openOn(page, 'h1');
  await plain.keyboard.press('1');
  await plain.getByText('Saved', { exact: true }).waitFor();
  await closedBy(plain, 'Enter');

  const popup = await openOn(page, 'h1');
  await tabTo(popup, popup.getByLabel('Note'));
  await popup.keyboard.type('half a thou');
  await closedBy(popup, 'Control+Enter');
  const made = (await clips()).filter(({ type }) => type === 'requirement');
  expect(made).toEqual([expect.objectContaining({ note: 'half a thou', triage: 'kept' })]);
});

it('knows the competitor on its other pages, and offers the tags used most', async () => {
  const page = await openOf('docs.acme-analytics.example', 'changelog.html');
  const popup = await openOn(page, '.release h2');
  await popup.keyboard.press('3');
  await expect
    .poll(() => chips(popup, 'About').allTextContents())
    .toEqual(['Acme Analyticsfrom docs.acme-analytics.example']);
  await tabTo(popup, field(popup, 'Tags'));
  await popup.keyboard.type('EXP');
  await expect.poll(() => offered(popup)).toEqual(['Export', 'EXPnew tag']);
  await popup.keyboard.press('Enter');
  await expect.poll(() => chips(popup, 'Tags').allTextContents()).toEqual(['Export']);
  await closedBy(popup, 'Control+Enter');

  const [known] = await readTable<Row>(library, 'actors');
  const clip = (await clips()).find(({ type, tagIds }) => type === 'competitor' && tagIds.length === 1);
  expect(clip?.actorId).toBe(known?.id);

  const again = await openOn(page, '.intro p');
  await tabTo(again, field(again, 'Tags'));
  // "Export" was used twice, "Free plan" once.
  await expect.poll(() => offered(again)).toEqual(['Export', 'Free plan']);
  await again.close();
});

it('leaves Enter to the input method, and makes a tag of the Chinese it gives', async () => {
  const page = await browser.openPage(`${site.url}reviews-zh.html`);
  const popup = await openOn(page, '#review-1 h3');
  await popup.keyboard.press('2');
  await tabTo(popup, field(popup, 'Tags'));
  const before = (await tags()).length;
  await composeText(popup, ['b', 'bao', 'bao jia'], '报价', { confirmKey: true });
  await expect.poll(() => field(popup, 'Tags').inputValue()).toBe('报价');
  expect(await chips(popup, 'Tags').allTextContents()).toEqual([]);
  expect(await tags()).toHaveLength(before);
  await popup.keyboard.press('Enter');
  await expect.poll(() => chips(popup, 'Tags').allTextContents()).toEqual(['报价']);
  await closedBy(popup, 'Control+Enter');
  const clip = await clipOf(/^分析很强，导出很累$/);
  if (!clip) throw new Error('There is no clip.');
  expect(clip.type).toBe('feedback');
  expect(await tagNamesOf(clip)).toEqual(['报价']);
  expect(await tags()).toHaveLength(before + 1);
});

it('opens the clip of a passage that was clipped before, instead of another one', async () => {
  const page = await openOf('www.acme-analytics.example', 'pricing.html');
  const before = await clips();
  const popup = await openOn(page, '#limits');
  await popup.getByText('Saved', { exact: true }).waitFor();
  expect(await popup.getByLabel('Note').inputValue()).toBe('They charge for exports. 我们可以免费。');
  expect(await popup.getByRole('button', { name: 'Competitor', pressed: true }).count()).toBe(1);
  await closedBy(popup, 'Control+Enter');
  expect(await clips()).toEqual(before);
  const drafts = await readTable<{ capture?: { quote: string } }>(library, 'drafts');
  expect(drafts.filter(({ capture }) => capture?.quote === before[0]?.quote)).toEqual([]);
});

it('takes a recent clip away and brings it back', async () => {
  const page = await browser.openPage(`${site.url}forum.html`);
  const popup = await browser.clickToolbar(page);
  const recents = popup.getByRole('region', { name: 'Recent clips' });
  await recents.getByRole('button', { name: 'Move to trash: 分析很强，导出很累' }).click();
  await recents.getByRole('status').getByText('Moved to trash').waitFor();
  expect((await clipOf(/^分析很强/))?.deletedAt).toBeGreaterThan(0);
  await recents.getByRole('button', { name: 'Undo' }).click();
  await recents.getByRole('button', { name: 'Move to trash: 分析很强，导出很累' }).waitFor();
  expect(await clipOf(/^分析很强/)).not.toHaveProperty('deletedAt');
  await popup.close();
});

it('makes a project in the switcher, where the next clips go', async () => {
  const [first] = await readTable<Row>(library, 'projects');
  const page = await browser.openPage(`${site.url}forum.html`);
  const popup = await openOn(page, 'h1');
  await popup.getByLabel('Current project').selectOption('New project…');
  await popup.getByLabel('Name of the project').pressSequentially('付费 Payments');
  await popup.keyboard.press('Enter');
  await expect
    .poll(() => popup.getByLabel('Current project').locator('option:checked').textContent())
    .toBe('付费 Payments');
  await popup.locator('blockquote').click();
  await popup.keyboard.press('4');
  await popup.getByText('Saved', { exact: true }).waitFor();
  await popup.close();
  const projects = await readTable<Row>(library, 'projects');
  expect(projects.map(({ name }) => name).sort()).toEqual([first?.name, '付费 Payments'].sort());
  const clip = (await clips()).find(({ type }) => type === 'note');
  expect(clip?.projectId).toBe(projects.find(({ name }) => name === '付费 Payments')?.id);
});

describe('what a key means', () => {
  const recent = (popup: Page, quote: string) =>
    popup.getByRole('region', { name: 'Recent clips' }).getByRole('button', { name: quote }).first();
  const byQuote = async (quote: string) => (await clips()).filter((clip) => clip.quote === quote);

  it('a type pressed while the page is read is for that page alone', async () => {
    const page = await browser.openPage(`${site.url}support.html`);
    await select(page, '#known-limit');
    const popup = await browser.clickToolbar(page);
    await popup.keyboard.press('1');
    await popup.getByText('Saved', { exact: true }).waitFor();
    const before = (await clips()).filter(({ type }) => type !== 'requirement');
    await recent(popup, '分析很强，导出很累').click();
    await popup.locator('blockquote', { hasText: '分析很强，导出很累' }).waitFor();
    await popup.getByText('Saved', { exact: true }).waitFor();
    await popup.keyboard.press('z');
    expect((await clips()).filter(({ type }) => type !== 'requirement')).toEqual(before);
    await popup.close();
  });

  it('a type after undo brings the clip back as that', async () => {
    const page = await browser.openPage(`${site.url}forum.html`);
    await select(page, '#post-2 p');
    const popup = await browser.clickToolbar(page);
    await popup.locator('blockquote').waitFor();
    const quote = (await popup.locator('blockquote').textContent()) ?? '';
    await popup.keyboard.press('1');
    await popup.getByText('Saved', { exact: true }).waitFor();
    // The same again changes nothing, and is nothing to undo.
    await popup.keyboard.press('1');
    await popup.keyboard.press('z');
    await popup.locator('.panel-footer').getByText('Moved to trash').waitFor();
    await popup.keyboard.press('2');
    await popup.getByText('Saved', { exact: true }).waitFor();
    await closedBy(popup, 'Enter');
    const [clip, ...others] = await byQuote(quote);
    expect(others).toEqual([]);
    expect(clip).toMatchObject({ type: 'feedback', triage: 'kept' });
    expect(clip).not.toHaveProperty('deletedAt');
  });

  it('says what went wrong with a second capture, beside the clip of the first', async () => {
    const page = await browser.openPage(`${site.url}changelog.html`);
    const popup = await openOn(page, 'h1');
    await popup.keyboard.press('4');
    await popup.getByText('Saved', { exact: true }).waitFor();
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await popup.getByRole('button', { name: 'Selection' }).click();
    await popup.getByRole('alert').getByText('Nothing is selected on this page.').waitFor();
    await popup.locator('blockquote').waitFor();
    await popup.close();
  });

  it('moves a clip to another project', async () => {
    const page = await browser.openPage(`${site.url}changelog.html`);
    const popup = await openOn(page, 'h1');
    await popup.getByText('Saved', { exact: true }).waitFor();
    const quote = (await popup.locator('blockquote').textContent()) ?? '';
    const project = popup.getByLabel('Project', { exact: true });
    const names = await project.locator('option').allTextContents();
    const current = await project.locator('option:checked').textContent();
    const other = names.find((name) => name !== current) ?? '';
    await project.selectOption(other);
    const id = (await readTable<Row>(library, 'projects')).find(({ name }) => name === other)?.id;
    await expect.poll(async () => (await byQuote(quote)).map(({ projectId }) => projectId)).toEqual([id]);
    await popup.close();
  });

  it('a competitor that is named on its own site is known there from then on', async () => {
    const page = await openOf('www.tradewind.example', 'support.html');
    const popup = await openOn(page, 'h1');
    await popup.keyboard.press('3');
    await addActor(popup, wordsOf('en'), 'competitor', 'Tradewind');
    await popup.close();
    const again = await openOn(await openOf('docs.tradewind.example', 'changelog.html'), 'h1');
    await again.keyboard.press('3');
    await expect.poll(() => chips(again, 'About').allTextContents()).toEqual(['Tradewindfrom docs.tradewind.example']);
    await again.close();
  });
});

describe('the side panel', () => {
  it('follows what is clipped, and stays where it is when a newer clip goes', async () => {
    const panel = await browser.extensionPage('sidepanel.html');
    await panel.locator('.recent').first().waitFor();
    const page = await browser.openPage(`${site.url}reviews-zh.html`);
    await browser.grantActiveTab(page);
    const shown = panel.locator('blockquote');
    for (const selector of ['#review-2 h3', '#review-3 h3']) {
      await select(page, selector);
      await browser.dispatchCommand('clip-selection', page);
      await (await browser.attachPopup()).close();
      await expect.poll(() => shown.textContent()).toBe(await page.locator(selector).textContent());
    }
    const newest = (await shown.textContent()) ?? '';
    const clip = await clipOf(new RegExp(`^${newest}$`));
    await library.bringToFront();
    await library.locator(`[data-clip="${clip?.id}"]`).getByRole('button').click();
    await library.keyboard.press('#');
    await panel.bringToFront();
    await panel.locator('.panel-footer').getByText('Moved to trash').waitFor();
    expect(await shown.textContent()).toBe(newest);
    // The key is for what is shown, and says that it is to be kept after all.
    const others = async () => (await clips()).filter(({ id }) => id !== clip?.id);
    const before = await others();
    await panel.keyboard.press('2');
    await panel.getByText('Saved', { exact: true }).waitFor();
    await expect.poll(() => clipOf(new RegExp(`^${newest}$`))).toMatchObject({ type: 'feedback' });
    expect(await clipOf(new RegExp(`^${newest}$`))).not.toHaveProperty('deletedAt');
    expect(await others()).toEqual(before);
    await panel.close();
  });
});
