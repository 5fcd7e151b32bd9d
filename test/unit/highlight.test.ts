import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, markMatches } from '#lib/search/highlight.ts';

const marked = (text: string, terms: string[]) =>
  markMatches(text, terms)
    .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join('');

describe('markMatches', () => {
  it.each([
    ['Free for 5 seats, free!', ['free'], '[Free] for 5 seats, [free]!'],
    ['每周五手工导出', ['手工', '导出'], '每周五[手工][导出]'],
    ['price pricing', ['price', 'pricing'], '[price] [pricing]'],
    ['pricing', ['pri', 'pricing'], '[pricing]'],
    ['a.b a+b', ['a.b'], '[a.b] a+b'],
    ['(x) $1 \\d', ['(x)', '$1', '\\d'], '[(x)] [$1] [\\d]'],
    ['nothing here', ['zzz'], 'nothing here'],
    ['nothing here', [], 'nothing here'],
    ['😀 smile', ['😀'], '[😀] smile'],
    ['Ｆree ＡＰＩ, Café, STRASSE', ['free', 'api', 'cafe', 'straße'], '[Ｆree] [ＡＰＩ], [Café], [STRASSE]'],
    ['Cafe\u0301 culture', ['café'], '[Cafe\u0301] culture'],
    ['reprice the price, 100ms', ['price', 'ms'], 'reprice the [price], 100[ms]'],
    ['导出csv和CSV', ['csv'], '导出[csv]和[CSV]'],
    ['I don’t; dont', ['dont'], 'I [don’t]; [dont]'],
    ['e-mail, e mail, email', ['e-mail'], '[e-mail], [e mail], [email]'],
    ['v2.1 v2-1 v21', ['v2.1'], '[v2.1] [v2-1] v21'],
    ['GPT-4 and gpt4', ['gpt4'], '[GPT-4] and [gpt4]'],
    ['Slow,\nexport', ['slow export'], '[Slow,\nexport]'],
    ['開發票要填三次', ['发票'], '開[發票]要填三次'],
    ['开发票要填三次', ['發票'], '开[发票]要填三次'],
    ['データと𠮷野家', ['ﾃﾞｰﾀ', '野'], '[データ]と𠮷[野]家'],
  ])('%j with %j', (text, terms, expected) => {
    expect(marked(text, terms)).toBe(expected);
  });

  it('loses nothing of the text, whatever is looked for', () => {
    const terms = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), terms, (text, wanted) => {
        const pieces = markMatches(text, wanted).map((piece) => piece.text);
        expect(pieces.join('')).toBe(text);
      }),
    );
  });
});

describe('excerpt', () => {
  const long = `${'before '.repeat(100)}needle${' after'.repeat(100)}`;

  it('shows the beginning where nothing is looked for, or where it is found there', () => {
    expect(excerpt(long, [], 60)).toBe(long.slice(0, 60));
    expect(excerpt(long, ['zzz'], 60)).toBe(long.slice(0, 60));
    expect(excerpt(`needle ${long}`, ['needle'], 60)).toMatch(/^needle before/);
    expect(excerpt('short', ['o'], 60)).toBe('short');
  });

  it('shows the first match of a long text, and that something comes before', () => {
    expect(excerpt(long, ['needle'], 60)).toMatch(/^….{10,40}needle after/);
    expect(excerpt(long, ['after', 'needle'], 60)).toContain('needle');
  });

  it('finds as a search does: from the beginnings of words, without accents, far into a long text', () => {
    const far = `${'unneedled '.repeat(2_000)}Nèedle`;
    expect(excerpt(far, ['needle'], 60)).toMatch(/^….{10,40} Nèedle$/);
    expect(excerpt('ß'.repeat(9_000), ['needle'], 60)).toBe('ß'.repeat(60));
    const across = `${'x'.repeat(4_090)} needle after`;
    expect(excerpt(across, ['needle after'], 60)).toContain('needle after');
  });

  it('stays about as long as asked, and never cuts a character in two', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.nat(200),
        fc.integer({ min: 2, max: 50 }),
        (text, at, length) => {
          const whole = text.toWellFormed();
          const term = Array.from(whole.toLowerCase())[at] ?? 'x';
          const part = excerpt(whole, [term], length);
          expect(part.isWellFormed()).toBe(true);
          expect(part.length).toBeLessThanOrEqual(1 + Math.ceil((length * 4) / 3));
        },
      ),
    );
  });
});
