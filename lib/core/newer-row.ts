import type { AnyRow } from './schema/rows.ts';

/**
 * Whether of two forms of a row the other one is to take the place of the one that is here: it was changed later. What
 * was redacted here comes back by no merge.
 */
export function isNewer(other: AnyRow, here: AnyRow): boolean {
  if (here.redactedAt !== undefined && other.redactedAt === undefined) return false;
  return other.updatedAt > here.updatedAt;
}
