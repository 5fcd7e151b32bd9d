import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainOfPhrase, chainsOfWord, eachTerm, fold, foldWithPlaces } from '#lib/search/terms.ts';

function termsOf(text: string): string[] {
  const terms: string[] = [];
  eachTerm(fold(text), (term, position) => terms.push(`${term}@${position}`));
  return terms;
}

describe('fold', () => {
  it.each([
    ['Ｃafé ＡＰＩ', 'cafe api'],
    ['Straße, ÆRØ, Łódź, İstanbul', 'strasse, aero, lodz, istanbul'],
    ['Ἀθῆναι ΣΊΣΥΦΟΣ', 'αθηναι σισυφοσ'],
    ['Ёлка', 'елка'],
    ["Don't say users’ and it's l'export", "dont say users’ and its l'export"],
    ['ﬁnd ② ½', 'find 2 1⁄2'],
    ['語る ガラス 한국어 ไทย', '语る ガラス 한국어 ไทย'],
    ['ﾃﾞｰﾀ', 'データ'],
    ['שָׁלוֹם مُحَمَّد', 'שלום محمد'],
  ])('%s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('makes one of simplified and traditional Chinese, and keeps voiced kana from unvoiced', () => {
    expect(fold('價格與導出，臺灣用戶')).toBe('价格与导出,台湾用户');
    expect(fold('价格与导出')).toBe('价格与导出');
    expect(fold('ハス')).not.toBe(fold('バス'));
  });

  it('keeps the length of Chinese, and changes nothing twice', () => {
    const every = Array.from({ length: 0x9fff - 0x3400 + 1 }, (_, at) => String.fromCharCode(0x3400 + at)).join('');
    const folded = fold(every);
    expect(folded).toHaveLength(every.length);
    expect(folded).not.toBe(every);
    expect(fold(folded)).toBe(folded);
  });

  it('changes nothing that it has folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('foldWithPlaces', () => {
  it('says where each letter stands in the original', () => {
    const text = 'e\u0301x Straße it’s';
    const folded = foldWithPlaces(text);
    expect(folded.text).toBe('ex strasse its');
    expect(folded.starts.map((start, unit) => text.slice(start, folded.ends[unit]))).toEqual([
      ...['e\u0301', 'x', ' ', 'S', 't', 'r', 'a', 'ß', 'ß', 'e', ' ', 'i', 't', 's'],
    ]);
  });

  it('folds as fold does, with a place for each unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const folded = foldWithPlaces(text);
        expect(folded.starts).toHaveLength(folded.text.length);
        expect(folded.ends).toHaveLength(folded.text.length);
        expect(folded.text.normalize('NFC')).toBe(fold(text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('eachTerm', () => {
  it.each([
    ['Slow export, again', ['slow@0', 'export@1', 'again@2']],
    ['每周导出csv很慢', ['每周@0', '周导@1', '导出@2', '出@3', 'csv@4', '很慢@5', '慢@6']],
    ['GPT-4 gpt4 v2.1', ['gpt@0', '4@1', 'gpt@2', '4@3', 'v@4', '2@5', '1@6']],
    [
      'State-of-the-art e‐mail x-1',
      ['state@0', 'of@1', 'the@2', 'art@3', 'stateoftheart@0', ...['e@4', 'mail@5', 'email@4', 'x@6', '1@7']],
    ],
    ['C++ and C#, #tag 1+1', ['c@0', '+@1', '+@2', 'and@3', 'c@4', '#@5', 'tag@6', '1@7', '1@8']],
    ['$99 👍 ¥8', ['$@0', '99@1', '👍@2', '¥@3', '8@4']],
    ['𠮷野家', ['𠮷野@0', '野家@1', '家@2']],
    ['사용자가', ['사용@0', '용자@1', '자가@2', '가@3']],
    ['データを', ['デー@0', 'ータ@1', 'タを@2', 'を@3']],
    ['- … ()', []],
  ])('%s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('returns how many positions there are', () => {
    expect(eachTerm(fold('导出 csv 很慢'), () => {})).toBe(5);
    expect(eachTerm('', () => {})).toBe(0);
  });

  it('cuts what is no word short', () => {
    expect(termsOf('a'.repeat(500))).toEqual([`${'a'.repeat(48)}@0`]);
  });
});

const shapes = (chains: ReturnType<typeof chainsOfWord>) =>
  chains.map(({ slots, joined, isTight, canSlip, surface }) => ({
    slots: [...slots, ...(joined ? [joined] : [])].map(({ term, match, at }) => `${term} ${match} ${at}`),
    isTight,
    canSlip,
    surface,
  }));

describe('chainsOfWord', () => {
  it('lets a word go on, and forgives a slip in it', () => {
    expect(shapes(chainsOfWord('pric'))).toEqual([
      { slots: ['pric beginning 0'], isTight: true, canSlip: true, surface: 'pric' },
    ]);
  });

  it('holds together what is typed as one', () => {
    expect(shapes(chainsOfWord('e-mail'))).toEqual([
      {
        slots: ['e whole 0', 'mail beginning 1', 'email beginning 0'],
        isTight: true,
        canSlip: false,
        surface: 'e-mail',
      },
    ]);
    expect(shapes(chainsOfWord('2026'))).toEqual([
      { slots: ['2026 beginning 0'], isTight: true, canSlip: false, surface: '2026' },
    ]);
  });

  it('makes pairs of unspaced characters, and parts them from words', () => {
    expect(shapes(chainsOfWord('导出csv很慢了'))).toEqual([
      { slots: ['导出 whole 0'], isTight: false, canSlip: false, surface: '导出' },
      { slots: ['csv beginning 0'], isTight: true, canSlip: true, surface: 'csv' },
      { slots: ['很慢 whole 0', '慢了 whole 1'], isTight: false, canSlip: false, surface: '很慢了' },
    ]);
    expect(shapes(chainsOfWord('慢'))).toEqual([
      { slots: ['慢 character 0'], isTight: false, canSlip: false, surface: '慢' },
    ]);
  });

  it('asks for nothing where there are no letters', () => {
    expect(chainsOfWord('---')).toEqual([]);
    expect(chainOfPhrase('… !')).toBeUndefined();
  });
});

it('chainOfPhrase: word for word, each in its place', () => {
  const chain = chainOfPhrase('slow 导出很 csv');
  expect(shapes(chain ? [chain] : [])).toEqual([
    {
      slots: ['slow whole 0', '导出 whole 1', '出很 whole 2', 'csv whole 4'],
      isTight: true,
      canSlip: false,
      surface: 'slow 导出很 csv',
    },
  ]);
});
