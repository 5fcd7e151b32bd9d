import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tag } from '#lib/core/schema/tag.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { clipOf, idOf, tagOf } from '#test/support/rows.ts';
import { putRows, sampleLibrary } from '#test/support/sample-library.ts';
import { startOver } from '#test/support/start-over.ts';
import { violationsInThemes } from '#test/support/violations-in-themes.ts';

let browser: ExtensionBrowser;
let library: Page;

beforeAll(async () => {
  browser = await launchGleaner();
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
});
afterAll(() => browser.close());

const NAMES = ['pricing', 'pricing/limits', 'pricing/limits/free', 'reports', 'Report', 'forgotten', 'places/only'];
const tag = (name: string) => idOf(500 + NAMES.indexOf(name));

/** A clip of each tag but the one that is forgotten, and two of "reports". */
beforeEach(async () => {
  const sample = sampleLibrary();
  const projectId = sample.projects.pricing.id;
  await startOver(library, { projects: sample.projects });
  const clips = [...NAMES.filter((name) => name !== 'forgotten'), 'reports'].map((name, index) =>
    clipOf(600 + index, { quote: `${index} on ${name}`, projectId, tagIds: [tag(name)] }),
  );
  await putRows(library, { tags: NAMES.map((name, index) => tagOf(500 + index, name)), clips });
  await library.reload();
  await library.locator('[data-clip]').first().waitFor();
});

const side = () => library.getByRole('navigation');
const place = (name: string) => side().getByRole('button', { name: new RegExp(`^${name}( ?\\d+)?$`) });
const dialog = () => library.getByRole('dialog');
const row = (name: string) => dialog().locator('.manager-row-main', { hasText: new RegExp(`^${name}(\\d|unused)`) });
const notice = (text: string | RegExp) => dialog().locator('.snackbar', { hasText: text });
const rows = () => readTable<Tag>(library, 'tags');
const names = async () =>
  (await rows())
    .filter(({ deletedAt, mergedInto }) => !deletedAt && !mergedInto)
    .map(({ name }) => name)
    .sort();
const listed = () =>
  library
    .locator('[data-clip] .clip-quote')
    .evaluateAll((quotes) => quotes.map(({ textContent }) => textContent).sort());

async function openManager(): Promise<void> {
  await side().getByRole('button', { name: 'Manage tags' }).click();
  await row('pricing').waitFor();
}

describe('the tags in the sidebar', () => {
  it('are a tree: a tag shows what is below it too, and so does a place that no tag has the name of', async () => {
    await place('pricing').click();
    await expect.poll(listed).toEqual(['0 on pricing', '1 on pricing/limits', '2 on pricing/limits/free']);
    expect(await place('pricing').getAttribute('aria-pressed')).toBe('true');
    await place('limits').click();
    await expect.poll(listed).toEqual(['1 on pricing/limits', '2 on pricing/limits/free']);
    await place('limits').click();
    await expect.poll(async () => (await listed()).length).toBe(7);
    await place('places').click();
    await expect.poll(listed).toEqual(['5 on places/only']);
    await place('places').click();
    await expect.poll(async () => (await listed()).length).toBe(7);
  });

  it('fold, and stay so', async () => {
    const fold = () => side().getByRole('button', { name: 'Tags below pricing' });
    await place('limits').waitFor();
    await fold().click();
    await place('limits').waitFor({ state: 'detached' });
    await library.reload();
    await place('pricing').waitFor();
    await expect.poll(() => fold().getAttribute('aria-expanded')).toBe('false');
    await place('limits').waitFor({ state: 'detached' });
    await fold().click();
    await place('limits').waitFor();
  });
});

describe('the tag manager', () => {
  it('moves a whole subtree by its name, and Z moves it back', async () => {
    await openManager();
    expect(await violationsInThemes(library)).toEqual([]);
    await row('pricing').click();
    const name = dialog().getByRole('textbox', { name: 'Name' });
    await name.fill('money / plans');
    await name.press('Enter');
    await notice('“pricing” is now “money/plans”').waitFor();
    await expect.poll(names).toContain('money/plans/limits/free');
    expect(await violationsInThemes(library)).toEqual([]);
    await row('plans').focus();
    await library.keyboard.press('z');
    await expect.poll(names).toEqual([...NAMES].sort());
  });

  it('says which tag has a name already, and makes one of the two', async () => {
    await openManager();
    await row('reports').click();
    const name = dialog().getByRole('textbox', { name: 'Name' });
    await name.fill('REPORT');
    await name.press('Enter');
    const alert = dialog().getByRole('alert');
    await alert.getByText('“REPORT” already means the tag “Report”.').waitFor();
    expect(await names()).toEqual([...NAMES].sort());
    await alert.getByRole('button', { name: 'Merge into “Report”' }).click();
    await notice('1 tag merged into “Report”').waitFor();
    await row('Report').getByText('3').waitFor();
    await dialog().getByText('Merged into it').waitFor();
    await notice('1 tag merged').getByRole('button', { name: /^Undo/ }).click();
    await row('reports').getByText('2').waitFor();
  });

  it('gives a tag a colour, a meaning and other names, by which it is found', async () => {
    await openManager();
    await row('reports').click();
    await dialog().getByRole('button', { name: 'Teal' }).click();
    await expect.poll(async () => (await rows()).find(({ id }) => id === tag('reports'))?.colour).toBe('#0f8a8a');
    await dialog().getByRole('textbox', { name: 'Meaning' }).fill('Whatever is printed.');
    const aliases = dialog().getByRole('combobox', { name: 'Other names' });
    await aliases.fill('周报');
    await aliases.press('Enter');
    await dialog().getByRole('button', { name: 'Remove name 周报' }).waitFor();
    await expect
      .poll(async () => (await rows()).find(({ id }) => id === tag('reports')))
      .toMatchObject({ definition: 'Whatever is printed.', aliases: ['周报'] });
    await dialog().getByRole('searchbox', { name: 'Search tags' }).fill('周报');
    await row('pricing').waitFor({ state: 'detached' });
    await row('reports').waitFor();
    expect(await violationsInThemes(library)).toEqual([]);

    // In a clip, the other name means the tag, and says so.
    await library.keyboard.press('Escape');
    // The first Esc empties the search.
    await row('pricing').waitFor();
    await library.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await library.locator('[data-clip]', { hasText: '0 on pricing' }).getByRole('button').first().click();
    const field = library.getByRole('combobox', { name: 'Tags', exact: true });
    await field.fill('周报');
    await library.locator('[role="option"]:visible').getByText('周报').waitFor();
    expect(await library.locator('[role="option"]:visible').allTextContents()).toEqual(['reports周报']);
    await field.press('Enter');
    await library.getByRole('button', { name: 'Remove tag reports' }).waitFor();
    await expect
      .poll(
        async () =>
          (await readTable<{ id: string; tagIds: string[] }>(library, 'clips')).find(({ id }) => id === idOf(600))
            ?.tagIds,
      )
      .toEqual([tag('pricing'), tag('reports')]);
  });

  it('points out tags that nothing has and tags that look alike, to be deleted, merged or told apart', async () => {
    await openManager();
    await dialog().getByRole('button', { name: 'Unused 1' }).click();
    await row('pricing').waitFor({ state: 'detached' });
    await dialog().getByRole('checkbox', { name: 'Select forgotten' }).check();
    await dialog().locator('.manager-actions').getByRole('button', { name: 'Delete' }).click();
    await notice('1 tag deleted').waitFor();
    await dialog().getByText('Every tag is in use.').waitFor();
    await notice('1 tag deleted').getByRole('button', { name: /^Undo/ }).click();
    await row('forgotten').waitFor();

    await dialog().getByRole('button', { name: 'Look-alikes 1' }).click();
    await dialog().getByText('Spelled alike').waitFor();
    expect(await violationsInThemes(library)).toEqual([]);
    await dialog().getByRole('button', { name: 'Not the same' }).click();
    await dialog().getByText('No two tags look alike.').waitFor();
    await notice('told apart').getByRole('button', { name: /^Undo/ }).click();
    // Into the one that more clips have.
    await dialog().getByRole('button', { name: 'Merge into “reports”' }).click();
    await dialog().getByText('No two tags look alike.').waitFor();
    await expect.poll(names).not.toContain('Report');
  });

  it('goes on at the next pair by keyboard, once one is decided', async () => {
    const names = ['notification', 'notifications', 'dashboard', 'dashboards'];
    await putRows(library, { tags: names.map((name, at) => tagOf(800 + at, name)) });
    await library.reload();
    await library.locator('[data-clip]').first().waitFor();
    await openManager();
    await dialog().getByRole('button', { name: 'Look-alikes 3' }).click();
    const decisions = dialog().getByRole('button', { name: 'Not the same' });
    await decisions.first().focus();
    await library.keyboard.press('Enter');
    await expect.poll(() => decisions.count()).toBe(2);
    const isFocused = () => decisions.first().evaluate((button) => button === document.activeElement);
    await expect.poll(isFocused).toBe(true);
    await library.keyboard.press('Enter');
    await expect.poll(() => decisions.count()).toBe(1);
    await expect.poll(isFocused).toBe(true);
  });

  it('merges several at once, and clips are found by the one that is left', async () => {
    await openManager();
    for (const name of ['Report', 'reports', 'forgotten']) {
      await dialog()
        .getByRole('checkbox', { name: `Select ${name}`, exact: true })
        .check();
    }
    await dialog().getByRole('combobox', { name: 'Merge into' }).first().selectOption('Report');
    await dialog().getByRole('button', { name: 'Merge', exact: true }).click();
    await notice('2 tags merged into “Report”').waitFor();
    await row('Report').getByText('3').waitFor();
    await library.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await place('Report').click();
    await expect.poll(listed).toEqual(['3 on reports', '4 on Report', '6 on reports']);
  });

  it('is worked by arrow keys, and Esc takes back what was typed before it closes', async () => {
    await openManager();
    await row('forgotten').focus();
    await library.keyboard.press('ArrowDown');
    await library.keyboard.press('Enter');
    const name = dialog().getByRole('textbox', { name: 'Name' });
    await expect.poll(() => name.inputValue()).not.toBe('');
    const before = await name.inputValue();
    await name.fill('half a na');
    await name.press('Escape');
    await expect.poll(() => name.inputValue()).toBe(before);
    await name.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await names()).toEqual([...NAMES].sort());
  });
});
