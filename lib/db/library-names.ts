import type { Actor } from '#lib/core/schema/actor.ts';
import type { Project } from '#lib/core/schema/project.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { db } from './database.ts';

export type LibraryNames = { tags: Tag[]; actors: Actor[]; projects: Project[] };

/** All that has a name, with what was merged and what is in the trash. */
export function readNames(): Promise<LibraryNames> {
  return db.transaction('r', [db.tags, db.actors, db.projects], async () => ({
    tags: await db.tags.toArray(),
    actors: await db.actors.toArray(),
    projects: await db.projects.toArray(),
  }));
}
