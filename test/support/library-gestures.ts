import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { MessageKey, Translate } from '#lib/core/message-key.ts';

/** The export formats by the labels under which the dialog offers them. */
const FORMAT_LABELS = {
  markdown: 'export_markdown_label',
  'markdown-zip': 'export_markdown_zip_label',
  json: 'export_json_label',
} as const satisfies Record<string, MessageKey>;

export type FormatId = keyof typeof FORMAT_LABELS;

/** Ticks clips in the library's list, and unticks all others. */
export async function tickClips(library: Page, words: Translate, ids: readonly string[]): Promise<void> {
  const none = library.getByRole('button', { name: words('select_none'), exact: true });
  if (await none.isVisible()) await none.click();
  for (const id of ids) await library.locator(`[data-clip="${id}"]`).getByRole('checkbox').check();
}

/** Opens the export dialog, which proposes what is ticked, else what the list shows, else the whole project. */
export async function openExport(library: Page, words: Translate, format: FormatId): Promise<void> {
  await library
    .getByRole('main')
    .getByRole('button', { name: words('export'), exact: true })
    .click();
  await library.getByRole('dialog').getByText(words(FORMAT_LABELS[format]), { exact: true }).click();
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
