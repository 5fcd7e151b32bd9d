import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Project } from '#lib/core/schema/project.ts';
import { answerPickers, putRows } from '#test/support/backup-gestures.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { clipOf, idOf } from '#test/support/rows.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('zh-CN');
type Words = Parameters<typeof words>[0];

let browser: ExtensionBrowser;
let library: Page;
let projectId: string;
beforeAll(async () => {
  browser = await launchGleaner({ locale: 'zh-CN', colorScheme: 'dark' });
  library = await browser.extensionPage('library.html');
  projectId = await vi.waitUntil(async () => (await readTable<Project>(library, 'projects'))[0]?.id, 20_000);
  await answerPickers(library);
  await library.getByRole('button', { name: words('settings'), exact: true }).click();
  const settings = library.getByRole('dialog', { name: words('settings'), exact: true });
  await settings.getByRole('button', { name: words('health_open'), exact: true }).click();
});
afterAll(() => browser.close());

const dialog = () => library.getByRole('dialog', { name: words('health'), exact: true });
const button = (key: Words) => dialog().getByRole('button', { name: words(key), exact: true });
const clips = () => readTable<Clip>(library, 'clips');

it('says that all is well, by keyboard', async () => {
  await putRows(library, 'clips', [clipOf(1, { projectId })]);
  await button('health_run').focus();
  await library.keyboard.press('Enter');
  await dialog().getByText(words('health_well_other', '2')).waitFor();
  // It was disabled meanwhile, and has the keyboard again.
  await expect.poll(() => button('health_again').evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await violations(library)).toEqual([]);
});

it('repairs what leads nowhere, and takes that back', async () => {
  await putRows(library, 'clips', [clipOf(2, { projectId, tagIds: [idOf(500)] })]);
  await button('health_again').click();
  await dialog().getByText(words('health_astray_one', '1')).waitFor();
  await button('health_mend').click();
  await dialog().getByText(words('health_mended')).waitFor();
  expect((await clips()).find(({ id }) => id === idOf(2))?.tagIds).toEqual([]);
  await button('undo').click();
  await dialog().getByText(words('health_astray_one', '1')).waitFor();
  expect((await clips()).find(({ id }) => id === idOf(2))?.tagIds).toEqual([idOf(500)]);
  await button('health_mend').click();
  await dialog().getByText(words('health_mended')).waitFor();
});

it('sets what is damaged aside, into a file', async () => {
  await putRows(library, 'clips', [{ id: idOf(3), quote: 5 }]);
  await button('health_again').click();
  await dialog().getByText(words('health_damaged_one', '1')).waitFor();
  expect(await violations(library)).toEqual([]);
  expect(await clips()).toHaveLength(3);
  await button('health_set_aside').click();
  await dialog().getByText(words('health_aside_one', '1')).waitFor();
  expect(await clips()).toHaveLength(2);
  const text = await library.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    return (await (await root.getFileHandle('gleaner-damaged.jsonl')).getFile()).text();
  });
  expect(JSON.parse(text)).toMatchObject({ table: 'clips', id: idOf(3), row: { quote: 5 } });
});

it('makes the index of the search anew', async () => {
  await button('health_rebuild').click();
  await dialog().getByText(words('health_rebuilt')).waitFor();
});
