import { changeBackupState } from '#lib/db/backup-state.ts';
import { releaseBlobFiles } from '#lib/db/blob-files.ts';
import { folderError, type Target } from './targets.ts';
import { type Work, type Written, writeBackup } from './write-backup.ts';

/** A name for a backup that is made now, by the local clock. */
export function backupName(at: Date, prefix = 'gleaner-backup'): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${prefix}-${day}-${two(at.getHours())}${two(at.getMinutes())}.zip`;
}

/**
 * Backs the library up into a target, and notes that. What fails or is cancelled leaves no file.
 * @returns what is in it, and the file where it still has to be handed to the browser's downloads.
 * @throws GleanerError `cancelled`, `disk_full`, `folder_denied`, `folder_missing`
 */
export async function backUp(target: Target, work: Work = {}): Promise<Written & { file: File | undefined }> {
  const at = Date.now();
  try {
    const written = await writeBackup(target.sink, work);
    const file = await target.finish();
    await changeBackupState({ lastAt: at, snoozedUntil: undefined });
    return { ...written, file };
  } catch (error) {
    await target.abort();
    throw folderError(error);
  } finally {
    // Of rows that were deleted meanwhile, too, no file is to stay.
    await releaseBlobFiles();
  }
}
