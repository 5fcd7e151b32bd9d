const DAY_MS = 24 * 60 * 60_000;

/** So many days may what was thrown away be taken out of the trash again. */
export const TRASH_DAYS = 30;

/** The same in ms. */
export const TRASH_MS = TRASH_DAYS * DAY_MS;

/** In how many days a clip that was thrown away at `deletedAt` is deleted for ever; 0 where it may be gone at any moment. */
export function daysInTrash(deletedAt: number, now: number): number {
  return Math.max(0, Math.ceil((deletedAt + TRASH_MS - now) / DAY_MS));
}
