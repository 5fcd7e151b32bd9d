import type { Actor } from '#lib/core/schema/actor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Draft } from '#lib/core/schema/draft.ts';
import type { HistoryEvent } from '#lib/core/schema/event.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import type { Project } from '#lib/core/schema/project.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { db } from './database.ts';
import { observationsOf } from './observations.ts';

/** Rows that can leave together. Pictures are left out: they are asked for one at a time. */
export type LibraryRows = {
  clips: Clip[];
  projects: Project[];
  tags: Tag[];
  actors: Actor[];
  events: HistoryEvent[];
  drafts: Draft[];
  observations: Observation[];
};

/** Everything there is: what is in the trash, the history and unfinished drafts too. */
export function allRows(): Promise<LibraryRows> {
  const tables = [db.clips, db.projects, db.tags, db.actors, db.events, db.drafts, db.observations];
  return db.transaction('r', tables, async () => {
    const [clips, projects, tags, actors, events, drafts, observations] = await Promise.all([
      db.clips.toArray(),
      db.projects.toArray(),
      db.tags.toArray(),
      db.actors.toArray(),
      db.events.toArray(),
      db.drafts.toArray(),
      db.observations.toArray(),
    ]);
    return { clips, projects, tags, actors, events, drafts, observations };
  });
}

/** Tags by id, and those that they were merged into. */
async function tagsWithMerged(ids: readonly string[], found = new Map<string, Tag>()): Promise<Tag[]> {
  const missing = [...new Set(ids)].filter((id) => !found.has(id));
  if (missing.length === 0) return [...found.values()];
  const tags = (await db.tags.bulkGet(missing)).filter((tag) => tag !== undefined);
  for (const tag of tags) found.set(tag.id, tag);
  return tags.length === 0
    ? [...found.values()]
    : tagsWithMerged(
        tags.flatMap(({ mergedInto }) => mergedInto ?? []),
        found,
      );
}

/** These clips and what they refer to, and nothing else: a reader of three clips learns of no other customer. */
export function rowsOf(clips: readonly Clip[]): Promise<LibraryRows> {
  const idsOf = (ids: readonly (string | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))];
  return db.transaction('r', [db.projects, db.tags, db.actors, db.observations], async () => {
    const [projects, tags, actors, observations] = await Promise.all([
      db.projects.bulkGet(idsOf(clips.map(({ projectId }) => projectId))),
      tagsWithMerged(clips.flatMap(({ tagIds }) => tagIds)),
      db.actors.bulkGet(idsOf(clips.map(({ actorId }) => actorId))),
      observationsOf(clips.map(({ id }) => id)),
    ]);
    const there = <Row>(rows: (Row | undefined)[]) => rows.filter((row) => row !== undefined);
    return {
      clips: [...clips],
      projects: there(projects),
      tags,
      actors: there(actors),
      events: [],
      drafts: [],
      observations,
    };
  });
}
