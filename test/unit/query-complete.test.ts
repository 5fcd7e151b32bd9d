import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete, type Vocabulary } from '#lib/search/query/complete.ts';
import { parse } from '#lib/search/query/parse.ts';
import type { Language } from '#lib/search/query/spelling.ts';

const vocabulary: Vocabulary = {
  tags: [
    { name: 'pricing', otherNames: ['定价'], count: 2 },
    { name: 'pricing/limits', count: 9 },
    { name: 'free plan', count: 4 },
    { name: '导出' },
  ],
  actors: [{ name: 'Acme Inc', count: 3 }],
  projects: [],
  sites: [
    { name: 'g2.com', count: 1 },
    { name: 'docs.acme.example', count: 5 },
  ],
  types: new Map([['feedback', 7]]),
};

/** What is offered where `|` stands, with what it would make of the search. */
function offered(marked: string, language: Language = 'en'): string[] {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const completion = complete(text, caret, vocabulary, language);
  return (completion?.suggestions ?? []).map(
    ({ insert }) => text.slice(0, completion?.from) + insert + text.slice(completion?.to),
  );
}

describe('complete', () => {
  it('offers the values of a field, the best first, then those of most clips', () => {
    expect(offered('tag:|')).toEqual(['tag:pricing/limits', 'tag:"free plan"', 'tag:pricing', 'tag:导出']);
    expect(offered('tag:pri|')).toEqual(['tag:pricing/limits', 'tag:pricing']);
    expect(offered('tag:pricing|')).toEqual(['tag:pricing', 'tag:pricing/limits']);
    expect(offered('tag:lim|')).toEqual(['tag:pricing/limits']);
    expect(offered('tag:ICIN|')).toEqual(['tag:pricing/limits', 'tag:pricing']);
    expect(offered('标签：定|')).toEqual(['标签：pricing']);
    expect(offered('site:acme|')).toEqual(['site:docs.acme.example']);
    expect(offered('tag:zebra|')).toEqual([]);
  });

  it('offers what has a name in both languages by either, written in the language of the interface', () => {
    expect(offered('类型:反馈|')).toEqual(['类型:feedback']);
    expect(offered('type:feed|', 'zh')).toEqual(['type:用户反馈']);
    expect(offered('after:上|', 'zh')).toEqual(['after:上周', 'after:上月', 'after:上季度']);
    expect(offered('has:sc|')).toEqual(['has:screenshot']);
  });

  it('replaces the value in which the caret stands, and that alone', () => {
    expect(offered('a -tag:"fre| p" b')).toEqual(['a -tag:"free plan" b']);
    expect(offered('tag:x,pricing/l|i,y b')).toEqual(['tag:x,pricing/limits,y b']);
    expect(offered('tag:pricing,|')).toHaveLength(4);
    expect(offered('on:"tod|,x')).toEqual(['on:today ,x']);
    expect(offered('about:"ac| type:note')).toEqual(['about:"Acme Inc" type:note']);
  });

  it('offers what a word may mean: fields that begin so, then values', () => {
    expect(offered('free ty|')).toEqual(['free type:']);
    expect(offered('-acm|')).toEqual(['-about:"Acme Inc"', '-site:docs.acme.example']);
    expect(offered('定|')).toEqual(['tag:pricing']);
    expect(offered('标|', 'zh')).toEqual(['标签:', '有:标签']);
    expect(offered('feed|')).toEqual(['type:feedback']);
    expect(offered('yest|')).toEqual(['on:yesterday']);
    // Values by one letter, or by the middle of a word, would be too many.
    expect(offered('x f|')).toEqual([]);
    expect(offered('icing|')).toEqual([]);
  });

  it('offers all fields that have values where nothing is typed', () => {
    const fields = ['type', 'tag', 'about', 'site', 'method', 'before', 'after', 'on', 'has', 'is'];
    expect(offered('|')).toEqual(fields.map((field) => `${field}:`));
    expect(offered('free |')).toHaveLength(fields.length);
    expect(offered('free | plan')).toHaveLength(fields.length);
  });

  it('offers nothing in a phrase, nor in the name of a field', () => {
    expect(offered('"pri|')).toEqual([]);
    expect(offered('ta|g:x')).toEqual([]);
  });

  it('takes any text and any place of the caret, and what it offers is read as what it says', () => {
    const texts = fc
      .array(fc.constantFrom('tag:', 'type:', '-', '"', '“', '「', ',', ' ', 'pri', 'free', 'f', '定', '价', 'on:'))
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, fc.nat(), (text, place) => {
        const caret = place % (text.length + 1);
        const completion = complete(text, caret, vocabulary, 'en');
        if (!completion) return;
        const { from, to, suggestions } = completion;
        expect(from).toBeLessThanOrEqual(caret);
        expect(to).toBeGreaterThanOrEqual(caret);
        for (const { field, value, insert } of suggestions) {
          const next = text.slice(0, from) + insert + text.slice(to);
          const part = parse(next).find((one) => one.from <= from && from < one.to);
          expect(part).toMatchObject({ kind: 'filter', field });
          if (value !== undefined) expect(part?.kind === 'filter' && part.values).toContain(value);
        }
      }),
      { numRuns: 500 },
    );
  });
});
