import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBeginning, takingBack } from '#lib/core/take-back.ts';

describe('taking a change back', () => {
  it('brings back the values of before, and takes away what was not there', () => {
    const patch = { before: { note: 'old' }, after: { note: 'new', importance: 2 } };
    expect(takingBack({ id: 1, note: 'new', importance: 2 }, patch)).toEqual({
      before: { note: 'new', importance: 2 },
      after: { note: 'old' },
    });
  });

  it('leaves alone what has been changed since', () => {
    const patch = { before: { note: 'old', importance: 1 }, after: { note: 'new', importance: 2 } };
    expect(takingBack({ note: 'newer', importance: 2 }, patch)).toEqual({
      before: { importance: 2 },
      after: { importance: 1 },
    });
    expect(takingBack({ note: 'newer', importance: 3 }, patch)).toBeUndefined();
    expect(takingBack({}, { before: { note: 'old' }, after: { note: 'new' } })).toBeUndefined();
  });

  it('takes tags out and puts them in one by one: those of others stay', () => {
    const patch = { before: { tagIds: ['a', 'b'] }, after: { tagIds: ['b', 'c'] } };
    expect(takingBack({ tagIds: ['b', 'c'] }, patch)?.after).toEqual({ tagIds: ['a', 'b'] });
    expect(takingBack({ tagIds: ['b', 'c', 'd'] }, patch)?.after).toEqual({ tagIds: ['b', 'd', 'a'] });
    expect(takingBack({ tagIds: ['d'] }, patch)?.after).toEqual({ tagIds: ['d', 'a'] });
    expect(takingBack({ tagIds: ['a', 'b'] }, patch)).toBeUndefined();
  });

  it('takes a type and the triage that follows from it back together, or not at all', () => {
    const patch = { before: { triage: 'inbox' }, after: { triage: 'kept', type: 'note' } };
    expect(takingBack({ triage: 'kept', type: 'note' }, patch)?.after).toEqual({ triage: 'inbox' });
    expect(takingBack({ triage: 'kept', type: 'feedback' }, patch)).toBeUndefined();
  });

  it('is itself taken back by taking it back', () => {
    const value = fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined });
    const sets = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    const values = fc.record({ note: value, method: value, tagIds: sets });
    const clean = (row: object) => JSON.parse(JSON.stringify(row));
    fc.assert(
      fc.property(values, values, (before, after) => {
        const row = clean(after);
        const back = takingBack(row, { before: clean(before), after: row });
        const was = back
          ? clean({ ...row, ...Object.fromEntries(Object.keys(back.before).map((k) => [k, undefined])), ...back.after })
          : row;
        expect(was).toEqual(clean(before));
        const again = back && takingBack(was, back);
        const redone = again
          ? clean({
              ...was,
              ...Object.fromEntries(Object.keys(again.before).map((k) => [k, undefined])),
              ...again.after,
            })
          : was;
        expect(redone).toEqual(row);
      }),
    );
  });
});

it('tells the beginning of a clip from its return from the trash', () => {
  expect(isBeginning({ at: 5, patch: { before: { deletedAt: 5 }, after: {} } })).toBe(true);
  expect(isBeginning({ at: 9, patch: { before: { deletedAt: 5 }, after: {} } })).toBe(false);
  expect(isBeginning({ at: 5, patch: { before: {}, after: { deletedAt: 5 } } })).toBe(false);
});
