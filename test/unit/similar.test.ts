import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALIKE, bandsOf, jaccard, shinglesOf } from '#lib/core/similar.ts';
import { randomBy } from '#test/support/random.ts';

const likeness = (a: string, b: string) => jaccard(shinglesOf(a), shinglesOf(b));

function shareBand(a: string, b: string): boolean {
  const bands = new Set(bandsOf(shinglesOf(a)));
  return bandsOf(shinglesOf(b)).some((band) => bands.has(band));
}

const HAN = [
  ...'的一是不了在有我这用导出报价格版本周数据图表团队客户功能慢快好差每次手动整理截链接发现问题支持付费免历史记录',
];

describe('likeness', () => {
  it.each([
    [
      'Exporting a report by hand costs me two hours every single week.',
      'Exporting a report by hand costs me three hours every single week!',
    ],
    ['每次导出都要手动整理截图和链接，周报要花我两个小时。', '每次导出都要手动整理截图和链接,周报要花我三个小时'],
    ['ＡＰＩ access for every plan, 60 calls a minute', 'api ACCESS for every plan: 60 calls a minute'],
  ])('is seen between %j and %j', (a, b) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(ALIKE);
  });

  it.each([
    ['The free plan keeps 14 days of history.', 'The paid plan keeps the history of all your days.'],
    ['免费版保留十四天的历史记录。', '免费版没有历史记录的导出功能。'],
    ['', ''],
  ])('is not seen between %j and %j', (a, b) => {
    expect(likeness(a, b)).toBeLessThan(ALIKE);
  });

  it('is 1 with itself, the same both ways, and between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(likeness(a, b)).toBe(likeness(b, a));
        expect(likeness(a, b)).toBeLessThanOrEqual(1);
        if (shinglesOf(a).size > 0) expect(likeness(a, a)).toBe(1);
      }),
    );
  });
});

describe('bands', () => {
  it('are none for a phrase that everybody uses', () => {
    expect(bandsOf(shinglesOf('Free for 5 seats'))).toEqual([]);
    expect(bandsOf(shinglesOf('好用'))).toEqual([]);
    expect(bandsOf(shinglesOf(''))).toEqual([]);
  });

  it('are keys that an index takes, the same for the same words', () => {
    const bands = bandsOf(shinglesOf('Exporting a report by hand costs me two hours.'));
    expect(bands).toEqual(bandsOf(shinglesOf('EXPORTING a report, by hand, costs me two hours')));
    expect(new Set(bands).size).toBe(bands.length);
    for (const band of bands) expect(Number.isSafeInteger(band) && band >= 0).toBe(true);
  });
});

/** Texts as people write them: some words often, most seldom (Zipf). */
function writer(seed: number) {
  const next = randomBy(seed);
  const latin = Array.from({ length: 3_000 }, (_, index) => `w${index.toString(36)}`);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(from.length ** next()) - 1] ?? (from[0] as T);
  const words = (isHan: boolean, length: number) => Array.from({ length }, () => pick<string>(isHan ? HAN : latin));
  const text = (isHan: boolean, of: readonly string[]) => of.join(isHan ? '' : ' ');
  return { next, words, text };
}

describe.each([
  ['Latin', false],
  ['Chinese', true],
])('%s texts', (_script, isHan) => {
  it('with some words changed are found, 99 of 100 of those that have 0.8 in common', () => {
    const { next, words, text } = writer(1);
    let [alike, found] = [0, 0];
    while (alike < 1_500) {
      const before = words(isHan, 12 + Math.floor(next() * 150));
      const after = [...before];
      for (let edit = next() * 0.1 * before.length; edit > 0; edit -= 1) {
        const at = Math.floor(next() * after.length);
        after.splice(at, next() < 0.6 ? 1 : 0, ...words(isHan, next() < 0.8 ? 1 : 0));
      }
      const [a, b] = [text(isHan, before), text(isHan, after)];
      const common = likeness(a, b);
      // At the bar and above it, not only copies.
      if (common < 0.8 || common > 0.97) continue;
      alike += 1;
      if (shareBand(a, b)) found += 1;
    }
    expect(found / alike).toBeGreaterThanOrEqual(0.99);
  });

  it('that differ are taken for alike in less than 1 of 1,000 pairs', () => {
    const { next, words, text } = writer(2);
    const texts = Array.from({ length: 120 }, () => text(isHan, words(isHan, 12 + Math.floor(next() * 100))));
    let [pairs, alike, candidates] = [0, 0, 0];
    for (const [index, a] of texts.entries()) {
      for (const b of texts.slice(index + 1)) {
        pairs += 1;
        if (!shareBand(a, b)) continue;
        candidates += 1;
        if (likeness(a, b) >= ALIKE) alike += 1;
      }
    }
    expect(alike / pairs).toBeLessThan(0.001);
    // So few are to be looked at that a library of a hundred thousand answers at once.
    expect(candidates / pairs).toBeLessThan(isHan ? 0.05 : 0.005);
  });
});
