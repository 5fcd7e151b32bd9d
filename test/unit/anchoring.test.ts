import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fold, foldedOffset } from '#lib/capture/anchoring/fold.ts';
import { matchAll } from '#lib/capture/anchoring/match.ts';
import { anchorCases, type Change } from '#test/support/anchor-cases.ts';
import { ALGORITHMS, finish, outcomeOf, soughtIn } from '#test/support/anchor-score.ts';

const match = (before: string, passage: string, after: string, nth = 0) => {
  let start = before.indexOf(passage);
  for (let index = 0; index < nth; index += 1) start = before.indexOf(passage, start + 1);
  const sought = soughtIn({ before, passage: { start, end: start + passage.length } });
  const found = finish(matchAll(after, [sought]))[0];
  if (!found || found.state === 'missing') return { state: 'missing' };
  return { state: found.state, words: after.slice(found.start, found.end), start: found.start };
};

const PLANS = 'Starter 3 seats. Free for ever. Team 20 seats. 9 € per seat and month. Enterprise. Ask us. Free trial.';

describe('a passage', () => {
  it.each([
    ['where it was', PLANS, '9 € per seat', PLANS, 'exact', '9 € per seat'],
    ['after new text', PLANS, '9 € per seat', `What is new here? ${PLANS}`, 'moved', '9 € per seat'],
    [
      'in other white space',
      PLANS,
      '9 € per seat',
      PLANS.replaceAll(' ', '\n\u00a0 '),
      'moved',
      '9\n\u00a0 €\n\u00a0 per\n\u00a0 seat',
    ],
    [
      'with another number',
      PLANS,
      '9 € per seat and month',
      PLANS.replace('9 €', '12 €'),
      'changed',
      '12 € per seat and month',
    ],
    [
      'in Chinese',
      '免费版最多五人。团队版每人每月六十元。企业版请联系我们。',
      '每人每月六十元',
      '免费版最多五人。团队版每人每月八十元。企业版请联系我们。',
      'changed',
      '每人每月八十元',
    ],
    [
      'in Chinese, on other lines',
      '免费版最多五人。团队版每人每月六十元。企业版请联系我们。',
      '每人每月六十元',
      '免费版最多五人。\n团队版每人\n每月六十元。企业版请联系我们。',
      'exact',
      '每人\n每月六十元',
    ],
  ])('%s', (_what, before, passage, after, state, words) => {
    expect(match(before, passage, after)).toMatchObject({ state, words });
  });

  it('is not found in a part of a word', () => {
    expect(match('Plans: free, team.', 'free', 'Plans: freedom, team.')).toEqual({ state: 'missing' });
    expect(match('a hree b', 'hree', 'a three b')).toEqual({ state: 'missing' });
  });

  it('is told from others of the same words by what stands around it', () => {
    const after = PLANS.replace('Starter 3 seats. ', '');
    expect(match(PLANS, 'Free', after, 1)).toMatchObject({ words: 'Free', start: after.lastIndexOf('Free') });
  });

  it('is missing once it is deleted, though the same words stand elsewhere', () => {
    expect(match(PLANS, 'Free', PLANS.replace('Free for ever. ', ''))).toEqual({ state: 'missing' });
    const rows = 'Ann likes it. Great product! Bob is slow. Great product! Cem left. Great product! The end of it.';
    expect(match(rows, 'Great product!', rows.replace('Bob is slow. Great product! ', ''), 1)).toEqual({
      state: 'missing',
    });
  });
});

/** Changes that leave the words as they are, and those that do not. */
const UNCHANGED: readonly Change[] = [
  'nothing',
  'elsewhere on the page',
  'around it',
  'white space',
  'a copy of it appears',
  'it moves',
];
const EDITED: readonly Change[] = ['5 % of it', '10 % of it', '20 % of it'];

test('passages of four scripts and all lengths are found again, and hardly ever where they are not', () => {
  // A specification repeats itself word for word: `npm run bench:anchors` reports it apart.
  const cases = anchorCases(7, 6).filter(({ language }) => language !== 'a specification');
  const outcomes = cases.map((one) => ({ one, ...outcomeOf(one, ALGORITHMS.ours(one.after, soughtIn(one))) }));
  const share = (of: typeof outcomes, what: 'isFound' | 'isSame' | 'isFalse') =>
    of.filter((outcome) => outcome[what]).length / of.length;
  const unchanged = outcomes.filter(({ one }) => UNCHANGED.includes(one.change));
  const edited = outcomes.filter(({ one }) => EDITED.includes(one.change) && one.passage.end - one.passage.start >= 40);
  const deleted = outcomes.filter(({ one }) => one.change === 'it is deleted');
  expect(unchanged.length + edited.length + deleted.length).toBeGreaterThan(1_500);
  expect(share(unchanged, 'isSame')).toBeGreaterThanOrEqual(0.99);
  expect(share(edited, 'isFound')).toBeGreaterThanOrEqual(0.95);
  expect(share(deleted, 'isFalse')).toBe(0);
  expect(share(outcomes, 'isFalse')).toBeLessThanOrEqual(0.001);
});

test('a match is a part of the text, whatever is sought in whatever', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 400 });
  fc.assert(
    fc.property(
      text,
      text,
      fc.string({ maxLength: 32 }),
      fc.string({ maxLength: 32 }),
      fc.nat(500),
      (page, exact, prefix, suffix, place) => {
        const [found] = finish(matchAll(page, [{ exact, prefix, suffix, places: [place], times: undefined }]));
        if (!found || found.state === 'missing') return;
        expect(found.start).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeGreaterThan(found.start);
        expect(found.end).toBeLessThanOrEqual(page.length);
        if (found.state !== 'changed') expect(fold(page.slice(found.start, found.end)).text).toBe(fold(exact).text);
      },
    ),
    { seed: 11, numRuns: 500 },
  );
});

test('folding keeps what is seen, and knows where it stood', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const folded = fold(text);
      expect(folded.offsets.length).toBe(folded.text.length);
      expect(fold(folded.text).text).toBe(folded.text);
      for (const [index, offset] of folded.offsets.entries()) {
        expect(foldedOffset(folded, offset)).toBe(index);
        const unit = folded.text[index];
        if (unit !== ' ' && unit !== '\ufffd') expect(text[offset]).toBe(unit);
      }
    }),
    { seed: 12, numRuns: 500 },
  );
});
