import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bareNow, bareOffset } from '#lib/capture/anchoring/bare.ts';
import { fold } from '#lib/capture/anchoring/fold.ts';
import { matchAll } from '#lib/capture/anchoring/match.ts';
import { countIn } from '#lib/capture/anchoring/places.ts';
import { verdictsOn } from '#test/support/anchor-bars.ts';
import { anchorCases } from '#test/support/anchor-cases.ts';
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

  const ASKED = `A finance team tried the starter plan, and wrote a short note about it. The beta group defended a shortcut that
    saves four clicks a day, despite a smaller budget. Then came the summer. A vendor tried the starter plan, and wrote a
    short note about it. The release manager reported a shortcut that saves four clicks a day, after three weeks.`;
  const NOTE = ASKED.slice(ASKED.indexOf('short note'), ASKED.indexOf(' four clicks'));

  it('is missing once other words stand in its place, though a sentence like it stays', () => {
    expect(
      match(ASKED, NOTE, ASKED.replace(NOTE, 'letter that nobody answered before the wall was red and saves')),
    ).toEqual({
      state: 'missing',
    });
  });

  it('is found changed where it stood, though a sentence like it stays', () => {
    const text = `The beta group defended the limit of ten seats in May, as did we. Then came the summer.
      The sales team defended the limit of six seats in May, as did we. And so it went.`;
    expect(match(text, 'defended the limit of ten seats in May', text.replace('ten', 'a dozen'))).toMatchObject({
      words: 'defended the limit of a dozen seats in May',
    });
  });

  const ROWS = Array.from(
    { length: 5 },
    () => 'The quick team shipped it on a Friday, and wrote a note about it. ',
  ).join('');

  it('is told from others of the same words and neighbours by which of them it was, while none has come or gone', () => {
    const after = `What is new here? ${ROWS}`;
    const third = ROWS.length / 5;
    expect(match(ROWS, 'on a Friday', after, 2)).toMatchObject({
      state: 'moved',
      start: after.indexOf('on a Friday') + 2 * third,
    });
    expect(match(ROWS, 'on a Friday', after.replace('on a Friday', 'at last'), 2)).toEqual({ state: 'missing' });
  });

  it('is missing once its few words are others where they stood, though they stand among others elsewhere', () => {
    const text =
      'Each of the invoices shows the total after tax and fees. Nobody had asked for more than that, and so it stayed.';
    const after = `${text.replace('the total', 'a sum')} Later the total of all reports was read out.`;
    expect(match(text, 'the total', text)).toMatchObject({ state: 'exact' });
    expect(match(text, 'the total', after)).toEqual({ state: 'missing' });
  });

  it('is not what stands between neighbours like its own while none of its places has gone', () => {
    const list = 'The following rules define [items]: one, two, three and so on. Of other items, more is said below.';
    const after = `We speak about items and things. ${list.replace('[items]', '[quotes]')}`;
    expect(match(list, 'items', after)).toEqual({ state: 'missing' });
    expect(match(list.replace('other items', 'these'), 'items', after.replace(/\bitems/g, 'it'))).toMatchObject({
      words: 'quotes',
    });
  });
});

test('passages of four scripts and all lengths are found again, and hardly ever where they are not', () => {
  const endings = anchorCases(2, 1).map((one) => {
    const sought = soughtIn(one);
    return { one, sought, outcome: outcomeOf(one, sought, ALGORITHMS.ours(one, sought)) };
  });
  const verdicts = verdictsOn(endings);
  expect(verdicts.map(({ cases }) => cases)).toEqual([1_080, expect.any(Number), 2_160, expect.any(Number)]);
  expect(verdicts.filter(({ isMet }) => !isMet)).toEqual([]);
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
        if (found.state !== 'changed')
          expect(bareNow(page.slice(found.start, found.end)).text).toBe(bareNow(exact).text);
      },
    ),
    { seed: 11, numRuns: 500 },
  );
});

test('a quote is counted wherever its words stand, with white space beside marks or without', () => {
  const text = 'Call f(x) here, f (x) there and f(x)\nlast; off(x).';
  expect(countIn(text, text.indexOf('f (x)'), 'f (x)', { prefix: 'here, ', suffix: ' there' })).toEqual({
    times: 3,
    nth: 2,
  });
  expect(countIn('no where', 0, 'nowhere', { prefix: '', suffix: '' }).nth).toBeUndefined();
});

test('folding is done once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { seed: 12, numRuns: 500 },
  );
});

test('a bare text has what is seen, and knows where it stood', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const bare = bareNow(text);
      expect([bare.plain.length, bare.offsets.length, bare.gaps.length]).toEqual(Array(3).fill(bare.text.length));
      expect(bareNow(bare.text).text.normalize('NFC')).toBe(bare.text.normalize('NFC'));
      for (const [index, offset] of bare.offsets.entries()) expect(bareOffset(bare, offset)).toBe(index);
      // What has only one form, and no joiners.
      if (text.normalize('NFD') === text && !/\p{M}|[\u1160-\u11ff\u200d]/u.test(text)) {
        const seen = text.replace(/[\s\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu, '');
        expect(bare.text).toBe(seen.toWellFormed());
      }
    }),
    { seed: 12, numRuns: 500 },
  );
});
