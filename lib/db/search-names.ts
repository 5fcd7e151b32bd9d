import type { Actor } from '#lib/core/schema/actor.ts';
import type { Project } from '#lib/core/schema/project.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { db } from './database.ts';

/** Everything that has a name, the trash and what was merged into others among it: clips may still have those ids. */
export async function searchNames(): Promise<{ tags: Tag[]; actors: Actor[]; projects: Project[] }> {
  const [tags, actors, projects] = await Promise.all([db.tags.toArray(), db.actors.toArray(), db.projects.toArray()]);
  return { tags, actors, projects };
}
