import { later } from './later.tsx';

/**
 * Says when a backup is due; while it is there, backups are written on their schedule. It brings what writes them, which the
 * list does not wait for.
 */
export const BackupReminder = later(() => import('./backup-reminder-line.tsx'));
