import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '#lib/core/id.ts';
import type { ImportedClip } from '#lib/core/imported-clip.ts';
import { TRASH_MS } from '#lib/core/trash.ts';
import { listActors } from '#lib/db/actors.ts';
import { deleteProject, moveAllClips } from '#lib/db/change-projects.ts';
import { mergeTags } from '#lib/db/change-tags.ts';
import { editClips, getClip, restoreClips, saveClip, trashClips, updateClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { commitDraft, editDraft, startDraft } from '#lib/db/drafts.ts';
import { deleteRows } from '#lib/db/health-repairs.ts';
import { takeBack, undoBatch } from '#lib/db/history.ts';
import { importClips } from '#lib/db/import-clips.ts';
import { createProject, listProjects } from '#lib/db/projects.ts';
import { purgeClips, purgeOldTrash } from '#lib/db/purge.ts';
import { applyStaged, stageRows } from '#lib/db/restore-rows.ts';
import { ensureTag, listTags, tagsOf } from '#lib/db/tags.ts';
import { redoLast, undoLast } from '#lib/db/undo-history.ts';
import { captureOf, clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

const DAY = 24 * 60 * 60_000;

beforeEach(emptyLibrary);
afterEach(() => void vi.useRealTimers());

/** Sets the clock. Only that: the database needs real timers. */
function setClock(at: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
}

const later = (ms: number): void => setClock(Date.now() + ms);

async function saved(projectId = idOf(1)): Promise<string> {
  return (await saveClip(newId(), captureOf(), { projectId })).clip.id;
}

function batch(id: string | undefined): string {
  expect(id).toBeDefined();
  return id ?? '';
}

describe('what undo and redo throw away again', () => {
  it('has its thirty days from then on, however long ago it was thrown away before', async () => {
    const id = await saved();
    await trashClips([id]);
    const thrownAway = (await getClip(id))?.deletedAt ?? 0;
    later(29 * DAY);
    const restored = batch(await restoreClips([id]));
    later(2 * DAY);
    expect(Date.now() - thrownAway).toBeGreaterThan(TRASH_MS);
    const { batchId } = await takeBack(restored);
    expect((await getClip(id))?.deletedAt).toBe(Date.now());
    expect(await purgeOldTrash()).toBe(0);
    // It can be taken back like any other change.
    await undoBatch(batchId);
    expect((await getClip(id))?.deletedAt).toBeUndefined();
  });

  it('has them too when it is done again', async () => {
    const id = await saved();
    await trashClips([id]);
    await undoLast();
    later(40 * DAY);
    expect(await redoLast()).toMatchObject({ changed: 1 });
    expect(await purgeOldTrash()).toBe(0);
    expect(await undoLast()).toMatchObject({ changed: 1 });
    expect((await getClip(id))?.deletedAt).toBeUndefined();
  });

  it('has them when a clip that was saved long ago is undone', async () => {
    const { clip, batchId } = await saveClip(newId(), captureOf(), { projectId: idOf(1) });
    later(31 * DAY);
    await undoBatch(batch(batchId));
    expect(await purgeOldTrash()).toBe(0);
    expect((await getClip(clip.id))?.deletedAt).toBe(Date.now());
  });
});

describe('undoing an import', () => {
  function imported(number: number): ImportedClip {
    const { projectId: _projectId, tagIds: _tagIds, ...clip } = clipOf(number, { quote: `quote ${number}` });
    return { clip, tags: ['pricing', 'seats'], actor: { kind: 'competitor', name: 'Acme' } };
  }

  it('leaves tags and competitors that are in use by now', async () => {
    const { id: projectId } = await createProject('Pricing');
    const { batchId } = await importClips([imported(1)], projectId);
    const [acme] = await listActors();
    const pricing = await ensureTag('pricing');
    const mine = await saved(projectId);
    await updateClips([mine], { tagIds: [pricing.id], actorId: acme?.id });
    const { batchId: undone } = await takeBack(batch(batchId));
    expect((await getClip(idOf(1)))?.deletedAt).toBeDefined();
    expect((await tagsOf([pricing.id])).map(({ name }) => name)).toEqual(['pricing']);
    expect((await listActors()).map(({ name }) => name)).toEqual(['Acme']);
    // Nobody used the other one.
    expect((await listTags()).map(({ name }) => name)).toEqual(['pricing']);
    await undoBatch(undone);
    expect((await listTags()).map(({ name }) => name).sort()).toEqual(['pricing', 'seats']);
    expect((await getClip(idOf(1)))?.deletedAt).toBeUndefined();
  });

  it('leaves a tag that took in another one', async () => {
    const { id: projectId } = await createProject('Pricing');
    const mine = await saved(projectId);
    const old = await ensureTag('price');
    await updateClips([mine], { tagIds: [old.id] });
    const { batchId } = await importClips([imported(1)], projectId);
    const { id } = await ensureTag('pricing');
    await mergeTags([old.id], id);
    await takeBack(batch(batchId));
    expect((await tagsOf([old.id])).map(({ name }) => name)).toEqual(['pricing']);
  });
});

describe('a project and its clips', () => {
  it('comes back where undo brings clips back to it', async () => {
    const [from, to] = [await createProject('From'), await createProject('To')];
    const id = await saved(from.id);
    const { batchId } = await moveAllClips(from.id, to.id);
    await deleteProject(from.id);
    const { batchId: undone } = await takeBack(batch(batchId));
    expect((await getClip(id))?.projectId).toBe(from.id);
    expect((await listProjects()).map(({ name }) => name)).toEqual(['From', 'To']);
    await undoBatch(undone);
    expect((await getClip(id))?.projectId).toBe(to.id);
  });

  it('comes back where a window that still knew it moves clips to it', async () => {
    const [here, there] = [await createProject('Here'), await createProject('There')];
    const id = await saved(here.id);
    await deleteProject(there.id);
    await editClips([id], { set: { projectId: there.id }, addTagIds: [], removeTagIds: [] });
    expect((await listProjects()).map(({ name }) => name)).toEqual(['Here', 'There']);
    await updateClips([id], { projectId: here.id });
    await deleteProject(there.id);
    await updateClips([id], { projectId: there.id });
    expect((await listProjects()).map(({ name }) => name)).toEqual(['Here', 'There']);
  });

  it('comes back for a clip that was being captured when it was deleted', async () => {
    const { id } = await createProject('Gone');
    await startDraft(idOf(5), captureOf());
    await editDraft(idOf(5), { projectId: id });
    await deleteProject(id);
    await commitDraft(idOf(5), (await createProject('Other')).id);
    expect((await getClip(idOf(5)))?.projectId).toBe(id);
    expect((await listProjects()).map(({ name }) => name)).toEqual(['Gone', 'Other']);
  });

  it('comes back with a clip that is taken out of the trash, and for one that is imported into it', async () => {
    const project = { ...(await createProject('Restored')), updatedAt: 5 };
    const clip = clipOf(7, { projectId: project.id });
    await emptyLibrary();
    await stageRows(0, 'projects', [project]);
    await stageRows(1, 'clips', [clip]);
    const { batchId } = await applyStaged({ mode: 'merge', ids: new Map() });
    await undoBatch(batch(batchId));
    expect(await listProjects()).toEqual([]);
    await restoreClips([clip.id]);
    expect((await listProjects()).map(({ name }) => name)).toEqual(['Restored']);
    await trashClips([clip.id]);
    await db.projects.update(project.id, { deletedAt: 9 });
    const { projectId: _projectId, tagIds: _tagIds, ...plain } = clipOf(8, { quote: 'other' });
    await importClips([{ clip: plain, tags: [] }], project.id);
    expect((await listProjects()).map(({ name }) => name)).toEqual(['Restored']);
  });

  it('stays where undoing a restore would take it from a clip that has come to it since', async () => {
    const [project, clip] = [{ ...(await createProject('Restored')), updatedAt: 5 }, clipOf(7)];
    await emptyLibrary();
    await stageRows(0, 'projects', [project]);
    await stageRows(1, 'clips', [{ ...clip, projectId: project.id }]);
    const { batchId } = await applyStaged({ mode: 'merge', ids: new Map() });
    await saved(project.id);
    await undoBatch(batch(batchId));
    expect((await getClip(clip.id))?.deletedAt).toBeDefined();
    expect((await listProjects()).map(({ name }) => name)).toEqual(['Restored']);
  });

  it('comes back where a restore brings a clip to it', async () => {
    const [project, clip] = [await createProject('Emptied'), clipOf(7)];
    await deleteProject(project.id);
    await stageRows(0, 'clips', [{ ...clip, projectId: project.id }]);
    await applyStaged({ mode: 'merge', ids: new Map() });
    expect((await listProjects()).map(({ name }) => name)).toEqual(['Emptied']);
  });
});

describe('a project that was deleted', () => {
  it('is not deleted again where a clip has come to it since', async () => {
    const { id } = await createProject('Emptied');
    await deleteProject(id);
    await undoLast();
    await saved(id);
    expect(await redoLast()).toMatchObject({ changed: 0, kept: 1 });
    expect((await listProjects()).map(({ name }) => name)).toEqual(['Emptied']);
  });
});

describe('undo where rows have gone', () => {
  it('goes further back with the next step', async () => {
    const [a, b] = [await saved(), await saved()];
    await updateClips([a], { importance: 1 });
    await updateClips([a, b], { note: 'both' });
    await deleteRows([{ table: 'clips', id: b }]);
    expect(await undoLast()).toMatchObject({ changed: 1 });
    expect(await undoLast()).toMatchObject({ changed: 1 });
    expect(await getClip(a)).not.toHaveProperty('importance');
  });

  it('takes back the rest of a batch of which some were deleted for ever', async () => {
    const [a, b] = [await saved(), await saved()];
    const batchId = batch(await updateClips([a, b], { note: 'both' }));
    await trashClips([b]);
    await purgeClips([b]);
    expect(await takeBack(batchId)).toMatchObject({ changed: 1, kept: 0 });
    expect(await getClip(a)).not.toHaveProperty('note');
    expect(await db.events.where('entityId').equals(b).count()).toBe(0);
  });
});

describe('a clock that was set back', () => {
  it('does not change what was done last', async () => {
    const id = await saved();
    await updateClips([id], { note: 'first' });
    later(-DAY);
    await updateClips([id], { importance: 2 });
    expect(await undoLast()).toMatchObject({ changed: 1 });
    expect(await getClip(id)).toMatchObject({ note: 'first' });
    expect(await getClip(id)).not.toHaveProperty('importance');
    // What is done now ends what could be done again.
    later(-DAY);
    await updateClips([id], { sentiment: 1 });
    expect(await redoLast()).toBeUndefined();
    await undoLast();
    expect(await undoLast()).toMatchObject({ changed: 1 });
    expect(await getClip(id)).not.toHaveProperty('note');
  });

  it('lets no older form of a row from a backup take the place of a newer one', async () => {
    const id = await saved();
    await updateClips([id], { note: 'then' });
    const before = await getClip(id);
    if (!before) throw new Error('no clip');
    later(-DAY);
    await updateClips([id], { note: 'now' });
    await stageRows(0, 'clips', [before]);
    expect(await applyStaged({ mode: 'merge', ids: new Map() })).toMatchObject({ written: 0 });
    expect(await getClip(id)).toMatchObject({ note: 'now' });
    // Nor one from a computer whose clock is ahead, once that has been changed here.
    await stageRows(0, 'clips', [{ ...before, updatedAt: Date.now() + 30 * DAY }]);
    await applyStaged({ mode: 'merge', ids: new Map() });
    const ahead = await getClip(id);
    await updateClips([id], { note: 'later' });
    await stageRows(0, 'clips', [{ ...before, ...ahead }]);
    expect(await applyStaged({ mode: 'merge', ids: new Map() })).toMatchObject({ written: 0 });
    expect(await getClip(id)).toMatchObject({ note: 'later' });
  });
});
