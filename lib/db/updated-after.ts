import { LATEST } from '#lib/core/row.ts';

/**
 * The time of a change, as a row has it: later than that of the change before, also where the clock was set back or stood
 * still since, or another computer's is ahead. Of two forms of a row, the later one is the newer.
 */
export function updatedAfter({ updatedAt }: { updatedAt: number }, at: number): number {
  return Math.min(LATEST, Math.max(at, updatedAt + 1));
}
