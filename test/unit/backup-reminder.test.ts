import { describe, expect, it } from 'vitest';
import { backupName } from '#lib/backup/back-up.ts';
import { dueAt, isDue, isToRemind, OLD_MS } from '#lib/backup/reminder.ts';
import type { BackupSchedule } from '#lib/db/backup-state.ts';

const NOW = Date.UTC(2026, 10, 27);
const DAY = 24 * 60 * 60_000;

describe('the reminder', () => {
  it.each([
    ['never backed up', {}, true],
    ['a backup of two weeks', { lastAt: NOW - OLD_MS }, false],
    ['an older one', { lastAt: NOW - OLD_MS - 1 }, true],
    ['an older one, for later', { lastAt: NOW - 2 * OLD_MS, snoozedUntil: NOW + 1 }, false],
    ['an older one, and later is now', { lastAt: NOW - 2 * OLD_MS, snoozedUntil: NOW }, true],
    ['switched off', { isReminding: false }, false],
  ])('of a library with %s', (_name, state, isTo) => {
    expect(isToRemind({ isReminding: true, ...state }, NOW)).toBe(isTo);
  });
});

describe('a scheduled backup', () => {
  it.each([
    ['day', undefined, true],
    ['day', NOW - DAY + 1, false],
    ['day', NOW - DAY, true],
    ['week', NOW - 7 * DAY + 1, false],
    ['week', NOW - 7 * DAY, true],
    // The clock was set back.
    ['week', NOW + 1, true],
  ] as const)('of every %s, last at %s, is due: %s', (every, lastAt, due) => {
    const schedule = { folder: {}, every, keep: 3, ...(lastAt === undefined ? {} : { lastAt }) } as BackupSchedule;
    expect(isDue({ isReminding: true, schedule }, NOW)).toBe(due);
    expect(isDue({ isReminding: true }, NOW)).toBe(false);
  });

  it.each([
    ['day', NOW - DAY / 2, NOW + DAY / 2],
    ['week', NOW - 8 * DAY, NOW - DAY],
    ['week', NOW + 1, NOW],
    ['week', undefined, NOW],
  ] as const)('of every %s, last at %s, is next due at %s', (every, lastAt, at) => {
    expect(dueAt({ every, ...(lastAt === undefined ? {} : { lastAt }) }, NOW)).toBe(at);
  });

  it('is called by the local day and time, so that names sort by age', () => {
    expect(backupName(new Date(2026, 0, 2, 3, 4))).toBe('gleaner-backup-2026-01-02-0304.zip');
  });
});
