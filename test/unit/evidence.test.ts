import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNoise, openChangeOf, standingOf } from '#lib/core/evidence.ts';
import { IGNORABLE } from '#lib/core/schema/clip.ts';

const ALL = [...IGNORABLE];

describe('isNoise', () => {
  it.each([
    ['Free  for\n5 seats', 'Free for 5 seats'],
    ['每月 100 次', '每月100次'],
    ['ＡＰＩ', 'API'],
  ])('takes %j and %j for the same: white space and width say nothing', (before, after) => {
    expect(isNoise(before, after)).toBe(true);
  });

  it('ignores no number and no date unless it is told to', () => {
    expect(isNoise('1,024 views', '1,025 views')).toBe(false);
    expect(isNoise('3 days ago', '4 days ago')).toBe(false);
  });

  it.each([
    ['1.2k views', '987 views'],
    ['1,024 views', '1.1M views'],
    ['1 reply', '12 replies'],
    ['1 comment · 3 likes', '2 comments · 1 like'],
    ['12,345 条评价', '1.3万条评价'],
    ['10万+人正在使用', '999人正在使用'],
    ['４.８分（120 人）', '4.9分（121 人）'],
    ['Trusted by 2 million teams', 'Trusted by 3.5 million teams'],
    ['98% of 1 024 users', '97% of 2 048 users'],
  ])('takes %j and %j for the same where numbers are ignored', (before, after) => {
    expect(isNoise(before, after, ['numbers'])).toBe(true);
    expect(isNoise(after, before, ['numbers'])).toBe(true);
    expect(isNoise(before, after, ['dates'])).toBe(false);
  });

  it.each([
    ['$19 a seat', '$29 a seat'],
    ['US$ 19.00', 'US$ 29.00'],
    ['19 € pro Monat', '29 € pro Monat'],
    ['￥199/年', '￥299/年'],
    ['每人每月 29 元', '每人每月 39 元'],
    ['1.2万元', '1.5万元'],
    ['USD 1,200', 'USD 1,300'],
    ['from 5 dollars', 'from 6 dollars'],
    ['$19–29', '$19–39'],
    ['GPT-4', 'GPT-5'],
    ['version v2.0', 'version v2.1'],
    ['H2O', 'H3O'],
    ['14 days', '14 seats'],
  ])('never takes %j and %j for the same, whatever is ignored', (before, after) => {
    expect(isNoise(before, after, ALL)).toBe(false);
  });

  const DATES = [
    '2026-05-03',
    '2026/5/3',
    '2026.5.3',
    '2026-05-03T10:30:00Z',
    '3/5/2026',
    '03-05-26',
    '3.5.2026',
    'May 3, 2026',
    'Sunday, May 3, 2026',
    'May 3rd',
    '3 May 2026',
    'Sept. 12',
    'May 2026',
    'May 3, 2026 at 10:30 AM',
    '2026-05-03 10:30',
    '3 days ago',
    'an hour ago',
    '5m ago',
    'yesterday',
    'last week',
    'just now',
    '2026年5月3日',
    '2026 年 5 月 3 日',
    '2026年5月3日（星期日）',
    '5月3日 10:30',
    '2026年5月',
    '3 天前',
    '半小时前',
    '2个月前',
    '刚刚',
    '昨天 下午 3:20',
    '上周三',
    '10:30',
  ];

  it('takes any two dates for the same where dates are ignored, and only there', () => {
    const date = fc.constantFrom(...DATES);
    fc.assert(
      fc.property(date, date, (one, other) => {
        const [before, after] = [`Updated ${one}: seats`, `Updated ${other}: seats`];
        expect(isNoise(before, after, ['dates'])).toBe(true);
        expect(isNoise(before, after)).toBe(one.replaceAll(' ', '') === other.replaceAll(' ', ''));
      }),
      { numRuns: 1_200 },
    );
  });

  it.each([
    ['marble 12', 'marble 13'],
    ['decide 5', 'decide 6'],
    ['version 1.2.30', 'version 1.2.31'],
    ['We may ship 3 of 5', 'We may ship 4 of 5'],
    ['1.2k views', '1.3k views'],
    ['保留 14 天', '保留 7 天'],
    ['质保 2 年', '质保 3 个月'],
  ])('knows that %j and %j are no dates', (before, after) => {
    expect(isNoise(before, after, ['dates'])).toBe(false);
  });

  it('sees a change of words however much is ignored', () => {
    expect(isNoise('3 days ago: free for 5 seats', '4 days ago: free for 5 guests', ALL)).toBe(false);
  });

  it('holds both ways, and for a text and itself; ignoring more never finds a change', () => {
    const piece = fc.constantFrom(
      '$',
      '¥',
      '19',
      '1.2k',
      ' ',
      'May',
      '3,',
      '2026',
      '年',
      '5',
      '月',
      'views',
      '天前',
      '-',
      'x',
      '元',
      '10:30',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, fc.subarray(ALL), (one, other, ignored) => {
        expect(isNoise(one, one, ignored)).toBe(true);
        expect(isNoise(one, other, ignored)).toBe(isNoise(other, one, ignored));
        if (isNoise(one, other)) expect(isNoise(one, other, ignored)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '1'.repeat(200_000),
    '1,'.repeat(100_000),
    'May '.repeat(50_000),
    '$ '.repeat(100_000),
    '1-'.repeat(100_000),
    'a few '.repeat(30_000),
  ])('comes to an end whatever the page says (%#)', (text) => {
    expect(isNoise(text, `${text}x`, ALL)).toBe(false);
  });
});

describe('standingOf and openChangeOf', () => {
  const clip = { quote: 'Free for 5 seats, 3 days ago' };
  const changed = { state: 'changed', quote: 'Free for 5 seats, 4 days ago' } as const;

  it('follow what was seen last', () => {
    expect(standingOf(clip, undefined)).toBeUndefined();
    expect(standingOf(clip, { state: 'moved' })).toBe('moved');
    expect(standingOf(clip, { state: 'missing' })).toBe('missing');
    expect(standingOf(clip, changed)).toBe('changed');
    expect(openChangeOf(clip, { state: 'moved' })).toBeUndefined();
    expect(openChangeOf(clip, { state: 'missing' })).toBe('missing');
    expect(openChangeOf(clip, changed)).toBe('changed');
  });

  it('find that what is ignored has not changed, also what was seen before it was', () => {
    expect(standingOf({ ...clip, ignoredChanges: ['dates'] }, changed)).toBe('exact');
    expect(openChangeOf({ ...clip, ignoredChanges: ['dates'] }, changed)).toBeUndefined();
  });

  it('leave nothing open of a clip that newer words were accepted for', () => {
    expect(openChangeOf({ ...clip, outdatedAt: 1 }, changed)).toBeUndefined();
  });
});
