import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from '#lib/search/query/format.ts';
import { parse } from '#lib/search/query/parse.ts';
import { FILTER_FIELDS, type Query } from '#lib/search/query/query.ts';
import { allNames, FIELD_NAMES } from '#lib/search/query/spelling.ts';

/** The parts of a search, said shortly. */
function said(text: string): string[] {
  return parse(text).map((part) => {
    const minus = part.isExcluded ? '-' : '';
    if (part.kind === 'filter') return `${minus}${part.field} = ${part.values.join(' | ')}`;
    return `${minus}${part.isPhrase ? 'phrase' : 'word'} ${part.text}`;
  });
}

describe('parse', () => {
  it('reads everything that a search can say', () => {
    expect(
      said(
        'type:feedback tag:pricing site:g2.com before:2026-05 about:"Acme Inc" -tag:won\'t "exact phrase" -word free',
      ),
    ).toEqual([
      'type = feedback',
      'tag = pricing',
      'site = g2.com',
      'before = 2026-05',
      'about = Acme Inc',
      "-tag = won't",
      'phrase exact phrase',
      '-word word',
      'word free',
    ]);
  });

  it('reads the same in Chinese, with its own marks', () => {
    expect(
      said('类型：用户反馈 标签:定价　网站：g2.com 之前:2026年5月 有：截图 -标签：“不 做”　「导出 周报」-词'),
    ).toEqual([
      'type = 用户反馈',
      'tag = 定价',
      'site = g2.com',
      'before = 2026年5月',
      'has = 截图',
      '-tag = 不 做',
      'phrase 导出 周报',
      '-word 词',
    ]);
  });

  it.each([
    ['tag:a,b', ['tag = a | b']],
    ['标签：定价、限流，"a, b"', ['tag = 定价 | 限流 | a, b']],
    ['tag:a, b', ['tag = a', 'word b']],
    ['before:1,2', ['before = 1,2']],
    ['tag:', ['tag = ']],
    ['tag: pricing', ['tag = ', 'word pricing']],
    ['TAG:x ＴＹＰＥ:note', ['tag = x', 'type = note']],
  ])('divides values by commas where a field takes several: %s', (text, parts) => {
    expect(said(text)).toEqual(parts);
  });

  it.each([
    'http://acme.example/a?b=c',
    '10:30',
    'note:this',
    'constructor:x',
    '注意：这个',
    'a-b',
    '5"',
    '-',
    '--flag',
    ':',
    'xtag:y',
  ])('takes what is no filter for words: %s', (text) => {
    expect(said(text)).toEqual([`word ${text}`]);
  });

  it('reads a quotation that is still open to the end', () => {
    expect(said('"free for')).toEqual(['phrase free for']);
    expect(said('tag:"free for')).toEqual(['tag = free for']);
    expect(said('-“')).toEqual(['-phrase ']);
    expect(said('')).toEqual([]);
    expect(said(' \u3000 ')).toEqual([]);
  });

  it('knows every field by all of its names', () => {
    for (const field of FILTER_FIELDS) {
      for (const name of allNames(FIELD_NAMES[field])) expect(said(`${name}:x`)).toEqual([`${field} = x`]);
    }
  });
});

/** Texts that look like searches more often than chance would have it. */
const searches = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...FILTER_FIELDS.flatMap((field) => allNames(FIELD_NAMES[field])).map((name) => `${name}:`)),
      fc.constantFrom('"', '“', '”', '「', '」', '『', '』', '-', '－', ':', '：', ',', '，', ' ', '\u3000', '\n'),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

function withoutPlaces(query: Query): unknown {
  return query.map(({ from: _from, to: _to, ...part }) => part);
}

describe('any text', () => {
  it('is a search, whose parts cover it in order but for white space', () => {
    fc.assert(
      fc.property(searches, (text) => {
        let at = 0;
        for (const { from, to } of parse(text)) {
          expect(text.slice(at, from).trim()).toBe('');
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(text.slice(at).trim()).toBe('');
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('means the same as Gleaner writes it, in either language', () => {
    fc.assert(
      fc.property(searches, fc.constantFrom('en' as const, 'zh' as const), (text, language) => {
        const query = parse(text);
        const written = format(query, language);
        expect(withoutPlaces(parse(written))).toEqual(withoutPlaces(query));
        expect(format(parse(written), language)).toBe(written);
      }),
      { numRuns: 1000 },
    );
  });
});
