import { describe, expect, it } from 'vitest';
import { TAG_COLOURS } from '#lib/core/tag-colours.ts';
import { type Likeness, lookAlikes } from '#lib/core/tag-look-alikes.ts';
import { tagKey } from '#lib/core/tag-path.ts';
import { idOf, tagOf } from '#test/support/rows.ts';

function likeness(a: string, b: string): Likeness | undefined {
  const tags = [a, b].map((name, index) => tagOf(index, name, { key: tagKey(name) }));
  return lookAlikes(tags, new Map())[0]?.likeness;
}

describe('look-alikes', () => {
  it.each<[string, string, Likeness]>([
    ['Report', 'reports', 'spelling'],
    ['category', 'categories', 'spelling'],
    ['onboarding', 'onbaording', 'spelling'],
    ['collaboration', 'colaboration', 'spelling'],
    ['e-mail', 'Email', 'spelling'],
    ['user interface', 'user-interface', 'spelling'],
    ['数据看板', '数据面板', 'spelling'],
    ['Pricing', '价格', 'translation'],
    ['quotas', '限额', 'translation'],
    ['定价', '价格', 'translation'],
    ['pricing', 'pricing page', 'contained'],
    ['导出', '导出报表', 'contained'],
  ])('%s and %s: %s', (a, b, wanted) => {
    expect(likeness(a, b)).toBe(wanted);
    expect(likeness(b, a)).toBe(wanted);
  });

  it.each([
    ['UI', 'UX'],
    ['API', 'app'],
    ['pricing', 'printing'],
    ['pricing', 'pricing/limits'],
    ['导出', '导入'],
    ['mobile', 'support'],
    ['art', 'charts'],
  ])('%s and %s: none', (a, b) => {
    expect(likeness(a, b)).toBeUndefined();
  });

  it('are tags of mostly the same clips', () => {
    const tags = [tagOf(1, 'slow'), tagOf(2, 'waiting'), tagOf(3, 'rare')];
    const clips = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => idOf(from + index));
    const found = (of: [string[], string[], string[]]) =>
      lookAlikes(tags, new Map(of.map((ids, index) => [idOf(index + 1), ids])));
    expect(found([clips(0, 8), clips(1, 9), clips(0, 1)])).toMatchObject([
      { a: { name: 'slow' }, b: { name: 'waiting' }, likeness: 'same_clips' },
    ]);
    expect(found([clips(0, 8), clips(4, 12), []])).toEqual([]);
    expect(found([clips(0, 3), clips(0, 3), []])).toEqual([]);
  });
});

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

it.each(TAG_COLOURS)('$value can be told from every surface of both themes', ({ value }) => {
  for (const surface of ['#ffffff', '#fbfaf7', '#f3f1eb', '#171512', '#1f1d19', '#2a2722']) {
    const [low = 0, high = 0] = [luminance(value), luminance(surface)].sort((a, b) => a - b);
    expect((high + 0.05) / (low + 0.05), surface).toBeGreaterThanOrEqual(3);
  }
});
