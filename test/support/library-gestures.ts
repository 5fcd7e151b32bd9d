import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { Translate } from '#lib/core/message-key.ts';
import { exportFormats } from '#lib/export/formats/index.ts';

/** Ticks clips in the library's list, and unticks all others. */
export async function tickClips(library: Page, words: Translate, ids: readonly string[]): Promise<void> {
  const none = library.getByRole('button', { name: words('select_none'), exact: true });
  if (await none.isVisible()) await none.click();
  for (const id of ids) await library.locator(`[data-clip="${id}"]`).getByRole('checkbox').check();
}

/** Opens the export dialog, which proposes what is ticked, else what the list shows, else the whole project. */
export async function openExport(library: Page, words: Translate, formatId: string): Promise<void> {
  const format = exportFormats.find(({ id }) => id === formatId);
  if (!format) throw new Error(`There is no export format "${formatId}".`);
  await library
    .getByRole('main')
    .getByRole('button', { name: words('export'), exact: true })
    .click();
  await library.getByRole('dialog').getByText(words(format.label), { exact: true }).click();
}

/** Saves the file that the open export dialog makes, and waits until it is there. */
export async function saveExport(library: Page, words: Translate): Promise<{ name: string; bytes: Buffer }> {
  const dialog = library.getByRole('dialog');
  const [download] = await Promise.all([
    library.waitForEvent('download'),
    dialog.getByRole('button', { name: words('save_file'), exact: true }).click(),
  ]);
  const bytes = await readFile(await download.path());
  await dialog.waitFor({ state: 'detached' });
  return { name: download.suggestedFilename(), bytes };
}
