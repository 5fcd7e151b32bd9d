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
