import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { db } from './database.ts';

/** By which property a clip names rows of a table. */
const NAMED_BY = { tags: 'tagIds', actors: 'actorId', projects: 'projectId' } as const;

const isNaming = (entity: HistoryEvent['entity']): entity is keyof typeof NAMED_BY => Object.hasOwn(NAMED_BY, entity);

/** Whether a clip that is not in the trash names a row, or a tag was merged into it. */
export async function isInUse(entity: HistoryEvent['entity'], id: string): Promise<boolean> {
  if (!isNaming(entity)) return false;
  const clip = await db.clips
    .where(NAMED_BY[entity])
    .equals(id)
    .filter(({ deletedAt }) => deletedAt === undefined)
    .first();
  if (clip) return true;
  if (entity !== 'tags') return false;
  return (
    (await db.tags.filter(({ mergedInto, deletedAt }) => mergedInto === id && deletedAt === undefined).count()) > 0
  );
}
