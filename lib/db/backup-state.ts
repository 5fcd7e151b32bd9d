import { db } from './database.ts';

/** How often a backup is written by itself. */
export const BACKUP_INTERVALS = ['day', 'week'] as const;
export type BackupInterval = (typeof BACKUP_INTERVALS)[number];

/** Backups that are written by themselves into a folder that the user chose. */
export type BackupSchedule = {
  folder: FileSystemDirectoryHandle;
  every: BackupInterval;
  /** So many files stay; older ones are deleted. */
  keep: number;
  /** When the last one was written. */
  lastAt?: number;
};

/** What this browser knows of backups; it is in none. */
export type BackupState = {
  /** When the library was last backed up, in whichever way. */
  lastAt?: number;
  isReminding: boolean;
  /** Until then nobody is reminded. */
  snoozedUntil?: number;
  schedule?: BackupSchedule;
};

const KEY = 'backup';
const NOTHING_YET: BackupState = { isReminding: true };

/** Only reads, so it may be queried live. */
export async function backupState(): Promise<BackupState> {
  return ((await db.local.get(KEY))?.value as BackupState | undefined) ?? NOTHING_YET;
}

/** Changes what is known; `undefined` takes a property away. */
export async function changeBackupState(
  changes: {
    [K in keyof BackupState]?: BackupState[K] | undefined;
  },
): Promise<void> {
  await db.transaction('rw', db.local, async () => {
    const next = Object.entries({ ...(await backupState()), ...changes }).filter(([, value]) => value !== undefined);
    await db.local.put({ key: KEY, value: Object.fromEntries(next) });
  });
}

/** Changes the schedule that there is by then; nothing where it was ended. */
export async function changeSchedule(changes: Partial<BackupSchedule>): Promise<void> {
  await db.transaction('rw', db.local, async () => {
    const { schedule } = await backupState();
    if (schedule) await changeBackupState({ schedule: { ...schedule, ...changes } });
  });
}

/** Whether there are so many clips, the trash included: no more of them are counted. */
export async function hasClips(atLeast: number): Promise<boolean> {
  return (await db.clips.limit(atLeast).count()) >= atLeast;
}
