import { backUpOnSchedule, nextBackup } from '#lib/backup/schedule.ts';
import { runWhenDue } from '#lib/platform/alarms.ts';
import { isCapturing } from '#lib/platform/session.ts';

/**
 * Writes backups on their schedule while no library is open, where the browser lets it write to the folder without asking
 * the user; where it does not, the library asks. What is being captured comes first.
 */
export function registerBackups(): void {
  runWhenDue('scheduled-backup', nextBackup, async () => {
    if (!(await isCapturing())) await backUpOnSchedule(false);
  });
}
