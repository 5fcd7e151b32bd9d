import { beforeEach, describe, expect, it } from 'vitest';
import { projectSchema } from '#lib/core/schema/project.ts';
import {
  archiveProject,
  countByProject,
  deleteProject,
  editProject,
  moveAllClips,
  unarchiveProject,
} from '#lib/db/change-projects.ts';
import { saveClip, trashClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { commitDraft, editDraft, startDraft } from '#lib/db/drafts.ts';
import { undoBatch } from '#lib/db/history.ts';
import { createProject, findCurrentProject, listAllProjects, listProjects, newClipValues } from '#lib/db/projects.ts';
import { actorOf, captureOf, clipOf, idOf, tagOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

const names = async () => (await listProjects()).map(({ name }) => name);

/** What was returned to undo something by. */
async function undo(batchId: string | undefined): Promise<void> {
  expect(batchId).toBeDefined();
  await undoBatch(batchId ?? '');
}

describe('editing a project', () => {
  it('changes name, product and defaults, each undone by its batch, and leaves nothing empty behind', async () => {
    const { id } = await createProject('One');
    await editProject(id, { name: '  Pricing\n2026 ', product: ' Board ' });
    const batch = await editProject(id, { defaults: { tagIds: [], actorId: idOf(9), method: 'forum' } });
    const project = await db.projects.get(id);
    expect(project).toMatchObject({ name: 'Pricing 2026', product: 'Board' });
    expect(project?.defaults).toEqual({ actorId: idOf(9), method: 'forum' });
    expect(projectSchema.safeParse(project).success).toBe(true);
    await undo(batch);
    expect(await db.projects.get(id)).not.toHaveProperty('defaults');
    await editProject(id, { product: '' });
    expect(await db.projects.get(id)).not.toHaveProperty('product');
    expect(await editProject(id, { name: 'Pricing 2026' })).toBeUndefined();
    await expect(editProject(id, { name: ' ' })).rejects.toMatchObject({ code: 'invalid_data' });
  });
});

it('changes one default and leaves the others, also when both are said at once', async () => {
  const { id } = await createProject('One');
  await Promise.all([
    editProject(id, { defaults: { actorId: idOf(9) } }),
    editProject(id, { defaults: { method: 'forum' } }),
  ]);
  expect((await db.projects.get(id))?.defaults).toEqual({ actorId: idOf(9), method: 'forum' });
  await editProject(id, { defaults: { actorId: undefined } });
  expect((await db.projects.get(id))?.defaults).toEqual({ method: 'forum' });
});

describe('archiving', () => {
  it('takes a project out of the choices, and undo brings it back', async () => {
    const one = await createProject('One');
    await createProject('Two');
    const batch = await archiveProject(one.id);
    expect(await names()).toEqual(['Two']);
    expect((await listAllProjects()).map(({ name }) => name)).toEqual(['One', 'Two']);
    await undo(batch);
    expect(await names()).toEqual(['One', 'Two']);
    await archiveProject(one.id);
    await unarchiveProject(one.id);
    expect(await names()).toEqual(['One', 'Two']);
  });

  it('of the current one needs another to come after it, and undo switches back', async () => {
    const [one, two] = [await createProject('One'), await createProject('Two')];
    await expect(archiveProject(two.id)).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(archiveProject(two.id, two.id)).rejects.toMatchObject({ code: 'invalid_data' });
    expect((await findCurrentProject())?.id).toBe(two.id);
    const batch = await archiveProject(two.id, one.id);
    expect((await findCurrentProject())?.id).toBe(one.id);
    await undo(batch);
    expect((await findCurrentProject())?.id).toBe(two.id);
  });

  it('does not let an archived project come after the current one', async () => {
    const [one, two] = [await createProject('One'), await createProject('Two')];
    await archiveProject(one.id);
    await expect(archiveProject(two.id, one.id)).rejects.toMatchObject({ code: 'invalid_data' });
  });
});

describe('deleting', () => {
  it('goes only where there are no clips, in the trash neither, and can be undone', async () => {
    const { id } = await createProject('One');
    await db.clips.add(clipOf(5, { projectId: id, deletedAt: 1 }));
    await expect(deleteProject(id)).rejects.toMatchObject({ code: 'project_not_empty' });
    await db.clips.clear();
    await undo(await deleteProject(id));
    expect(await names()).toEqual(['One']);
    await deleteProject(id);
    expect(await names()).toEqual([]);
  });
});

it('counts clips and trash by project', async () => {
  const [one, two] = [await createProject('One'), await createProject('Two')];
  await db.clips.bulkAdd([1, 2, 3].map((number) => clipOf(number, { projectId: one.id })));
  await trashClips([idOf(2)]);
  expect(await countByProject()).toEqual(new Map([[one.id, { clips: 2, trash: 1 }]]));
  expect((await countByProject()).has(two.id)).toBe(false);
});

it('moves all clips of a project, more than are written at a time, as one change', async () => {
  const [one, two] = [await createProject('One'), await createProject('Two')];
  await db.clips.bulkAdd(Array.from({ length: 1_203 }, (_, number) => clipOf(number + 10, { projectId: one.id })));
  await db.clips.add(clipOf(5, { projectId: two.id }));
  const { moved, batchId } = await moveAllClips(one.id, two.id);
  expect(moved).toBe(1_203);
  expect(await db.clips.where('projectId').equals(two.id).count()).toBe(1_204);
  await undo(batchId);
  expect(await db.clips.where('projectId').equals(one.id).count()).toBe(1_203);
  expect(await moveAllClips(one.id, one.id)).toEqual({ moved: 0, batchId: undefined });
  await expect(moveAllClips(one.id, idOf(99))).rejects.toMatchObject({ code: 'invalid_data' });
});

it('tells how far moving all clips is, and moves none where it is stopped', async () => {
  const [one, two] = [await createProject('One'), await createProject('Two')];
  await db.clips.bulkAdd(Array.from({ length: 1_203 }, (_, number) => clipOf(number + 10, { projectId: one.id })));
  const before = [await db.clips.toArray(), await db.events.toArray()];
  const controller = new AbortController();
  const seen: number[] = [];
  const running = moveAllClips(one.id, two.id, {
    signal: controller.signal,
    onProgress: (done) => {
      seen.push(done);
      if (done >= 1_000) controller.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  expect(seen).toEqual([0, 500, 1_000]);
  expect([await db.clips.toArray(), await db.events.toArray()]).toEqual(before);
});

describe('defaults', () => {
  const defaults = { tagIds: [idOf(20)], actorId: idOf(30), method: 'forum' } as const;

  beforeEach(async () => {
    await db.tags.add(tagOf(20, 'forum'));
    await db.actors.add(actorOf(30, 'Acme'));
  });

  async function projectWithDefaults(): Promise<string> {
    const { id } = await createProject('One');
    await editProject(id, { defaults: { ...defaults, tagIds: [...defaults.tagIds] } });
    return id;
  }

  it('are in a new clip where nothing was said', async () => {
    const projectId = await projectWithDefaults();
    const { clip } = await saveClip(idOf(100), captureOf(), { projectId });
    expect(clip).toMatchObject(defaults);
    expect(clip.triage).toBe('inbox');
  });

  it('give way to what was said, also to nothing', async () => {
    const projectId = await projectWithDefaults();
    const said = { projectId, tagIds: [], actorId: undefined, method: 'survey' } as const;
    const { clip } = await saveClip(idOf(100), captureOf(), { ...said, tagIds: [] });
    expect(clip).toMatchObject({ tagIds: [], method: 'survey' });
    expect(clip).not.toHaveProperty('actorId');
  });

  it('are those of the project that a draft was given, and not in clips that are there already', async () => {
    const projectId = await projectWithDefaults();
    const { id: other } = await createProject('Two');
    await startDraft(idOf(100), captureOf());
    await editDraft(idOf(100), { projectId });
    expect((await commitDraft(idOf(100), other))?.clip).toMatchObject(defaults);
    await startDraft(idOf(101), captureOf());
    expect((await commitDraft(idOf(101), other))?.clip.tagIds).toEqual([]);
    expect((await saveClip(idOf(101), captureOf(), { projectId })).clip.tagIds).toEqual([]);
  });

  it('leave out what is gone, and follow what was merged', async () => {
    const projectId = await projectWithDefaults();
    await db.actors.update(idOf(30), { deletedAt: 1 });
    await db.tags.add(tagOf(21, 'community'));
    await db.tags.update(idOf(20), { mergedInto: idOf(21) });
    expect(await newClipValues(projectId)).toEqual({ tagIds: [idOf(21)], method: 'forum' });
    await db.tags.update(idOf(21), { deletedAt: 1 });
    expect(await newClipValues(projectId)).toEqual({ method: 'forum' });
    expect(await newClipValues('')).toEqual({});
  });
});
