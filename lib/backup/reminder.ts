import type { BackupInterval, BackupSchedule, BackupState } from '#lib/db/backup-state.ts';

const DAY_MS = 24 * 60 * 60_000;
const INTERVAL_MS: Record<BackupInterval, number> = { day: DAY_MS, week: 7 * DAY_MS };

/** A library of fewer clips is soon clipped again. */
export const WORTH_CLIPS = 20;
/** A backup of this age is old. */
export const OLD_MS = 14 * DAY_MS;
export const SNOOZE_MS = 7 * DAY_MS;

/** Whether the user is to be told that a backup is due. */
export function isToRemind({ isReminding, lastAt, snoozedUntil = 0 }: BackupState, now: number): boolean {
  return isReminding && now >= snoozedUntil && (lastAt === undefined || now - lastAt > OLD_MS);
}

/** When the next backup is to be written by itself, in ms: from then on it is due. A clock that was set back starts anew. */
export function dueAt({ lastAt, every }: Pick<BackupSchedule, 'lastAt' | 'every'>, now: number): number {
  return lastAt === undefined || lastAt > now ? now : lastAt + INTERVAL_MS[every];
}

/** Whether a backup is to be written by itself. */
export function isDue({ schedule }: BackupState, now: number): boolean {
  return schedule !== undefined && dueAt(schedule, now) <= now;
}
