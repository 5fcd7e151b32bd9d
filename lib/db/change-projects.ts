import { GleanerError } from '#lib/core/errors.ts';
import { parse } from '#lib/core/parse.ts';
import { type Project, projectSchema } from '#lib/core/schema/project.ts';
import { cleanLine, LIMITS } from '#lib/core/text.ts';
import { db } from './database.ts';
import { type Change, record, swap } from './history.ts';
import { newBatchId } from './history-ids.ts';
import { findCurrentProject, isOffered, nextSwitch } from './projects.ts';
import { updatedAfter } from './updated-after.ts';
import { someAtATime, type Watch } from './watch.ts';

/** What may become different about a project. A key with `undefined` takes its property away. */
type ProjectChanges = {
  [K in 'name' | 'product' | 'archivedAt' | 'deletedAt' | 'defaults' | 'currentSince']?: Project[K] | undefined;
};

/** Changes one project, inside a transaction that takes in projects. Undefined where nothing is different. */
async function changed(project: Project, changes: ProjectChanges, at: number): Promise<Change | undefined> {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(changes)) {
    const old = project[key as keyof Project];
    if (JSON.stringify(old) === JSON.stringify(value)) continue;
    if (old !== undefined) before[key] = old;
    if (value !== undefined) after[key] = value;
  }
  if (Object.keys(before).length + Object.keys(after).length === 0) return undefined;
  const next = { ...swap(project, before, after), updatedAt: updatedAfter(project, at) };
  await db.projects.put(parse(projectSchema, next, 'project'));
  return { entity: 'projects', entityId: project.id, before, after };
}

async function existing(id: string): Promise<Project> {
  const project = await db.projects.get(id);
  if (!project || project.deletedAt !== undefined) throw new GleanerError('invalid_data', `no project ${id}`);
  return project;
}

async function changeOne(id: string, changesOf: (project: Project) => ProjectChanges): Promise<string | undefined> {
  return db.transaction('rw', [db.projects, db.events], async () => {
    const batchId = await newBatchId();
    const at = Date.now();
    const project = await existing(id);
    const change = await changed(project, changesOf(project), at);
    if (change) await record(batchId, [change], at);
    return change && batchId;
  });
}

/** Defaults with their new values; one that is there with `undefined` is none any more. */
export type DefaultChanges = {
  [K in keyof NonNullable<Project['defaults']>]?: NonNullable<Project['defaults']>[K] | undefined;
};

/**
 * Gives a project another name, product or some other defaults; '' takes the product away.
 * @returns the batch to undo it by; undefined where nothing is different.
 * @throws GleanerError `invalid_data`, for an empty name too.
 */
export function editProject(
  id: string,
  { name, product, defaults }: { name?: string; product?: string; defaults?: DefaultChanges },
): Promise<string | undefined> {
  return changeOne(id, (project) => ({
    ...(name === undefined ? {} : { name: cleanLine(name, LIMITS.name) }),
    ...(product === undefined ? {} : { product: cleanLine(product, LIMITS.name) || undefined }),
    // What was said a moment ago of another one may not be on the screen yet.
    ...(defaults === undefined ? {} : { defaults: filled({ ...project.defaults, ...defaults }) }),
  }));
}

/** Defaults without the empty ones; undefined for none. */
function filled(defaults: DefaultChanges): Project['defaults'] {
  const entries = Object.entries(defaults).filter(([, value]) => value !== undefined && String(value) !== '');
  return entries.length > 0 ? (Object.fromEntries(entries) as Project['defaults']) : undefined;
}

/**
 * Takes a project out of all choices; its clips stay where they are.
 * @param nextId The project to switch to, needed where this is the current one.
 * @returns the batch to undo it by, the switch too.
 * @throws GleanerError `invalid_data` where it is the current one and nothing is to come after it.
 */
export async function archiveProject(id: string, nextId?: string): Promise<string | undefined> {
  return db.transaction('rw', [db.projects, db.events], async () => {
    const batchId = await newBatchId();
    const at = Date.now();
    const project = await existing(id);
    const isCurrent = (await findCurrentProject())?.id === id;
    const next = nextId && nextId !== id ? await existing(nextId) : undefined;
    if (isCurrent && (!next || !isOffered(next)))
      throw new GleanerError('invalid_data', 'nothing comes after the current project');
    const changes = [
      isCurrent && next ? await changed(next, { currentSince: await nextSwitch() }, at) : undefined,
      await changed(project, { archivedAt: project.archivedAt ?? at }, at),
    ].filter((change) => change !== undefined);
    await record(batchId, changes, at);
    return changes.length > 0 ? batchId : undefined;
  });
}

/** Brings a project back into the choices. @returns the batch to undo it by. */
export function unarchiveProject(id: string): Promise<string | undefined> {
  return changeOne(id, () => ({ archivedAt: undefined }));
}

/**
 * Deletes a project that has no clips, in the trash neither: they would belong nowhere.
 * @returns the batch to undo it by.
 * @throws GleanerError `project_not_empty`
 */
export async function deleteProject(id: string): Promise<string | undefined> {
  return db.transaction('rw', [db.projects, db.clips, db.events], async () => {
    if ((await db.clips.where('projectId').equals(id).count()) > 0) throw new GleanerError('project_not_empty');
    return changeOne(id, () => ({ deletedAt: Date.now() }));
  });
}

/** How many clips a project has, those in the trash apart. */
export type ProjectCount = { clips: number; trash: number };

/** By project; projects without clips are not in it. */
export async function countByProject(): Promise<ReadonlyMap<string, ProjectCount>> {
  return db.transaction('r', [db.projects, db.clips], async () => {
    const ids = await db.projects.toCollection().primaryKeys();
    const totals = await Promise.all(ids.map((id) => db.clips.where('projectId').equals(id).count()));
    const trash = new Map<string, number>();
    await db.clips
      .where('deletedAt')
      .above(0)
      .each(({ projectId }) => {
        trash.set(projectId, (trash.get(projectId) ?? 0) + 1);
      });
    return new Map(
      ids.flatMap((id, index) => {
        const [all, gone] = [totals[index] ?? 0, trash.get(id) ?? 0];
        return all > 0 ? [[id, { clips: all - gone, trash: gone }] as const] : [];
      }),
    );
  });
}

/**
 * Moves all clips of a project to another one, those in the trash too, as one change.
 * @returns how many, and the batch to undo it by; undefined where there was none.
 * @throws GleanerError `invalid_data`, `cancelled` by the signal, and moves none of them.
 */
export async function moveAllClips(
  fromId: string,
  toId: string,
  watch: Watch = {},
): Promise<{ moved: number; batchId: string | undefined }> {
  return db.transaction('rw', [db.projects, db.clips, db.events], async () => {
    const batchId = await newBatchId();
    await existing(toId);
    const ids = fromId === toId ? [] : await db.clips.where('projectId').equals(fromId).primaryKeys();
    const at = Date.now();
    const patch = { before: { projectId: fromId }, after: { projectId: toId } };
    await someAtATime(ids, watch, async (some) => {
      const clips = (await db.clips.bulkGet([...some])).filter((clip) => clip !== undefined);
      await db.clips.bulkPut(clips.map((clip) => ({ ...clip, projectId: toId, updatedAt: updatedAfter(clip, at) })));
      const changes = clips.map(({ id }) => ({ entity: 'clips', entityId: id, ...patch }) as const);
      await record(batchId, changes, at);
    });
    return { moved: ids.length, batchId: ids.length > 0 ? batchId : undefined };
  });
}
