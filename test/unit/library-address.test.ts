import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowPlan } from '#components/library/views/row-plan.ts';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import { NO_FILTER, VIEWS } from '#lib/search/clip-filter.ts';
import {
  type Address,
  addressFromQuery,
  addressToQuery,
  canonicalQuery,
  isSameButText,
  UNGROUPED,
} from '#lib/search/library/address.ts';
import { arrange } from '#lib/search/library/arrange.ts';
import { ClipIds } from '#lib/search/library/clip-ids.ts';
import { type Answer, GROUPINGS, type Group, ORDERS } from '#lib/search/library/question.ts';
import { idOf } from '#test/support/rows.ts';

const name = fc.stringMatching(/^[A-Za-z]{1,40}$/);
const filters = fc.record(
  {
    view: fc.constantFrom(...VIEWS),
    type: fc.constantFrom(...CLIP_TYPES),
    tagId: fc.constant(idOf(1)),
    text: fc.string({ unit: 'grapheme', minLength: 1 }),
  },
  { requiredKeys: ['view'] },
);
const addresses: fc.Arbitrary<Address> = fc.record(
  {
    filter: filters,
    layout: name,
    order: fc.constantFrom(...ORDERS),
    group: fc.constantFrom(...GROUPINGS, UNGROUPED),
    columns: fc.uniqueArray(name, { minLength: 1, maxLength: 12 }),
  },
  { requiredKeys: ['filter'] },
);

describe('the address of a view', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(addressFromQuery(addressToQuery(address))).toEqual(address);
      }),
    );
  });

  it('is empty for the library as it is at first', () => {
    expect(addressToQuery({ filter: NO_FILTER })).toBe('');
    expect(addressFromQuery('')).toEqual({ filter: NO_FILTER });
  });

  it('leaves out what it does not understand, and says the same in one way', () => {
    expect(addressFromQuery('layout=__proto__&order=best&group=moon&columns=..%3Cb%3E&x=1')).toEqual({
      filter: NO_FILTER,
    });
    expect(addressFromQuery('columns=date..date.note')).toEqual({ filter: NO_FILTER, columns: ['date', 'note'] });
    expect(canonicalQuery('group=tag&x=1&layout=board')).toBe(canonicalQuery('layout=board&group=tag'));
  });

  it('knows typing from everything else', () => {
    const address = addressFromQuery('layout=cards&text=free');
    expect(isSameButText(address, addressFromQuery('text=free plan&layout=cards'))).toBe(true);
    expect(isSameButText(address, addressFromQuery('layout=cards'))).toBe(true);
    expect(isSameButText(address, addressFromQuery('layout=list&text=free'))).toBe(false);
    expect(isSameButText(address, addressFromQuery('layout=cards&text=free&type=note'))).toBe(false);
  });
});

/** An answer of groups that hold the clips of these numbers. */
function answerOf(groups: readonly (readonly [key: string, ...numbers: number[]])[]): Answer {
  let from = 0;
  const placed: Group[] = groups.map(([key, ...numbers]) => {
    from += numbers.length;
    return { key, from: from - numbers.length, count: numbers.length };
  });
  const ids = ClipIds.from(groups.flatMap(([, ...numbers]) => numbers.map(idOf)));
  return { ids, groups: placed, pages: 1, words: [] };
}

describe('arrange', () => {
  const names = new Map([
    ['a', '导出'],
    ['b', 'API'],
    ['c', '定价'],
  ]);

  it('puts names by the alphabet of the language, then what nobody knows, then what has none', () => {
    const answer = answerOf([
      ['', 1],
      ['gone', 2],
      ['a', 3, 4],
      ['c', 5],
      ['b', 6],
    ]);
    // Chinese first, by pinyin: dǎochū, dìngjià.
    const expected = answerOf([
      ['a', 3, 4],
      ['c', 5],
      ['b', 6],
      ['gone', 2],
      ['', 1],
    ]);
    const arranged = arrange(answer, 'tag', 'newest', names, 'zh-CN');
    expect(arranged.groups).toEqual(expected.groups);
    expect(arranged.ids.bytes).toEqual(expected.ids.bytes);
  });

  it('puts types as everywhere, days by time, and leaves pages as they came', () => {
    const types = answerOf([
      ['', 1],
      ['note', 2],
      ['requirement', 3],
      ['competitor', 4],
    ]);
    const keys = (answer: Answer) => answer.groups.map(({ key }) => key);
    expect(keys(arrange(types, 'type', 'newest', names, 'en'))).toEqual(['requirement', 'competitor', 'note', '']);
    const days = answerOf([
      ['2026-05-03', 1],
      ['2026-05-12', 2],
      ['2025-12-31', 3],
    ]);
    expect(keys(arrange(days, 'day', 'importance', names, 'en'))).toEqual(['2026-05-12', '2026-05-03', '2025-12-31']);
    expect(keys(arrange(days, 'day', 'oldest', names, 'en'))).toEqual(['2025-12-31', '2026-05-03', '2026-05-12']);
    expect(arrange(days, 'page', 'newest', names, 'en')).toBe(days);
    expect(arrange(days, undefined, 'newest', names, 'en')).toBe(days);
  });

  it('is the same answer where everything stands as it should', () => {
    const types = answerOf([
      ['requirement', 3],
      ['note', 2, 4],
    ]);
    expect(arrange(types, 'type', 'newest', names, 'en')).toBe(types);
  });
});

describe('the rows of a list', () => {
  const counts = fc.array(
    fc.nat({ max: 9 }).map((n) => n + 1),
    { maxLength: 12 },
  );

  it('show every clip once, in order, below the head of its group', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 5 }), (sizes, perRow) => {
        let clips = 0;
        const groups = sizes.map((count, index) => {
          clips += count;
          return { key: String(index), from: clips - count, count };
        });
        const plan = new RowPlan(clips, groups, perRow);
        const seen: number[] = [];
        let head = -1;
        for (let row = 0; row < plan.count; row += 1) {
          const planned = plan.at(row);
          expect(plan.isHead(row)).toBe(planned.group !== undefined);
          if (planned.group) {
            head += 1;
            expect(planned.group).toBe(groups[head]);
            expect(plan.headOf(head)).toBe(row);
          } else {
            expect(planned.to - planned.from).toBeGreaterThan(0);
            expect(planned.to - planned.from).toBeLessThanOrEqual(perRow);
            for (let place = planned.from; place < planned.to; place += 1) {
              expect(plan.rowOf(place)).toBe(row);
              seen.push(place);
            }
          }
          expect(plan.groupAt(row)).toBe(groups[head]);
        }
        expect(seen).toEqual(Array.from({ length: clips }, (_, place) => place));
      }),
    );
  });

  it('are as many as it takes where nothing is grouped', () => {
    const plan = new RowPlan(7, [], 3);
    expect(plan.count).toBe(3);
    expect([0, 1, 2].map((row) => plan.at(row))).toEqual([
      { from: 0, to: 3 },
      { from: 3, to: 6 },
      { from: 6, to: 7 },
    ]);
    expect(plan.isHead(0)).toBe(false);
    expect(plan.rowOf(6)).toBe(2);
    expect(new RowPlan(0, []).count).toBe(0);
  });
});
