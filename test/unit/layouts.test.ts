import { describe, expect, it } from 'vitest';
import { columnIds, columns, columnsOf } from '#components/library/views/columns.tsx';
import { GROUPING_LABELS } from '#components/library/views/group-name.ts';
import { layoutOf, layouts } from '#components/library/views/index.ts';
import { viewOf } from '#components/library/views/view.ts';
import { clipFields } from '#lib/core/fields.ts';
import { NO_FILTER } from '#lib/search/clip-filter.ts';
import { UNGROUPED } from '#lib/search/library/address.ts';
import { GROUPINGS, ORDERS } from '#lib/search/library/question.ts';
import en from '#public/_locales/en/messages.json' with { type: 'json' };
import zh from '#public/_locales/zh_CN/messages.json' with { type: 'json' };

function expectString(key: string): void {
  expect(en).toHaveProperty([key]);
  expect(zh).toHaveProperty([key]);
}

describe('layouts', () => {
  it('have ids that differ, fit an address and are found again', () => {
    expect(new Set(layouts.map(({ id }) => id)).size).toBe(layouts.length);
    for (const layout of layouts) {
      expect(layout.id).toMatch(/^[A-Za-z]{1,40}$/);
      expect(layoutOf(layout.id)).toBe(layout);
    }
    for (const id of [undefined, 'nosuch', 'toString']) expect(layoutOf(id)).toBe(layouts[0]);
  });

  it.each(layouts)('$id has its name in both languages, an icon, and a grouping of its own', (layout) => {
    expectString(layout.label);
    expect(layout.icon).toBeTruthy();
    expect(layout.component).toBeTruthy();
    expect(layout.groupings).toContain(layout.grouping);
  });

  it('offer every grouping, each with its name', () => {
    expect(new Set(layouts.flatMap(({ groupings }) => groupings))).toEqual(new Set([UNGROUPED, ...GROUPINGS]));
    for (const label of Object.values(GROUPING_LABELS)) expectString(label);
    for (const order of ORDERS) expectString(`order_${order}`);
  });
});

describe('the columns of the table', () => {
  it('have ids that differ and their names in both languages; every field of clips is one', () => {
    expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length);
    for (const { id, label } of columns) {
      expect(id).toMatch(/^[A-Za-z]{1,40}$/);
      expectString(label);
    }
    expect(columns.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(clipFields)));
  });

  it('sort by every order but that of a search', () => {
    expect(new Set(columns.flatMap(({ orders }) => orders ?? []))).toEqual(
      new Set(ORDERS.filter((order) => order !== 'relevance')),
    );
  });

  it('are the usual ones where nobody said, and stand in one order whatever an address says', () => {
    const usual = columnsOf(undefined);
    expect(usual.length).toBeGreaterThan(0);
    expect(columnIds(usual)).toBeUndefined();
    expect(columnsOf(['updated', 'nosuch', 'type']).map(({ id }) => id)).toEqual(['type', 'updated']);
    expect(columnIds(columnsOf(['updated', 'type']))).toEqual(['type', 'updated']);
  });
});

describe('a view', () => {
  it('has what a layout has by itself, unless the address says otherwise', () => {
    const of = (address: object) => viewOf({ filter: NO_FILTER, ...address });
    expect(of({})).toMatchObject({ layout: { id: 'list' }, order: 'newest', group: undefined, query: '' });
    expect(of({ layout: 'board' })).toMatchObject({ layout: { id: 'board' }, group: 'type' });
    expect(of({ layout: 'board', group: 'tag' })).toMatchObject({ group: 'tag' });
    expect(of({ layout: 'board', group: 'day' })).toMatchObject({ group: 'type' });
    expect(of({ layout: 'timeline', group: UNGROUPED })).toMatchObject({ group: 'day' });
    expect(of({ layout: 'nosuch', columns: ['type'] })).toMatchObject({ layout: { id: 'list' }, columns: undefined });
  });

  it('has the best first while words are searched for, and only then', () => {
    const order = (text: string, order?: 'relevance' | 'oldest') =>
      viewOf({ filter: { ...NO_FILTER, text }, ...(order ? { order } : {}) }).order;
    expect(order('free')).toBe('relevance');
    expect(order('free', 'oldest')).toBe('oldest');
    expect(order('')).toBe('newest');
    expect(order('', 'relevance')).toBe('newest');
    expect(order('type:feedback')).toBe('newest');
  });

  it('of what has changed goes page by page, where a layout can and nobody said otherwise', () => {
    const filter = { ...NO_FILTER, view: 'changed' } as const;
    expect(viewOf({ filter }).group).toBe('page');
    expect(viewOf({ filter, group: UNGROUPED }).group).toBeUndefined();
    expect(viewOf({ filter, layout: 'board' }).group).toBe('type');
  });
});
