import { beforeAll, expect, it } from 'vitest';
import type { Asset } from '#lib/core/schema/asset.ts';
import { readTable } from '#test/support/gleaner.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { drag, openRegionPicker } from '#test/support/region.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');

onSite();
beforeAll(async () => {
  const page = await browser.openPage(`${site.url}pricing.html`);
  await browser.grantActiveTab(page);
  await openRegionPicker(browser, page);
  await drag(page, [20, 20], [900, 600]);
  await (await browser.attachPopup()).close();
  await library.bringToFront();
});

const settings = () => library.getByRole('dialog', { name: words('settings'), exact: true });
const fact = (label: Parameters<typeof words>[0]) =>
  settings()
    .locator('dt', { hasText: words(label) })
    .locator('xpath=following-sibling::dd[1]');
const asset = async () => (await readTable<Asset>(library, 'assets'))[0];

it('says what is used, what the pictures take of it, and whether it is safe; by keyboard', async () => {
  await library.getByRole('button', { name: words('settings'), exact: true }).focus();
  await library.keyboard.press('Enter');
  await expect.poll(() => fact('storage_pictures').textContent()).toMatch(/^1 picture · \d+(?:\.\d)? kB$/);
  expect(await fact('storage_used').textContent()).toMatch(/^\d+(?:\.\d)? [kM]B$/);
  expect(await fact('storage_available').textContent()).toMatch(/^\d+(?:\.\d)? [MGT]B$/);
  const isPersisted = await library.evaluate(() => navigator.storage.persisted());
  const promise = words(isPersisted ? 'storage_persisted' : 'storage_not_persisted');
  expect(await fact('storage_kept').textContent()).toBe(promise);
  await library.keyboard.press('Escape');
  await settings().waitFor({ state: 'detached' });
});

it('frees space: once something, and then nothing', async () => {
  const before = await asset();
  await library.getByRole('button', { name: words('settings'), exact: true }).click();
  const free = settings().getByRole('button', { name: words('storage_free_up'), exact: true });
  const status = settings().getByRole('status');
  await free.click();
  await expect.poll(() => status.textContent()).toMatch(/^Freed \d+(?:\.\d)? kB\.$/);
  const after = await asset();
  expect(after?.blob.size).toBeLessThan(before?.blob.size ?? 0);
  await free.click();
  await expect.poll(() => status.textContent()).toBe(words('storage_nothing_to_free'));
  expect(await asset()).toEqual(after);
  await settings()
    .getByRole('button', { name: words('close'), exact: true })
    .click();
  await settings().waitFor({ state: 'detached' });
});
