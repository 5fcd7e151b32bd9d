import { beforeEach, describe, expect, it } from 'vitest';
import { type Tag, tagSchema } from '#lib/core/schema/tag.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { editTag, mergeTags, renameTag, trashTags, unmergeTag } from '#lib/db/change-tags.ts';
import { clipIdsByTag } from '#lib/db/clip-ids-by-tag.ts';
import { db } from '#lib/db/database.ts';
import { undoBatch } from '#lib/db/history.ts';
import { allTags, ensureTag, listTags } from '#lib/db/tags.ts';
import { clipOf, tagOf } from '#test/support/rows.ts';
import { emptyLibrary } from './library.ts';

beforeEach(emptyLibrary);

const names = async () => (await listTags()).map(({ name }) => name).sort();
const make = async (...all: string[]): Promise<Tag[]> => {
  const tags: Tag[] = [];
  for (const name of all) tags.push(await ensureTag(name));
  return tags;
};
const idOfName = async (name: string) => (await allTags()).find((tag) => tag.name === name)?.id ?? '';

/** All tags, but for when they were changed. */
const rows = async () => (await allTags()).map(({ updatedAt: _, ...tag }) => tag);

/** Does something, checks that every row is valid, undoes it, and checks that everything is as it was; then does it again by undoing that. */
async function undone<T extends object>(act: () => Promise<T>): Promise<T> {
  const before = await rows();
  const done = await act();
  const after = await rows();
  for (const tag of await allTags()) expect(tagSchema.safeParse(tag).success).toBe(true);
  const batchId = 'batchId' in done ? String(done.batchId) : '';
  const redo = await undoBatch(batchId);
  expect(await rows()).toEqual(before);
  await undoBatch(redo);
  expect(await rows()).toEqual(after);
  return done;
}

describe('the name of a tag', () => {
  it('has trimmed levels, and means the same tag however the divider is written', async () => {
    const [tag] = await make(' Pricing / Limits ');
    expect(tag).toMatchObject({ name: 'Pricing/Limits', key: 'pricing/limits' });
    expect((await ensureTag('pricing／limits')).id).toBe(tag?.id);
    await expect(ensureTag(' / ')).rejects.toMatchObject({ code: 'invalid_data' });
  });

  it('may be another name of a tag, or the name of one that was merged', async () => {
    const [pricing, cost] = await make('Pricing', 'Cost');
    await editTag(pricing?.id ?? '', { aliases: ['价格 ', 'ＰＲＩＣＥ', 'price', 'pricing'] });
    expect((await db.tags.get(pricing?.id ?? ''))?.aliases).toEqual(['价格', 'ＰＲＩＣＥ']);
    expect((await ensureTag('Price')).id).toBe(pricing?.id);
    await mergeTags([cost?.id ?? ''], pricing?.id ?? '');
    await editTag(pricing?.id ?? '', { definition: 'What it costs.' });
    expect((await ensureTag('COST')).id).toBe(pricing?.id);
    expect(await names()).toEqual(['Pricing']);
  });
});

describe('renaming', () => {
  it('moves the whole subtree, in one batch, and nothing that only begins alike', async () => {
    await make('pricing', 'pricing/limits', 'Pricing/Limits/free', 'pricing page');
    await undone(async () => renameTag(await idOfName('pricing'), 'Money / Plans'));
    expect(await names()).toEqual(
      ['Money/Plans', 'Money/Plans/limits', 'Money/Plans/Limits/free', 'pricing page'].sort(),
    );
  });

  it('goes deeper into its own place and out of it again', async () => {
    await make('a', 'a/b/c');
    await undone(async () => renameTag(await idOfName('a'), 'a/b'));
    expect(await names()).toEqual(['a/b', 'a/b/b/c']);
    await undone(async () => renameTag(await idOfName('a/b'), 'a'));
    expect(await names()).toEqual(['a', 'a/b/c']);
  });

  it('changes how a name is written, and nothing where it is the same', async () => {
    const [tag] = await make('api');
    await undone(() => renameTag(tag?.id ?? '', 'API'));
    expect(await names()).toEqual(['API']);
    expect(await renameTag(tag?.id ?? '', 'API')).toEqual({ batchId: undefined });
    await expect(renameTag(tag?.id ?? '', ' / ')).rejects.toMatchObject({ code: 'invalid_data' });
    expect(await names()).toEqual(['API']);
  });

  it('refuses a name that another tag has, as its name, another name, or one that was merged into it', async () => {
    const [price, cost, fee] = await make('Price', 'Cost', 'Fee');
    await editTag(cost?.id ?? '', { aliases: ['Expense'] });
    await mergeTags([fee?.id ?? ''], cost?.id ?? '');
    for (const name of ['cost', 'EXPENSE', 'fee']) {
      expect(await renameTag(price?.id ?? '', name)).toMatchObject({ taken: { id: cost?.id } });
    }
    expect(await names()).toEqual(['Cost', 'Price']);
  });

  it('refuses what would collide further below, names that, and changes nothing', async () => {
    await make('price', 'price/limits', 'pricing/limits');
    const before = await rows();
    const taken = await idOfName('pricing/limits');
    expect(await renameTag(await idOfName('price'), 'pricing')).toMatchObject({
      taken: { id: taken },
      name: 'pricing/limits',
    });
    expect(await rows()).toEqual(before);
    expect(await renameTag(await idOfName('price'), 'price/limits')).toMatchObject({ name: 'price/limits' });
  });

  it('tells of a name that lies in the trash', async () => {
    const [one, two] = await make('one', 'two');
    await trashTags([two?.id ?? '']);
    const answer = await renameTag(one?.id ?? '', 'Two');
    expect(answer).toMatchObject({ taken: { id: two?.id } });
    expect('taken' in answer && answer.taken.deletedAt).toBeTypeOf('number');
  });

  it('may have the name of a tag that was merged into it: that one goes on in its place', async () => {
    const [pricing, price] = await make('Pricing', 'Price');
    await mergeTags([price?.id ?? ''], pricing?.id ?? '');
    await editTag(pricing?.id ?? '', { colour: '#3d7ad6', aliases: ['价格'] });
    await make('Pricing/limits');
    await undone(() => renameTag(pricing?.id ?? '', 'price'));
    expect(await names()).toEqual(['price', 'price/limits']);
    expect(await db.tags.get(price?.id ?? '')).toMatchObject({ colour: '#3d7ad6', aliases: ['价格'] });
    expect((await ensureTag('pricing')).id).toBe(price?.id);
    expect(tagMeanings(await allTags()).get(pricing?.id ?? '')?.id).toBe(price?.id);
  });

  it('lets go of another name that becomes its name', async () => {
    const [tag] = await make('Pricing');
    await editTag(tag?.id ?? '', { aliases: ['Price', '价格'] });
    await renameTag(tag?.id ?? '', 'Price');
    expect(await db.tags.get(tag?.id ?? '')).toMatchObject({ name: 'Price', aliases: ['价格'] });
  });

  it('cannot be undone once the old name is taken, and leaves everything', async () => {
    const [tag] = await make('old');
    const done = await renameTag(tag?.id ?? '', 'new');
    await make('old');
    const before = await rows();
    await undoBatch('batchId' in done ? (done.batchId ?? '') : '').catch(() => {});
    expect(await rows()).toEqual(before);
  });
});

describe('looks and meaning', () => {
  it('are kept, undone, and taken away by nothing', async () => {
    const [tag] = await make('Pricing');
    const id = tag?.id ?? '';
    await undone(() => editTag(id, { colour: '#3d7ad6', definition: ' What it costs. ', aliases: ['价格'] }));
    expect(await db.tags.get(id)).toMatchObject({ colour: '#3d7ad6', definition: 'What it costs.', aliases: ['价格'] });
    await editTag(id, { colour: '', definition: '' });
    const plain = await db.tags.get(id);
    expect(plain).not.toHaveProperty('colour');
    expect(plain).not.toHaveProperty('definition');
    await expect(editTag(id, { colour: 'red' })).rejects.toMatchObject({ code: 'invalid_data' });
  });

  it('have no other name that means another tag', async () => {
    const [pricing, cost] = await make('Pricing', 'Cost');
    expect(await editTag(pricing?.id ?? '', { aliases: ['cost'] })).toMatchObject({ taken: { id: cost?.id } });
    expect((await db.tags.get(pricing?.id ?? ''))?.aliases).toEqual([]);
  });

  it('need no other name that a merged tag is: parted again, that one has it alone', async () => {
    const [pricing, price] = await make('Pricing', 'price');
    await mergeTags([price?.id ?? ''], pricing?.id ?? '');
    await editTag(pricing?.id ?? '', { aliases: ['Price', 'fee'] });
    expect((await db.tags.get(pricing?.id ?? ''))?.aliases).toEqual(['fee']);
    await unmergeTag(price?.id ?? '');
    expect((await ensureTag('price')).id).toBe(price?.id);
  });
});

describe('deleting', () => {
  it('leaves clips and what is below as they are, and a typed name brings it back', async () => {
    const [tag] = await make('pricing', 'pricing/limits');
    await db.clips.add(clipOf(50, { tagIds: [tag?.id ?? ''] }));
    await undone(() => trashTags([tag?.id ?? '']));
    expect(await names()).toEqual(['pricing/limits']);
    expect((await db.clips.toArray())[0]?.tagIds).toEqual([tag?.id]);
    expect((await ensureTag('Pricing')).id).toBe(tag?.id);
  });
});

describe('merging', () => {
  it('makes several one: clips keep their ids, which mean that one, and undo parts them again', async () => {
    const [pricing, price, cost] = await make('Pricing', 'price', '价格');
    await db.clips.bulkAdd([price, cost].map((tag, index) => clipOf(50 + index, { tagIds: [tag?.id ?? ''] })));
    await undone(() => mergeTags([price?.id ?? '', cost?.id ?? '', pricing?.id ?? ''], pricing?.id ?? ''));
    expect(await names()).toEqual(['Pricing']);
    const meanings = tagMeanings(await allTags());
    for (const { tagIds } of await db.clips.toArray()) expect(meanings.get(tagIds[0] ?? '')?.id).toBe(pricing?.id);
    await unmergeTag(price?.id ?? '');
    expect(await names()).toEqual(['Pricing', 'price']);
  });

  it('takes the tree below along: what has the same name there is one as well', async () => {
    await make('price', 'price/limits', 'price/limits/free', 'price/seats', 'Pricing', 'pricing/limits');
    await undone(async () => mergeTags([await idOfName('price')], await idOfName('Pricing')));
    expect(await names()).toEqual(['Pricing', 'Pricing/seats', 'pricing/limits', 'pricing/limits/free']);
    expect((await ensureTag('price/limits')).name).toBe('pricing/limits');
  });

  it('into a tag below leaves the tree as it is', async () => {
    await make('pricing', 'pricing/limits', 'pricing/seats');
    await undone(async () => mergeTags([await idOfName('pricing')], await idOfName('pricing/limits')));
    expect(await names()).toEqual(['pricing/limits', 'pricing/seats']);
  });

  it('brings a tag back from the trash, and fills in colour and definition where it has none', async () => {
    const [one, two] = await make('one', 'two');
    await editTag(one?.id ?? '', { colour: '#3d7ad6', definition: 'First.' });
    await editTag(two?.id ?? '', { definition: 'Second.' });
    await trashTags([two?.id ?? '']);
    await undone(() => mergeTags([one?.id ?? ''], two?.id ?? ''));
    expect(await listTags()).toMatchObject([{ name: 'two', colour: '#3d7ad6', definition: 'Second.' }]);
  });

  it('goes on to the tag that took in the one that is meant, and makes no circle', async () => {
    const [a, b, c] = await make('a', 'b', 'c');
    await mergeTags([b?.id ?? ''], c?.id ?? '');
    await mergeTags([a?.id ?? ''], b?.id ?? '');
    await mergeTags([c?.id ?? ''], a?.id ?? '');
    expect(await names()).toEqual(['c']);
    expect((await ensureTag('a')).name).toBe('c');
  });
});

it('tells which clips have a tag', async () => {
  await db.tags.bulkAdd([tagOf(1, 'a'), tagOf(2, 'b')]);
  await db.clips.bulkAdd([50, 51].map((number) => clipOf(number, { tagIds: [tagOf(1, '').id] })));
  const ids = await clipIdsByTag([tagOf(1, '').id, tagOf(2, '').id]);
  expect([...ids.values()].map(({ length }) => length)).toEqual([2, 0]);
});
