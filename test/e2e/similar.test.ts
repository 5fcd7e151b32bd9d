import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { readTable, select } from '#test/support/gleaner.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { clipShown } from '#test/support/popup-gestures.ts';
import { sampleLibrary } from '#test/support/sample-library.ts';
import { startOver } from '#test/support/start-over.ts';
import { violationsInThemes } from '#test/support/violations-in-themes.ts';

/** A review. */
const PASSAGE = '.rv p';

onSite();

const clips = () => readTable<Clip>(library, 'clips');
const detail = (page = library) => page.getByRole('region', { name: 'Clip', exact: true });

/** Two clips that say the same in two places. */
async function fillWithTwins(): Promise<{ report: Clip; twin: Clip }> {
  const sample = sampleLibrary();
  const { report, idea } = sample.clips;
  const twin = sample.clips.idea;
  Object.assign(twin, {
    quote: '每次导出都要手动整理截图和链接，周报要花我三个小时！',
    note: 'Said twice now.',
    tagIds: [sample.tags.price.id],
    source: { url: 'https://forum.example/t/1', title: 'Forum thread', site: 'Forum' },
  });
  await startOver(library, sample);
  await library.locator(`[data-clip="${report.id}"]`).waitFor();
  return { report, twin: idea };
}

describe('in the library', () => {
  it('clips that say almost the same are shown with a clip, and become one with both its sources; undo parts them', async () => {
    const { report, twin } = await fillWithTwins();
    await library.locator(`[data-clip="${report.id}"]`).getByRole('button').click();
    await detail().getByRole('heading', { name: '1 clip like this' }).waitFor();
    expect(await violationsInThemes(library)).toEqual([]);
    await detail().getByRole('button', { name: 'Merge into this one' }).click();
    await library.getByText('1 clip merged into this one').waitFor();
    await detail().getByRole('link', { name: 'Forum thread' }).waitFor();
    await expect.poll(async () => (await clips()).find(({ id }) => id === twin.id)?.deletedAt).toBeTypeOf('number');
    const merged = (await clips()).find(({ id }) => id === report.id);
    expect(merged?.tagIds).toEqual([...report.tagIds, ...twin.tagIds]);
    expect(merged?.note).toBe('Said twice now.');
    expect(merged?.alsoAt?.map(({ clipId }) => clipId)).toEqual([twin.id]);
    expect(await violationsInThemes(library)).toEqual([]);

    await library.getByRole('status').getByRole('button', { name: /^Undo/ }).click();
    await detail().getByRole('heading', { name: '1 clip like this' }).waitFor();
    await expect.poll(async () => (await clips()).find(({ id }) => id === twin.id)?.deletedAt).toBeUndefined();
  });

  it('what is told apart is not shown again, but for by undo', async () => {
    const { report, twin } = await fillWithTwins();
    await library.locator(`[data-clip="${report.id}"]`).getByRole('button').click();
    const heading = detail().getByRole('heading', { name: '1 clip like this' });
    await heading.waitFor();
    await detail().getByRole('button', { name: 'Not the same' }).click();
    await heading.waitFor({ state: 'detached' });
    await detail().getByText('Told apart for good.').waitFor();
    await detail().locator('[role="status"]', { hasText: 'Told apart' }).getByRole('button', { name: 'Undo' }).click();
    await heading.waitFor();
    // The other way round it is the same pair; and its name opens it.
    await detail()
      .getByRole('button', { name: /三个小时/ })
      .click();
    await expect.poll(() => library.locator(`[data-clip="${twin.id}"] [aria-current="true"]`).count()).toBe(1);
    await heading.waitFor();
  });
});

describe('while clipping', () => {
  /** A clip of the library that says almost what the page does, and the popup over that. */
  async function openOnTwin(): Promise<{ earlier: Clip; page: Page; popup: Page }> {
    const page = await browser.openPage(`${site.url}reviews-zh.html`);
    const text = (await page.locator(PASSAGE).first().textContent()) ?? '';
    const sample = sampleLibrary();
    const earlier = sample.clips.report;
    earlier.quote = `${text.trim()}真的。`;
    await startOver(library, sample);
    await library.locator(`[data-clip="${earlier.id}"]`).waitFor();
    // What an older Gleaner clipped has no sketch until the library makes it.
    await expect.poll(async () => (await readTable(library, 'sketches')).length).toBe(7);
    await page.bringToFront();
    await select(page, PASSAGE);
    const popup = await browser.clickToolbar(page);
    await clipShown(popup);
    return { earlier, page, popup };
  }

  const hintOf = (popup: Page) => popup.getByRole('complementary', { name: 'Clipped before' });

  it('the popup tells what was clipped before of the same words, and leads to it', async () => {
    const { earlier, page, popup } = await openOnTwin();
    await hintOf(popup).getByText('拾光应用市场').waitFor();
    expect(await violationsInThemes(popup)).toEqual([]);
    const opening = browser.context.waitForEvent('page');
    await hintOf(popup).getByRole('button', { name: 'Show in library' }).click();
    const shown = await opening;
    await shown.locator(`[data-clip="${earlier.id}"] [aria-current="true"]`).waitFor();
    await shown.close();
    await page.close();
  });

  it('what is told apart there is clipped without being told of again', async () => {
    const { page, popup } = await openOnTwin();
    await hintOf(popup).getByRole('button', { name: 'Not the same' }).click();
    await hintOf(popup).waitFor({ state: 'detached' });
    await popup.keyboard.press('2');
    await expect.poll(async () => (await clips()).length).toBe(8);
    await expect.poll(async () => (await readTable(library, 'sketches')).length).toBe(8);
    expect(await hintOf(popup).count()).toBe(0);
    await popup.close();
    await page.close();
  });
});
