import { newId } from '#lib/core/id.ts';
import { parse } from '#lib/core/parse.ts';
import { type Project, projectSchema } from '#lib/core/schema/project.ts';
import { cleanLine, LIMITS } from '#lib/core/text.ts';
import { db } from './database.ts';

function projectRow(name: string, at: number): Project {
  const row = { id: newId(), createdAt: at, updatedAt: at, name: cleanLine(name, LIMITS.name), currentSince: at };
  return parse(projectSchema, row, 'project');
}

/** The project that new clips go to; undefined before there is any. Only reads, so it may be queried live. */
export function findCurrentProject(): Promise<Project | undefined> {
  return db.projects
    .orderBy('currentSince')
    .reverse()
    .filter((project) => project.deletedAt === undefined)
    .first();
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

/** All projects, by name. */
export async function listProjects(): Promise<Project[]> {
  const projects = await db.projects.filter((project) => project.deletedAt === undefined).toArray();
  return projects.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** A time later than that of every switch so far, also where the clock was set back or stood still. */
async function nextSwitch(): Promise<number> {
  const latest = await db.projects.orderBy('currentSince').last();
  return Math.max(Date.now(), (latest?.currentSince ?? 0) + 1);
}

/** Makes a project and switches to it. */
export async function createProject(name: string): Promise<Project> {
  return db.transaction('rw', db.projects, async () => {
    const project = { ...projectRow(name, Date.now()), currentSince: await nextSwitch() };
    await db.projects.add(project);
    return project;
  });
}

export async function switchProject(id: string): Promise<void> {
  await db.transaction('rw', db.projects, async () => {
    await db.projects.update(id, { currentSince: await nextSwitch(), updatedAt: Date.now() });
  });
}
