import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Project } from '#lib/core/schema/project.ts';
import { readTable, select } from '#test/support/gleaner.ts';
import { browser, library, onSampleLibrary, sample } from '#test/support/on-sample-library.ts';
import { clipShown } from '#test/support/popup-gestures.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';
import { violationsInThemes } from '#test/support/violations-in-themes.ts';

let site: SiteServer;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
});
afterAll(() => site.close());
onSampleLibrary();

const dialog = () => library.getByRole('dialog');
const row = (name: string) => dialog().locator('.manager-row-main', { hasText: name });
const notice = (text: string) => dialog().locator('.snackbar', { hasText: text });
const button = (name: string | RegExp) => dialog().locator('.manager-details').getByRole('button', { name });
const clips = () => readTable<Clip>(library, 'clips');
const project = async (name: string) =>
  (await readTable<Project>(library, 'projects')).find((one) => one.name === name);
const offered = () => library.getByRole('combobox', { name: 'Current project' }).locator('option').allTextContents();

async function openManager(): Promise<void> {
  await library.getByRole('navigation').getByRole('button', { name: 'Manage projects' }).click();
  await row('Pricing study').waitFor();
}

describe('the project manager', () => {
  it('makes a project, which new clips go to, names it and its product', async () => {
    await openManager();
    expect(await violationsInThemes(library)).toEqual([]);
    await dialog().getByRole('textbox', { name: 'Name of the project' }).fill('Churn');
    await library.keyboard.press('Enter');
    await notice('“Churn” is there').waitFor();
    await row('Churn').getByText('current').waitFor();
    await dialog().getByRole('textbox', { name: 'Product' }).fill('Board');
    const name = dialog().getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Churn 2026');
    await name.press('Enter');
    await expect.poll(() => project('Churn 2026')).toMatchObject({ product: 'Board' });
    await expect.poll(offered).toContain('Churn 2026');
  });

  it('takes back what was typed with Esc, and shows the old name again when the new one is undone', async () => {
    await openManager();
    const field = (name: string) => dialog().getByRole('textbox', { name, exact: true });
    for (const [name, value] of [
      ['Name', 'Pricing study'],
      ['Product', ''],
    ] as const) {
      await field(name).fill('Something else');
      await field(name).press('Escape');
      await expect.poll(() => field(name).inputValue()).toBe(value);
    }
    // A project has to have a name.
    await field('Name').fill('  ');
    await field('Name').press('Enter');
    await expect.poll(() => field('Name').inputValue()).toBe('Pricing study');
    expect(await readTable(library, 'events')).toEqual([]);
    await field('Product').fill('Board');
    await field('Product').press('Enter');
    await notice('“Pricing study” changed').waitFor();
    await field('Name').fill('Prices');
    await field('Name').press('Enter');
    await notice('“Prices” changed').getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => field('Name').inputValue()).toBe('Pricing study');
    // Leaving the fields saves nothing a second time.
    expect(await readTable(library, 'events')).toHaveLength(3);
    await library.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await project('Pricing study')).toMatchObject({ product: 'Board' });
  });

  it('archives the current project by way of another one, and brings it back', async () => {
    await openManager();
    await button('Archive this one and switch there').click();
    await notice('“Pricing study” archived').waitFor();
    await dialog().getByRole('heading', { name: 'Archived' }).waitFor();
    await row('二期').getByText('current').waitFor();
    await expect.poll(offered).not.toContain('Pricing study');
    expect(await violationsInThemes(library)).toEqual([]);
    // Its clips can still be looked at.
    await row('Pricing study').click();
    await button('Show its clips').click();
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => library.locator('[data-clip]').count()).toBe(5);
    await openManager();
    await row('Pricing study').click();
    await button('Unarchive').click();
    await expect.poll(offered).toContain('Pricing study');
  });

  it('deletes a project only once its clips have gone elsewhere, and undo gives both back', async () => {
    await openManager();
    await row('二期').click();
    expect(await button('Delete').isDisabled()).toBe(true);
    await button('Move 1 clip there').click();
    await notice('1 clip moved to “Pricing study”').waitFor();
    await expect.poll(() => button('Delete').isDisabled()).toBe(false);
    await button('Delete').click();
    await notice('“二期” deleted').waitFor();
    await row('二期').waitFor({ state: 'detached' });
    await notice('“二期” deleted').getByRole('button', { name: /^Undo/ }).click();
    await row('二期').waitFor();
    const moved = (await clips()).find(({ id }) => id === sample.clips.elsewhere.id);
    expect(moved?.projectId).toBe(sample.projects.pricing.id);
  });

  it('gives a project defaults, which its next clip has unless the user says otherwise', async () => {
    await openManager();
    const tags = dialog().getByRole('combobox', { name: 'Tags' });
    await tags.fill('forum talk');
    await tags.press('Enter');
    await dialog().getByRole('button', { name: 'Remove tag forum talk' }).waitFor();
    await dialog().getByRole('combobox', { name: 'About' }).selectOption({ label: '云屿科技 · Customer' });
    await dialog().getByRole('combobox', { name: 'Method' }).selectOption('forum');
    await expect.poll(async () => (await project('Pricing study'))?.defaults).toMatchObject({ method: 'forum' });
    await expect.poll(async () => (await project('Pricing study'))?.defaults?.actorId).toBe(sample.actors.yunyu.id);
    const tagId = (await project('Pricing study'))?.defaults?.tagIds?.[0];
    expect(tagId).toBeDefined();
    await library.keyboard.press('Escape');

    const page = await browser.openPage(`${site.url}pricing.html`);
    await select(page, '#limits');
    const popup = await browser.clickToolbar(page);
    await clipShown(popup);
    // They are seen before anything is saved, and can be taken away.
    await popup.getByRole('button', { name: 'Remove tag forum talk' }).waitFor();
    await popup.getByRole('button', { name: 'Remove 云屿科技' }).click();
    await popup.getByRole('button', { name: 'Remove 云屿科技' }).waitFor({ state: 'detached' });
    await popup.getByRole('button', { name: 'Requirement' }).click();
    await expect
      .poll(async () =>
        (await clips()).find(({ quote }) => !Object.values(sample.clips).some((one) => one.quote === quote)),
      )
      .toMatchObject({ tagIds: [tagId], method: 'forum', type: 'requirement' });
    const clip = (await clips()).find(({ method }) => method === 'forum');
    expect(clip?.actorId).toBeUndefined();
    await popup.close();

    // Clipped without the popup, it says all of them.
    await select(page, '#limits');
    await browser.dispatchCommand('clip-selection', page);
    await expect
      .poll(async () => (await clips()).find(({ method, triage }) => method === 'forum' && triage === 'inbox'))
      .toMatchObject({ tagIds: [tagId], actorId: sample.actors.yunyu.id });
    await page.close();
  });
});
