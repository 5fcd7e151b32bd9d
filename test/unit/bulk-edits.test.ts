import { describe, expect, it } from 'vitest';
import { BULK_FIELDS, editsOf, keyOf, NOTHING, withTags } from '#components/library/bulk-edits.ts';
import { clipFields } from '#lib/core/fields.ts';

describe('what is said of many clips at once', () => {
  it('may be anything that is said of one; tags come and go in a line each', () => {
    const keys = BULK_FIELDS.map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(BULK_FIELDS.map(({ id }) => id))).toEqual(new Set(Object.keys(clipFields)));
    expect(keys.filter((key) => key.startsWith('tagIds'))).toEqual(['tagIds-add', 'tagIds-remove']);
  });

  it('is nothing at first', () => {
    expect(editsOf(NOTHING)).toBeUndefined();
  });

  it('puts a tag on or takes it off, as was said last', () => {
    const added = withTags(withTags(NOTHING, 'remove', ['c', 'd']), 'add', ['a', 'c']);
    expect(editsOf(added)).toEqual({ set: {}, addTagIds: ['a', 'c'], removeTagIds: ['d'] });
    expect(editsOf(withTags(added, 'remove', ['a']))).toMatchObject({ addTagIds: ['c'], removeTagIds: ['a'] });
    expect(NOTHING.tagIds).toEqual({ add: [], remove: [] });
  });

  it('clears what is ticked and empty, but appends nothing that is not there', () => {
    const cleared = { ...NOTHING, set: { note: undefined } };
    expect(editsOf(cleared)).toEqual({ set: { note: undefined }, addTagIds: [], removeTagIds: [] });
    for (const note of [undefined, ' \n ']) {
      expect(editsOf({ ...NOTHING, set: { note }, isNoteAppended: true })).toBeUndefined();
    }
  });

  it('replaces notes, or comes after them, and never both', () => {
    const set = { note: ' Ask sales. ', importance: 2 } as const;
    expect(editsOf({ ...NOTHING, set })).toEqual({ set, addTagIds: [], removeTagIds: [] });
    expect(editsOf({ ...NOTHING, set, isNoteAppended: true })).toEqual({
      set: { importance: 2 },
      addTagIds: [],
      removeTagIds: [],
      appendNote: 'Ask sales.',
    });
  });
});
