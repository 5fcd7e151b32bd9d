import { clipsByIds, listClips } from '#lib/db/clips.ts';
import { type LibraryRows, rowsOf } from '#lib/db/library-rows.ts';

/** A set of clips that can leave, and what it is called. */
export type ExportScope = {
  id: 'selection' | 'shown' | 'project' | 'library';
  count: number;
  load(): Promise<LibraryRows>;
};

/** These clips, and what they refer to. */
export function scopeOf(id: ExportScope['id'], ids: readonly string[]): ExportScope {
  return { id, count: ids.length, load: async () => rowsOf(await clipsByIds(ids)) };
}

/** All clips of a project but for its trash, and what they refer to. @param count How many there are. */
export function projectScope(projectId: string | undefined, count: number): ExportScope {
  const load = async () => rowsOf((await listClips(projectId)).filter(({ deletedAt }) => deletedAt === undefined));
  return { id: 'project', count, load };
}
