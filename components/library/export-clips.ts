import { GleanerError } from '#lib/core/errors.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { listActors } from '#lib/db/actors.ts';
import { getAsset } from '#lib/db/assets.ts';
import { listProjects } from '#lib/db/projects.ts';
import { listTags } from '#lib/db/tags.ts';
import { clipboardMarkdown } from '#lib/export/clipboard.ts';
import type { ExportFile, ExportFormat, ExportInput } from '#lib/export/input.ts';
import { locale, t } from '#lib/platform/i18n.ts';

/** The clips with all that they refer to, as exports read them. */
async function exportInput(clips: readonly Clip[]): Promise<ExportInput> {
  const [projects, tags, actors] = await Promise.all([listProjects(), listTags(), listActors()]);
  return {
    clips: [...clips],
    projects,
    tags,
    actors,
    loadAsset: getAsset,
    t,
    locale: locale(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

export async function exportClips(
  format: ExportFormat,
  clips: readonly Clip[],
  signal?: AbortSignal,
): Promise<ExportFile> {
  return format.run(await exportInput(clips), signal);
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
export async function copyFindings(clips: readonly Clip[]): Promise<void> {
  const text = await clipboardMarkdown(await exportInput(clips));
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    throw new GleanerError('clipboard_denied', String(error), error);
  }
}
