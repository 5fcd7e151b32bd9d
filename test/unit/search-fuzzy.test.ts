import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lettersOf, SlipFinder, slipsIn } from '#lib/search/fuzzy.ts';

/** Optimal string alignment as the textbook has it, to compare with. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      (table[i] as number[])[j] = least;
    }
  }
  return at(a.length, b.length);
}

describe('SlipFinder', () => {
  it.each([
    ['recieve', 'receive', 1],
    ['pricng', 'pricing', 1],
    ['exprot', 'export', 1],
    ['xeport', 'export', 1],
    ['dashbord', 'dashboard', 1],
    ['acessibilty', 'accessibility', 2],
    ['plan', 'play', 1],
  ])('%s may mean %s', (typed, meant, slips) => {
    expect(new SlipFinder(typed).find(meant)).toEqual({ slips, isBeginning: false });
  });

  it.each([
    ['recie', 'receives'],
    ['acessibi', 'accessibility'],
  ])('%s may begin %s', (typed, meant) => {
    expect(new SlipFinder(typed).find(meant)).toEqual({ slips: 1, isBeginning: true });
  });

  it.each([
    ['api', 'app'],
    ['plan', 'language'],
    ['export', 'exxporrt'],
    ['export', 'export'],
    ['export', 'exports'],
  ])('%s does not mean %s by a slip', (typed, other) => {
    const finder = new SlipFinder(typed);
    expect(finder.canBe(lettersOf(other), other.length, other.charCodeAt(0)) && finder.find(other)).toBeFalsy();
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'é'), minLength: 4, maxLength: 10 });

  it('finds what is near enough, and never rules it out by its letters', () => {
    fc.assert(
      fc.property(word, word, (typed, other) => {
        const finder = new SlipFinder(typed);
        const slips = distance(typed, other);
        if (slips > 0 && slips <= slipsIn(typed.length) && !other.startsWith(typed)) {
          expect(finder.canBe(lettersOf(other), other.length, other.charCodeAt(0))).toBe(true);
          expect(finder.find(other)).toEqual({ slips, isBeginning: false });
        } else if (!other.startsWith(typed)) {
          const found = finder.find(other);
          expect(found?.isBeginning ?? true).toBe(true);
          if (found) expect(finder.canBe(lettersOf(other), other.length, other.charCodeAt(0))).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

it('slipsIn: none in short words, two in long ones', () => {
  expect([3, 4, 7, 8].map(slipsIn)).toEqual([0, 1, 1, 2]);
});
