import { db } from './database.ts';
import { updatedAfter } from './updated-after.ts';

/**
 * Takes projects out of the trash that clips belong to by now: only empty ones are deleted, but a window that does not know
 * yet may move a clip there, and undo or a backup may bring one back. To be called inside a transaction that takes in
 * projects. It is no step of its own to undo.
 */
export async function reviveProjects(ids: Iterable<string>): Promise<void> {
  const at = Date.now();
  for (const project of await db.projects.bulkGet([...new Set(ids)])) {
    if (project?.deletedAt === undefined) continue;
    const { deletedAt: _, ...live } = project;
    await db.projects.put({ ...live, updatedAt: updatedAfter(project, at) });
  }
}
