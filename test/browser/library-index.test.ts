import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/core/id.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { saveClip, trashClips, updateClips } from '#lib/db/clips.ts';
import { db } from '#lib/db/database.ts';
import { dropIndex } from '#lib/db/index-store.ts';
import { recordObservations } from '#lib/db/observations.ts';
import { ensureTag } from '#lib/db/tags.ts';
import { NO_FILTER } from '#lib/search/clip-filter.ts';
import { SEGMENT_VERSION } from '#lib/search/index/segment.ts';
import { LibraryIndex } from '#lib/search/library/library-index.ts';
import type { Question } from '#lib/search/library/question.ts';
import { captureOf, clipOf, idOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);
afterAll(async () => {
  await emptyLibrary();
  // What is still at work would index what the next file of tests writes.
  await navigator.locks.request('gleaner-index', async () => {});
  await new Promise((resolve) => setTimeout(resolve, 500));
  await navigator.locks.request('gleaner-index', async () => {});
});

const question = (text = '', changes: Partial<Question> = {}): Question => ({
  filter: { ...NO_FILTER, text },
  projectId: undefined,
  order: 'oldest',
  group: undefined,
  ...changes,
});

async function save(quote: string): Promise<string> {
  const id = newId();
  await saveClip(id, captureOf({ quote, markdown: quote, capturedAt: Date.now() }), { projectId: idOf(1) });
  return id;
}

/**
 * What an index finds, as soon as it has come to `wanted`; what it found last, if it never does.
 * @param interval What is checked only when nobody asks is not to be asked for all the time (ms).
 */
async function found(index: LibraryIndex, text: string, wanted: readonly string[], interval = 50): Promise<void> {
  await expect
    .poll(async () => (await index.ask(question(text))).ids.toArray().sort(), { timeout: 30_000, interval })
    .toEqual([...wanted].sort());
}
const QUIET_MS = 3_000;

const parts = () => db.segments.toArray();
const isWhole = async () => (await db.local.get('index'))?.value;

/** An index that has nothing left to do. */
async function settled(): Promise<LibraryIndex> {
  const index = new LibraryIndex('en');
  await expect.poll(async () => ((await isWhole()) as { upTo?: string } | undefined)?.upTo).toBeUndefined();
  await expect.poll(() => db.dirty.count()).toBe(0);
  return index;
}

describe('the index of the library', () => {
  it('is made of what is there, and finds it', async () => {
    const first = await save('导出报表要花两个小时');
    const second = await save('Exports take two hours');
    const index = new LibraryIndex('en');
    await found(index, '报表', [first]);
    await found(index, 'export', [second]);
    await found(index, '', [first, second]);
  });

  it('follows every change, whoever made it', async () => {
    const kept = await save('kept');
    const index = await settled();
    const added = await save('added later');
    await found(index, 'later', [added]);
    await updateClips([kept], { note: 'a remark about Zebras' });
    await found(index, 'zebras', [kept]);
    await updateClips([kept], { note: undefined });
    await found(index, 'zebras', []);
    await trashClips([added]);
    await found(index, 'later', []);
    expect((await index.facets(undefined)).trash).toBe(1);
    await recordObservations([{ clipId: kept, state: 'missing' }]);
    await expect.poll(async () => (await index.facets(undefined)).changed).toBe(1);
    await db.clips.delete(kept);
    await found(index, '', []);
  });

  it('knows a tag by the name that it has now', async () => {
    const clip = await save('no such word in it');
    const tag = await ensureTag('Onboarding');
    await updateClips([clip], { tagIds: [tag.id] });
    const index = await settled();
    await found(index, 'onboarding', [clip]);
    await db.tags.update(tag.id, { name: '新手引导', key: '新手引导' });
    await found(index, 'onboarding', []);
    await found(index, '引导', [clip]);
  });

  it('sorts by the names that there are now', async () => {
    const [first, second] = [await save('first'), await save('second')];
    const [tag, other] = [await ensureTag('Exports'), await ensureTag('Imports')];
    await updateClips([first], { tagIds: [tag.id] });
    await updateClips([second], { tagIds: [other.id] });
    const index = await settled();
    const sorted = async () => (await index.ask(question('', { order: 'tags' }))).ids.toArray();
    await expect.poll(sorted).toEqual([first, second]);
    await db.tags.update(tag.id, { name: 'Reports', key: 'reports' });
    await expect.poll(sorted).toEqual([second, first]);
    await db.tags.update(other.id, { mergedInto: tag.id });
    await db.tags.update(tag.id, { deletedAt: 1 });
    // Neither has a tag any more: the newest first.
    await expect.poll(sorted).toEqual([second, first]);
  });

  it('is read and not made again by whoever opens the library next', async () => {
    await save('first');
    await settled();
    const before = await parts();
    expect(before.length).toBeGreaterThan(0);
    const second = await save('what was kept while no index was open');
    const index = await settled();
    await found(index, 'open', [second]);
    expect((await parts()).map(({ id }) => id)).toEqual(expect.arrayContaining(before.slice(0, 1).map(({ id }) => id)));
  });

  it('goes on where it was interrupted', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push(await save(`number ${at}`));
    ids.sort();
    await settled();
    // As if it had been stopped after the third: the rest is read, and nothing twice.
    await db.local.put({ key: 'index', value: { format: SEGMENT_VERSION, upTo: ids[2] } });
    const index = await settled();
    await found(index, 'number', ids);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['its parts are missing', () => db.segments.clear()],
    ['there is no word of it', () => db.local.clear()],
    ['it is of another format', () => db.local.put({ key: 'index', value: { format: 0 } })],
    [
      'a part is damaged',
      async () => {
        const [part] = await parts();
        if (!part) throw new Error('There is no part.');
        const bytes = new Uint8Array(await part.file.arrayBuffer());
        bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
        await db.segments.put({ ...part, file: new Blob([bytes]) });
      },
    ],
    [
      'a part is cut off',
      async () => {
        const [part] = await parts();
        if (part) await db.segments.put({ ...part, file: part.file.slice(0, 40) });
      },
    ],
    [
      'rows were written past all that could tell',
      async () => {
        await db.clips.add(clipOf(77, { quote: 'smuggled in' }));
        await db.dirty.clear();
      },
    ],
  ])('is made anew where %s', async (_name, harm) => {
    await save('safe and sound');
    await settled();
    await harm();
    const rows: Clip[] = await db.clips.toArray();
    const index = new LibraryIndex('en');
    await found(
      index,
      '',
      rows.map(({ id }) => id),
      QUIET_MS,
    );
    await found(
      index,
      'sound',
      rows.filter(({ quote }) => quote.includes('sound')).map(({ id }) => id),
      QUIET_MS,
    );
  });

  it('is the same for two at once, and each change is indexed once', async () => {
    const ids = [await save('both see the first')];
    const [one, other] = [await settled(), await settled()];
    for (let at = 0; at < 20; at += 1) ids.push(await save(`both see ${at}`));
    await Promise.all([found(one, 'both', ids), found(other, 'both', ids)]);
    await expect.poll(() => db.dirty.count()).toBe(0);
    const told = (await parts()).reduce((sum, { clips }) => sum + clips, 0);
    expect(told).toBe(ids.length);
  });

  it('finds all others where a row is damaged', async () => {
    const clip = await save('sound');
    await db.clips.add({ id: newId(), quote: 7 } as unknown as Clip);
    const index = await settled();
    await found(index, 'sound', [clip]);
    await found(index, '', [clip]);
  });

  it('is thrown away with what was redacted, and made again', async () => {
    const clip = await save('before and after');
    const index = await settled();
    const old = await parts();
    await db.transaction('rw', [db.clips, db.segments, db.local], async () => {
      await db.clips.update(clip, { note: 'redacted' });
      await dropIndex();
    });
    await found(index, 'redacted', [clip]);
    const now = (await parts()).map(({ id }) => id);
    for (const { id } of old) expect(now).not.toContain(id);
  });
});
