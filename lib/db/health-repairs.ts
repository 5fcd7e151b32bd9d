import { TABLES, type TableName } from '#lib/core/migrations.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { ownAssetIds } from '#lib/core/shown-assets.ts';
import { changeClips } from './change-clips.ts';
import { db } from './database.ts';
import { idsOf } from './restore-rows.ts';
import { dropSketches } from './sketches.ts';

/** Ids of the rows that others refer to. */
export type Known = Record<'projects' | 'tags' | 'actors' | 'assets' | 'clips', ReadonlySet<string>>;

export async function knownIds(): Promise<Known> {
  const [projects, tags, actors, assets, clips] = await Promise.all(
    (['projects', 'tags', 'actors', 'assets', 'clips'] as const).map(async (table) => new Set(await idsOf(table))),
  );
  const none = new Set<string>();
  return {
    projects: projects ?? none,
    tags: tags ?? none,
    actors: actors ?? none,
    assets: assets ?? none,
    clips: clips ?? none,
  };
}

/** What a clip has to say instead, so that it refers to no tag, project, competitor … that is not there. */
export function mendedReferences(
  clip: Clip,
  { projects, tags, actors }: Omit<Known, 'assets' | 'clips'>,
  projectId?: string,
) {
  const tagIds = clip.tagIds.filter((id) => tags.has(id));
  return {
    ...(tagIds.length < clip.tagIds.length ? { tagIds } : {}),
    ...(clip.actorId !== undefined && !actors.has(clip.actorId) ? { actorId: undefined } : {}),
    ...(projects.has(clip.projectId) ? {} : { projectId: projectId ?? clip.projectId }),
  };
}

/** Whether a clip names a picture that is not there. */
export function lacksPicture(clip: Clip, { assets }: Pick<Known, 'assets'>): boolean {
  return ownAssetIds(clip).some((id) => !assets.has(id));
}

/**
 * Takes out of clips what they refer to and is not there; those of a project that is gone go to another.
 * @returns the batch to undo it by; undefined where nothing changed.
 */
export function mendClips(clipIds: readonly string[], projectId: string): Promise<string | undefined> {
  return db.transaction('rw', [db.clips, db.events, db.projects, db.tags, db.actors], async () => {
    const [projects, tags, actors] = await Promise.all([idsOf('projects'), idsOf('tags'), idsOf('actors')]);
    const known = { projects: new Set(projects), tags: new Set(tags), actors: new Set(actors) };
    const there = (await db.clips.bulkGet([...clipIds])).flatMap((clip) => clip?.id ?? []);
    return changeClips(there, (clip) => mendedReferences(clip, known, projectId));
  });
}

/** The rows of these ids as they are, whatever they are; undefined for what cannot be read. */
export async function rawRow(table: TableName, id: string): Promise<AnyRow | undefined> {
  try {
    return await db.table(table).get(id);
  } catch {
    return undefined;
  }
}

/** Deletes rows for good: to be called once somebody has a copy of them. */
export async function deleteRows(rows: readonly { table: TableName; id: string }[]): Promise<void> {
  await db.transaction('rw', [...TABLES.map((name) => db.table(name)), db.sketches], async () => {
    for (const table of TABLES) {
      const ids = rows.filter((row) => row.table === table).map(({ id }) => id);
      if (ids.length > 0) await db.table(table).bulkDelete(ids);
      if (table === 'clips') await dropSketches(ids);
    }
  });
}
