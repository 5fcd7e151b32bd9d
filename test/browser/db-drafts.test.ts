import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import { draftSchema } from '#lib/core/schema/draft.ts';
import { getClip, saveClip, updateClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import {
  commitDraft,
  discardDraft,
  editDraft,
  getDraft,
  isTouched,
  startDraft,
  touchedDraftOf,
  unfinishedDrafts,
  unsettledDrafts,
} from '#lib/db/drafts.ts';
import { addRest } from '#lib/db/rest-of-capture.ts';
import { clipOfSamePassage } from '#lib/db/same-passage.ts';
import { anchorAt, captureOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

const PROJECT = idOf(1);
const PAGE = 'https://acme.example/pricing';

async function start(changes: Parameters<typeof captureOf>[0] = {}): Promise<string> {
  const id = newId();
  await startDraft(id, captureOf(changes));
  return id;
}

async function drafts(): Promise<string[]> {
  return (await db.drafts.toArray()).map(({ id }) => id);
}

beforeEach(emptyLibrary);

describe('starting a draft', () => {
  it('keeps what the page gave, for that page wherever on it the passage stands', async () => {
    const id = await start({ source: { url: `${PAGE}#team`, title: 'Pricing' } });
    const draft = await getDraft(id);
    expect(draft).toMatchObject({ page: PAGE, capture: { quote: 'Free for 5 seats' }, edits: {}, typing: {} });
    expect(draftSchema.safeParse(draft).success).toBe(true);
    expect(await db.clips.count()).toBe(0);
  });

  it('starts it once: a capture that is delivered again takes nothing back', async () => {
    const id = await start();
    await editDraft(id, { note: 'typed' });
    await startDraft(id, captureOf());
    expect((await getDraft(id))?.edits).toEqual({ note: 'typed' });
    await commitDraft(id, PROJECT);
    await startDraft(id, captureOf());
    expect(await drafts()).toEqual([]);
  });

  it('goes on with what was typed about the same passage', async () => {
    const first = await start();
    await editDraft(first, { note: 'half a thou' }, { tag: 'pri' });
    const again = await start();
    expect(await drafts()).toEqual([again]);
    expect(await getDraft(again)).toMatchObject({ edits: { note: 'half a thou' }, typing: { tag: 'pri' } });
  });

  it('lets drafts that nobody has touched for long make room, and keeps the others', async () => {
    const untouched = await start({ quote: 'one' });
    const touched = await start({ quote: 'two' });
    await editDraft(touched, { note: 'mine' });
    const hour = 3_600_000;
    await db.drafts.toCollection().modify((draft) => {
      draft.updatedAt -= hour;
    });
    // It may still stand in a side panel.
    const fresh = await start({ quote: 'three' });
    const newest = await start({ quote: 'four' });
    expect(await drafts()).toEqual([touched, fresh, newest]);
    expect(await getDraft(untouched)).toBeUndefined();
  });

  it('does not go on with what was typed about the same words at another place', async () => {
    const first = await start({ anchor: anchorAt(10, 'Team plan') });
    await editDraft(first, { note: 'about the team plan' });
    const other = await start({ anchor: anchorAt(90, 'Business plan') });
    expect((await getDraft(other))?.edits).toEqual({});
    expect(await drafts()).toEqual([first, other]);
  });

  it('takes the same words on another page for another passage', async () => {
    const first = await start();
    await editDraft(first, { note: 'about the first page' });
    const other = await start({ source: { url: 'https://acme.example/other', title: '' } });
    expect((await getDraft(other))?.edits).toEqual({});
    expect(await drafts()).toEqual([first, other]);
  });
});

describe('typing', () => {
  it('adds keystroke to keystroke, and clears what is given as undefined', async () => {
    const id = await start();
    await editDraft(id, { note: 'a' });
    await editDraft(id, { importance: 1 }, { tag: '定' });
    await editDraft(id, { note: 'ab' }, { actor: 'Ac' });
    expect(await getDraft(id)).toMatchObject({
      edits: { note: 'ab', importance: 1 },
      typing: { tag: '定', actor: 'Ac' },
    });
    await editDraft(id, { importance: undefined }, { tag: '' });
    await commitDraft(id, PROJECT);
    expect(await getClip(id)).not.toHaveProperty('importance');
  });

  it('loses no keystroke of two fields written at once', async () => {
    const id = await start();
    await Promise.all([
      editDraft(id, { note: 'n' }),
      editDraft(id, { method: 'desk' }),
      editDraft(id, {}, { tag: 't' }),
    ]);
    expect(await getDraft(id)).toMatchObject({ edits: { note: 'n', method: 'desk' }, typing: { tag: 't' } });
  });

  it('is unsettled where a value was typed that the clip does not have yet', async () => {
    const { clip } = await saveClip(newId(), captureOf(), { projectId: PROJECT });
    const other = await saveClip(newId(), captureOf(), { projectId: PROJECT });
    await editDraft(await start({ quote: 'no clip yet' }), { note: 'x' });
    await editDraft(other.clip.id, {}, { tag: 'half a word is no value' });
    await editDraft(clip.id, { note: 'typed' });
    expect(await unsettledDrafts()).toEqual([clip.id]);
    await commitDraft(clip.id, PROJECT);
    expect(await unsettledDrafts()).toEqual([]);
  });

  it('needs something to type about', async () => {
    await expect(editDraft(newId(), { note: 'x' })).rejects.toMatchObject({ code: 'clip_missing' });
    expect(await drafts()).toEqual([]);
  });

  it('finds the latest touched draft of a page', async () => {
    const [one, two] = [await start({ quote: 'one' }), await start({ quote: 'two' })];
    expect(await touchedDraftOf(PAGE)).toBeUndefined();
    await editDraft(two, {}, { tag: 'x' });
    const three = await start({ quote: 'three' });
    await editDraft(three, { note: 'y' });
    await db.drafts.update(three, { updatedAt: Date.now() + 1 });
    expect((await touchedDraftOf(`${PAGE}#anywhere`))?.id).toBe(three);
    expect((await unfinishedDrafts()).map(({ id }) => id)).toEqual([three, two]);
    expect(await touchedDraftOf('https://acme.example/')).toBeUndefined();
    expect((await unfinishedDrafts()).map(({ id }) => id)).not.toContain(one);
  });
});

describe('committing a draft', () => {
  it('makes the clip, and the draft is gone', async () => {
    const id = await start();
    await editDraft(id, { type: 'feedback', note: 'why' });
    const saved = await commitDraft(id, PROJECT);
    expect(saved?.clip).toMatchObject({ id, type: 'feedback', note: 'why', projectId: PROJECT, triage: 'kept' });
    expect(await getClip(id)).toEqual(saved?.clip);
    expect(await drafts()).toEqual([]);
  });

  it('happens once, however often it is asked', async () => {
    const id = await start();
    await editDraft(id, { type: 'note' });
    const all = await Promise.all([commitDraft(id, PROJECT), commitDraft(id, PROJECT), commitDraft(id, PROJECT)]);
    expect(all.filter(Boolean)).toHaveLength(1);
    expect([await db.clips.count(), await db.events.count()]).toEqual([1, 1]);
  });

  it('keeps it in the project that was chosen in it', async () => {
    const id = await start();
    await editDraft(id, { projectId: idOf(9) });
    expect((await commitDraft(id, PROJECT))?.clip.projectId).toBe(idOf(9));
  });

  it('changes the clip that is there already, as something to undo', async () => {
    const { clip } = await saveClip(newId(), captureOf(), { projectId: PROJECT, note: 'old' });
    await editDraft(clip.id, { note: 'new', type: 'requirement' });
    expect((await getDraft(clip.id))?.capture).toBeUndefined();
    await commitDraft(clip.id, PROJECT);
    expect(await getClip(clip.id)).toMatchObject({ note: 'new', type: 'requirement', triage: 'kept' });
    expect(await db.events.count()).toBe(2);
    expect(await drafts()).toEqual([]);
  });

  it('keeps words that are still being typed, with the clip as it is now', async () => {
    const id = await start();
    await editDraft(id, { type: 'note', note: 'done' }, { tag: 'pri' });
    await commitDraft(id, PROJECT);
    expect(await getClip(id)).toMatchObject({ type: 'note', note: 'done' });
    const left = await getDraft(id);
    expect(left).toMatchObject({ edits: {}, typing: { tag: 'pri' } });
    expect(left).not.toHaveProperty('capture');
    expect((await touchedDraftOf(PAGE))?.id).toBe(id);
    expect(await unfinishedDrafts()).toEqual([]);

    await updateClips([id], { note: 'changed since' });
    await editDraft(id, {}, { tag: '' });
    await commitDraft(id, PROJECT);
    expect(await getClip(id)).toMatchObject({ note: 'changed since' });
    expect(await drafts()).toEqual([]);
  });

  it('leaves the draft where the clip cannot be saved', async () => {
    const id = await start();
    await editDraft(id, { note: 'precious' });
    await expect(commitDraft(id, 'no project')).rejects.toMatchObject({ code: 'invalid_data' });
    expect((await getDraft(id))?.edits).toEqual({ note: 'precious' });
    expect([await db.clips.count(), await db.events.count()]).toEqual([0, 0]);
  });

  it('does nothing where there is nothing', async () => {
    expect(await commitDraft(newId(), PROJECT)).toBeUndefined();
    const id = await start();
    await discardDraft(id);
    expect(await commitDraft(id, PROJECT)).toBeUndefined();
    expect(await db.clips.count()).toBe(0);
  });
});

describe('a passage that was clipped before', () => {
  it('is recognised by its words and its page, while nothing new was said', async () => {
    const { clip } = await saveClip(newId(), captureOf(), { projectId: PROJECT });
    const id = await start({ source: { url: `${PAGE}?utm_source=mail#seats`, title: 'Pricing' } });
    expect(await clipOfSamePassage(id)).toBe(clip.id);
    await editDraft(id, { note: 'something new' });
    expect(await clipOfSamePassage(id)).toBeUndefined();
  });

  it('is not another passage, page, screenshot, or one in the trash', async () => {
    await saveClip(newId(), captureOf(), { projectId: PROJECT });
    await saveClip(newId(), captureOf({ quote: '' }), { projectId: PROJECT });
    const trashed = await saveClip(newId(), captureOf({ quote: 'gone' }), { projectId: PROJECT });
    await db.clips.update(trashed.clip.id, { deletedAt: 1 });
    for (const changes of [
      { quote: 'Free for 5' },
      { source: { url: `${PAGE}s`, title: '' } },
      { quote: '' },
      { quote: 'gone' },
      { anchor: anchorAt(90, 'Business plan') },
    ]) {
      expect(await clipOfSamePassage(await start(changes))).toBeUndefined();
    }
    expect(await clipOfSamePassage(newId())).toBeUndefined();
  });
});

it('isTouched: whether the user put anything in', () => {
  const draft = { id: idOf(1), createdAt: 1, updatedAt: 1, page: PAGE, edits: {}, typing: {} };
  expect(isTouched(draft)).toBe(false);
  expect(isTouched({ ...draft, typing: { tag: '', actor: '' } })).toBe(false);
  expect(isTouched({ ...draft, typing: { tag: 'x' } })).toBe(true);
  expect(isTouched({ ...draft, typing: { actor: 'x' } })).toBe(true);
  expect(isTouched({ ...draft, edits: { importance: 0 } })).toBe(true);
});

describe('the HTML of what a page gave', () => {
  it('comes after the rest, to the draft', async () => {
    const id = await start();
    await editDraft(id, { note: 'typed meanwhile' });
    await addRest(id, { html: '<p>Free</p>' });
    const draft = await getDraft(id);
    expect(draft?.capture).toEqual({ ...captureOf(), html: '<p>Free</p>' });
    expect(draft?.edits).toEqual({ note: 'typed meanwhile' });
  });

  it('or to what became of it, with nothing to undo', async () => {
    const id = await start();
    await editDraft(id, { note: 'typed' });
    await commitDraft(id, PROJECT);
    const before = await db.events.count();
    await addRest(id, { html: '<p>Free</p>' });
    expect(await getClip(id)).toMatchObject({ html: '<p>Free</p>', note: 'typed' });
    expect(await db.events.count()).toBe(before);
  });

  it('and is never another later', async () => {
    const draft = await start({ html: '<p>first</p>' });
    await addRest(draft, { html: '<p>second</p>' });
    expect((await getDraft(draft))?.capture?.html).toBe('<p>first</p>');
    const clip = newId();
    await saveClip(clip, captureOf({ html: '<p>first</p>' }), { projectId: PROJECT });
    await addRest(clip, { html: '<p>second</p>' });
    expect((await getClip(clip))?.html).toBe('<p>first</p>');
  });

  it('brings one more way to find the passage, where it is anchored', async () => {
    const fragment = {
      type: 'FragmentSelector',
      conformsTo: 'https://wicg.github.io/scroll-to-text-fragment/',
      value: ':~:text=Free%20for',
    } as const;
    const anchor = anchorAt(10, 'Team plan');
    const anchored = { ...anchor, selectors: [...anchor.selectors, fragment] };
    const id = await start({ anchor });
    await addRest(id, { fragment });
    expect((await getDraft(id))?.capture).toEqual(captureOf({ anchor: anchored }));
    await commitDraft(id, PROJECT);
    await addRest(id, { fragment: { ...fragment, value: ':~:text=other' }, html: '<p>Free</p>' });
    expect(await getClip(id)).toMatchObject({ anchor: anchored, html: '<p>Free</p>' });

    const nowhere = await start({ quote: 'typed into a field' });
    await addRest(nowhere, { fragment });
    expect((await getDraft(nowhere))?.capture?.anchor).toBeUndefined();
  });

  it('of what is gone is dropped', async () => {
    await addRest(newId(), { html: '<p>x</p>' });
    expect(await drafts()).toEqual([]);
    expect(await db.clips.count()).toBe(0);
  });
});
