import type { ClipEdits } from '#lib/core/fields.ts';
import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type Project, projectSchema } from '#lib/core/schema/project.ts';
import { cleanLine, LIMITS } from '#lib/core/text.ts';
import { db } from './database.ts';
import { record } from './history.ts';
import { newBatchId } from './history-ids.ts';
import { tagsOf } from './tags.ts';
import { updatedAfter } from './updated-after.ts';

function projectRow(name: string, at: number): Project {
  const row = { id: newId(), createdAt: at, updatedAt: at, name: cleanLine(name, LIMITS.name), currentSince: at };
  return parse(projectSchema, row, 'project');
}

/** Whether a project is worked on: it may be chosen, and new clips may go to it. */
export const isOffered = ({ deletedAt, archivedAt }: Project) => deletedAt === undefined && archivedAt === undefined;

const byName = (a: Project, b: Project) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id);

/** The project that new clips go to; undefined before there is any. Only reads, so it may be queried live. */
export function findCurrentProject(): Promise<Project | undefined> {
  return db.projects.orderBy('currentSince').reverse().filter(isOffered).first();
}

/** The project that new clips go to; the first one is made here, called `defaultName`. */
export async function ensureCurrentProject(defaultName: string): Promise<Project> {
  // One read-write transaction: two contexts that start at once cannot both find the table empty.
  return db.transaction('rw', db.projects, async () => {
    const current = await findCurrentProject();
    if (current) return current;
    const project = projectRow(defaultName, Date.now());
    await db.projects.add(project);
    return project;
  });
}

/** The projects that are worked on, by name. */
export async function listProjects(): Promise<Project[]> {
  return (await db.projects.filter(isOffered).toArray()).sort(byName);
}

/** All projects, those that are archived too, by name. */
export async function listAllProjects(): Promise<Project[]> {
  return (await db.projects.filter(({ deletedAt }) => deletedAt === undefined).toArray()).sort(byName);
}

/** A time later than that of every switch so far, also where the clock was set back or stood still. */
export async function nextSwitch(): Promise<number> {
  const latest = await db.projects.orderBy('currentSince').last();
  return Math.max(Date.now(), (latest?.currentSince ?? 0) + 1);
}

/** Makes a project and switches to it. */
export async function createProject(name: string): Promise<Project> {
  return db.transaction('rw', [db.projects, db.events], async () => {
    const at = Date.now();
    const project = { ...projectRow(name, at), currentSince: await nextSwitch() };
    await db.projects.add(project);
    // Undoing a creation is moving it to the trash, so that is what "before" says.
    await record(
      await newBatchId(),
      [{ entity: 'projects', entityId: project.id, before: { deletedAt: at }, after: {} }],
      at,
    );
    return project;
  });
}

export async function switchProject(id: string): Promise<void> {
  await db.transaction('rw', db.projects, async () => {
    const project = await db.projects.get(id);
    if (!project) return;
    const updatedAt = updatedAfter(project, Date.now());
    await db.projects.put({ ...project, currentSince: await nextSwitch(), updatedAt });
  });
}

/** What a new clip of a project says unless its user says otherwise: of its defaults, those that still exist. */
export async function newClipValues(projectId: string): Promise<ClipEdits> {
  const { tagIds, actorId, method } = (await db.projects.get(projectId))?.defaults ?? {};
  const tags = tagIds ? await tagsOf(tagIds) : [];
  const actor = actorId ? await db.actors.get(actorId) : undefined;
  return {
    ...(tags.length > 0 ? { tagIds: tags.map(({ id }) => id) } : {}),
    ...(actor && actor.deletedAt === undefined ? { actorId: actor.id } : {}),
    ...(method ? { method } : {}),
  };
}
