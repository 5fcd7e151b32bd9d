import { expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { readTable, select } from '#test/support/gleaner.ts';
import { browser, library, onOwnSite, site, writePage } from '#test/support/on-site.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');

onOwnSite();

const FILLER = Array.from(
  { length: 6 },
  (_, index) =>
    `<p>Paragraph ${index} of the terms says at some length what everybody expects it to say, and no more.</p>`,
).join('');

/** The terms of a product; what is not given stays as it was at first. */
function write(days: number, last: string): Promise<void> {
  const article = `<article><h1>Terms</h1>${FILLER}<p id="term">The free plan keeps ${days} days of history for everybody.</p>${FILLER.replaceAll('Paragraph', 'Clause')}<p>${last}</p></article>`;
  return writePage('terms.html', article, 'Terms');
}

it('a page that is clipped, changes and is visited again: its clip and its text say so, word by word', async () => {
  await write(14, 'We answer within a day, on weekends too, wherever you are.');
  const page = await browser.openPage(`${site.url}terms.html`);
  await select(page, '#term');
  const popup = await browser.clickToolbar(page);
  await clipShown(popup);
  await chooseType(popup, 'competitor');
  await popup.close();
  await expect.poll(async () => (await readTable(library, 'snapshots')).length).toBe(1);
  await page.close();

  await write(7, 'Support is not part of this plan any longer and must be bought.');
  const back = await browser.openPage(`${site.url}terms.html`);
  const again = await browser.clickToolbar(back);
  await expect.poll(async () => (await readTable(library, 'observations')).length).toBe(1);
  await expect.poll(async () => (await readTable(library, 'snapshots')).length).toBe(2);
  await again.close();

  await library.bringToFront();
  const changed = library.getByRole('navigation').getByRole('button', { name: /^Changed/ });
  await expect.poll(() => changed.textContent()).toBe('Changed1');
  await changed.click();
  const head = library.locator('.page-head');
  await expect
    .poll(() => head.textContent())
    .toMatch(/^Terms1 of 1 clip changed since .+The page’s text: \d passages changed/);

  const [clip] = await readTable<Clip>(library, 'clips');
  await library.locator(`[data-clip="${clip?.id}"]`).getByRole('button').click();
  const evidence = library.getByRole('region', { name: words('on_page_now'), exact: true });
  await expect.poll(() => evidence.locator('.evidence-change del').textContent()).toContain('14');
  expect(await evidence.locator('.evidence-change ins').textContent()).toContain('7');

  await evidence.getByRole('button', { name: words('page_text_compare') }).click();
  const dialog = library.getByRole('dialog', { name: words('page_text_title') });
  const passages = dialog.getByRole('region', { name: words('what_changed') });
  await expect.poll(() => passages.locator('del').first().textContent()).toContain('14');
  expect(await passages.locator('del').last().textContent()).toContain('We answer within a day');
  expect(await passages.locator('ins').last().textContent()).toContain('must be bought');
  expect(await passages.textContent()).toMatch(/… \d passages unchanged/);
  expect(await violations(library)).toEqual([]);

  // The other way round, and with itself.
  const [later] = await dialog
    .getByLabel(words('page_text_to'))
    .evaluateAll((one) => one.map((each) => (each as HTMLSelectElement).value));
  await dialog.getByLabel(words('page_text_from')).selectOption(later ?? '');
  await dialog.getByText(words('page_text_same')).waitFor();
  await dialog.getByLabel(words('page_text_to')).selectOption({ index: 0 });
  await expect.poll(() => passages.locator('del').first().textContent()).toContain('7');
  await library.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});
