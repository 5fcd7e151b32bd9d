import { expect, it } from 'vitest';
import { daysInTrash, TRASH_DAYS } from '#lib/core/trash.ts';

const DAY = 24 * 60 * 60_000;

it('counts the days that are left in the trash, the one that has begun as a whole', () => {
  expect(daysInTrash(0, 0)).toBe(TRASH_DAYS);
  expect(daysInTrash(0, 1)).toBe(TRASH_DAYS);
  expect(daysInTrash(0, 18 * DAY)).toBe(TRASH_DAYS - 18);
  expect(daysInTrash(0, TRASH_DAYS * DAY - 1)).toBe(1);
  expect(daysInTrash(0, TRASH_DAYS * DAY)).toBe(0);
  expect(daysInTrash(0, 400 * DAY)).toBe(0);
});
