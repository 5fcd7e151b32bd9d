import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '#lib/search/query/parse.ts';
import type { FilterPart } from '#lib/search/query/query.ts';
import { addFilter, removePart, replaceValue, toggleFilter } from '#lib/search/query/write.ts';

function firstFilter(text: string): FilterPart {
  const part = parse(text).find((one) => one.kind === 'filter');
  if (part?.kind !== 'filter') throw new Error(`No filter in ${text}`);
  return part;
}

describe('writing a search', () => {
  it('adds a filter once, in quotation marks where it needs them', () => {
    expect(addFilter('', { field: 'tag', value: 'pricing' }, 'en')).toBe('tag:pricing');
    expect(addFilter('free ', { field: 'about', value: 'Acme, Inc' }, 'en')).toBe('free about:"Acme, Inc"');
    expect(addFilter('x', { field: 'tag', value: '定价', isExcluded: true }, 'zh')).toBe('x -标签:定价');
    expect(addFilter('标签:Pricing', { field: 'tag', value: 'pricing' }, 'en')).toBe('标签:Pricing');
    expect(addFilter('-tag:pricing', { field: 'tag', value: 'pricing' }, 'en')).toBe('-tag:pricing tag:pricing');
  });

  it('removes a part with the space that it stood in', () => {
    const text = 'a  tag:x "b c"';
    const without = (place: number) => removePart(text, parse(text)[place] ?? { from: 0, to: 0 });
    expect(without(0)).toBe('tag:x "b c"');
    expect(without(1)).toBe('a "b c"');
    expect(without(2)).toBe('a  tag:x');
  });

  it('replaces one value of several', () => {
    const text = 'a -tag:pricng,x b';
    expect(replaceValue(text, firstFilter(text), 'pricng', 'Free plan', 'en')).toBe('a -tag:"Free plan",x b');
  });

  it('toggles any filter back to where it was', () => {
    const values = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.trim() !== '');
    fc.assert(
      fc.property(values, fc.boolean(), (value, isExcluded) => {
        // What stands in all sorts of quotation marks at once cannot be said.
        fc.pre(!(/["“”＂]/.test(value) && value.includes('」') && value.includes('』')));
        const filter = { field: 'tag', value, isExcluded } as const;
        const once = toggleFilter('free plan', filter, 'en');
        expect(firstFilter(once)).toMatchObject({ field: 'tag', values: [value], isExcluded });
        fc.pre(value.replace(/[\s_-]/g, '') !== '');
        expect(toggleFilter(once, filter, 'en')).toBe('free plan');
      }),
    );
  });
});
