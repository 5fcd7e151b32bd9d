import { GleanerError } from '#lib/core/errors.ts';
import { type BackupSchedule, backupState, changeBackupState, changeSchedule } from '#lib/db/backup-state.ts';
import { backUp, backupName } from './back-up.ts';
import { mayWrite } from './folder-access.ts';
import { dueAt, isDue } from './reminder.ts';
import { folderError, inFolder } from './targets.ts';
import type { Work } from './write-backup.ts';

/** Files of this name are the schedule's own: it deletes no other. */
const PREFIX = 'gleaner-auto';
const NAME = /^gleaner-auto-\d{4}-\d\d-\d\d-\d{4}\.zip$/;

/** One page at a time, or the background. */
const LOCK = 'scheduled-backup';

/** `ask`: the browser wants the user's permission again. `no`: nothing is due, or somebody else is at it. */
export type Scheduled = 'done' | 'no' | 'ask';

/** Deletes the oldest of the schedule's files, and those that were never finished. */
async function prune(folder: FileSystemDirectoryHandle, keep: number): Promise<void> {
  const names: string[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (!NAME.test(name) || handle.kind !== 'file') continue;
    // A browser that was killed as it gave a file its name leaves an empty one.
    const isEmpty = (await (handle as FileSystemFileHandle).getFile()).size === 0;
    if (isEmpty) await folder.removeEntry(name);
    else names.push(name);
  }
  for (const name of names.sort().slice(0, -keep)) await folder.removeEntry(name);
}

/**
 * Writes a backup into the folder of the schedule, if one is due.
 * @param isWanted It is asked for: due or not.
 * @throws GleanerError `folder_missing`, `folder_denied`, `disk_full`, `cancelled`
 */
export function backUpOnSchedule(isWanted: boolean, work: Work = {}): Promise<Scheduled> {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock): Promise<Scheduled> => {
    const state = await backupState();
    const { schedule } = state;
    const now = Date.now();
    if (!lock || !schedule || !(isWanted || isDue(state, now))) return 'no';
    const { folder, keep } = schedule;
    if (!(await mayWrite(folder))) return 'ask';
    try {
      const target = await inFolder(folder, backupName(new Date(now), PREFIX));
      await backUp(target, work);
      await prune(folder, keep);
    } catch (error) {
      throw folderError(error);
    }
    // It may have been changed, or ended, meanwhile.
    await changeSchedule({ lastAt: now });
    return 'done';
  });
}

/**
 * When the next backup is due, in ms, where it can be written without asking anybody; else undefined. A browser lets go of its
 * permission for a folder with the last page, unless the user has allowed it for every visit.
 */
export async function nextBackup(): Promise<number | undefined> {
  const { schedule } = await backupState();
  return schedule && (await mayWrite(schedule.folder)) ? dueAt(schedule, Date.now()) : undefined;
}

/** Starts to write backups into a folder. @throws GleanerError `invalid_data` */
export async function setSchedule(
  folder: FileSystemDirectoryHandle,
  { every, keep }: Pick<BackupSchedule, 'every' | 'keep'>,
): Promise<void> {
  if (keep < 1) throw new GleanerError('invalid_data', `keep ${keep}`);
  const { schedule } = await backupState();
  const isSame = schedule !== undefined && (await schedule.folder.isSameEntry(folder));
  const lastAt = isSame ? schedule.lastAt : undefined;
  await changeBackupState({ schedule: { folder, every, keep, ...(lastAt === undefined ? {} : { lastAt }) } });
}
