import type { Asset } from '#lib/core/schema/asset.ts';
import { getAsset } from '#lib/db/assets.ts';
import type { LibraryRows } from '#lib/db/library-rows.ts';
import { clipboardHtml, clipboardMarkdown } from '#lib/export/clipboard.ts';
import type { ExportFile, ExportFormat, ExportInput } from '#lib/export/input.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import { asPng } from '#lib/screenshot/as-png.ts';
import { writeClipboard } from './write-clipboard.ts';

/** Rows as exports read them: in the user's language and time zone. */
function exportInput(rows: LibraryRows): ExportInput {
  return {
    ...rows,
    loadAsset: getAsset,
    t,
    locale: locale(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

export function exportRows(format: ExportFormat, rows: LibraryRows, signal?: AbortSignal): Promise<ExportFile> {
  return format.run(exportInput(rows), signal);
}

/** Hands a file to the browser's downloads, which needs no permission. */
export function saveFile({ name, bytes }: ExportFile): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the bytes after the click; a minute is ample, and the page may be closed before.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A picture as every program pastes it. */
async function loadPng(id: string): Promise<Asset | undefined> {
  const asset = await getAsset(id);
  return asset && { ...asset, blob: await asPng(asset.blob), mime: 'image/png' };
}

/**
 * Puts findings on the clipboard: as Markdown, and formatted with their pictures for programs that take that.
 * @throws GleanerError `clipboard_denied`
 */
export async function copyFindings(rows: LibraryRows): Promise<void> {
  const input = exportInput(rows);
  await writeClipboard({
    'text/plain': Promise.resolve(new Blob([clipboardMarkdown(input)], { type: 'text/plain' })),
    'text/html': clipboardHtml({ ...input, loadAsset: loadPng }).then(
      (html) => new Blob([html], { type: 'text/html' }),
    ),
  });
}
