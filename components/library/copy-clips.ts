import { clipsByIds } from '#lib/db/clips.ts';
import { rowsOf } from '#lib/db/library-rows.ts';
import { copyFindings } from './export-clips.ts';

/**
 * Puts clips on the clipboard, as `copyFindings` does.
 * @throws GleanerError `clipboard_denied`
 */
export async function copyClips(ids: readonly string[]): Promise<void> {
  await copyFindings(await rowsOf(await clipsByIds(ids)));
}
