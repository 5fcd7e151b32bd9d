import { GleanerError } from '#lib/core/errors.ts';
import { getAsset } from '#lib/db/assets.ts';
import type { LibraryRows } from '#lib/db/library-rows.ts';
import { clipboardMarkdown } from '#lib/export/clipboard.ts';
import type { ExportFile, ExportFormat, ExportInput } from '#lib/export/input.ts';
import { locale, t } from '#lib/platform/i18n.ts';

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

/** @throws GleanerError `clipboard_denied` */
export async function copyFindings(rows: LibraryRows): Promise<void> {
  const text = clipboardMarkdown(exportInput(rows));
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    throw new GleanerError('clipboard_denied', String(error), error);
  }
}
