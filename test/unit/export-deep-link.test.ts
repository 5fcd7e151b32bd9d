import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Anchor, anchorSchema } from '#lib/core/schema/anchor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { deepLink } from '#lib/export/deep-link.ts';
import { clipWith } from './export-fixture.ts';

function link(quote: string, changes: { url?: string; prefix?: string; suffix?: string; lang?: string } = {}) {
  const { url = 'https://a.example/p', prefix, suffix, lang } = changes;
  const selector = { type: 'TextQuoteSelector' as const, exact: quote, prefix: prefix ?? '', suffix: suffix ?? '' };
  const clip: Clip = clipWith({
    quote,
    source: { url, title: '', ...(lang === undefined ? {} : { lang }) },
    anchor: { selectors: [selector] },
  });
  return deepLink(clip);
}

/** The parts of the directive, decoded: [prefix-,]start[,end][,-suffix]. */
function parts(url: string | undefined) {
  const [, directive = ''] = url?.split(':~:text=') ?? [];
  const terms = directive.split(',');
  const prefix = terms[0]?.endsWith('-') ? terms.shift()?.slice(0, -1) : undefined;
  const suffix = terms.at(-1)?.startsWith('-') ? terms.pop()?.slice(1) : undefined;
  const [start = '', end] = terms;
  const decode = (term: string | undefined) => (term === undefined ? undefined : decodeURIComponent(term));
  return {
    prefix: decode(prefix),
    start: decode(start) ?? '',
    end: decode(end),
    suffix: decode(suffix),
    more: terms.slice(2),
  };
}

describe('deepLink', () => {
  it('names a short quote whole', () => {
    expect(link('Free for 5 seats')).toBe('https://a.example/p#:~:text=Free%20for%205%20seats');
  });

  it('encodes what means something in a directive', () => {
    expect(link('a-b, c & d')).toBe('https://a.example/p#:~:text=a%2Db%2C%20c%20%26%20d');
  });

  it('keeps the fragment of the page, and drops a directive in it', () => {
    expect(link('x', { url: 'https://a.example/p#plans' })).toBe('https://a.example/p#plans:~:text=x');
    expect(link('x', { url: 'https://a.example/p#plans:~:text=old' })).toBe('https://a.example/p#plans:~:text=x');
    expect(link('x', { url: 'https://a.example/#/route?q=1' })).toBe('https://a.example/#/route?q=1:~:text=x');
  });

  const quote = { type: 'TextQuoteSelector', exact: 'Free', prefix: 'the plan is ', suffix: ' for now' } as const;
  const linkOf = (anchor: Anchor) => deepLink(clipWith({ quote: 'Free', anchor }));
  const fragment = {
    type: 'FragmentSelector',
    conformsTo: 'https://wicg.github.io/scroll-to-text-fragment/',
    value: ':~:text=Business-,Free',
  } as const;

  it('takes the fragment that the page was asked for', () => {
    expect(linkOf({ selectors: [quote, fragment] })).toBe('https://acme.example/pricing#:~:text=Business-,Free');
  });

  it('leads to the page where no fragment can lead to the passage', () => {
    expect(linkOf({ selectors: [quote], within: ['#frame'] })).toBe('https://acme.example/pricing');
  });

  it('goes by how often the words stood on the page', () => {
    expect(linkOf({ selectors: [quote], times: 1 })).toBe('https://acme.example/pricing#:~:text=Free');
    expect(linkOf({ selectors: [quote], times: 3 })).toBe('https://acme.example/pricing#:~:text=plan%20is-,Free,-for');
    // Nothing tells which of the three it was.
    const glued = { ...quote, prefix: 'Pricing', suffix: 'Contact' };
    expect(linkOf({ selectors: [glued], times: 3 })).toBe('https://acme.example/pricing');
  });

  it.each([
    ':~:text=a b',
    ':~:text=a&text=b',
    ':~:text=a)](javascript:x',
    'javascript:x',
    ':~:text=',
    ':~:text=a#b',
    ':~:text=%g0',
  ])('is never given what would break out of an address: %s', (value) => {
    expect(anchorSchema.safeParse({ selectors: [{ ...fragment, value }] }).success).toBe(false);
  });

  it('tells a repeated passage by whole words around it', () => {
    expect(
      parts(link('Free', { prefix: 'rom the very first day. Basic is ', suffix: ' for everyone who asks for it nic' })),
    ).toEqual({
      prefix: 'first day. Basic is',
      start: 'Free',
      end: undefined,
      suffix: 'for everyone who',
      more: [],
    });
  });

  it('takes no context from words that run into the quote: they belong to another block', () => {
    expect(parts(link('Free', { prefix: 'Our Pricing', suffix: 'Contact us' }))).toMatchObject({
      prefix: undefined,
      suffix: undefined,
    });
  });

  it('cuts context where two blocks ran together, and takes one word of scripts that do not tell', () => {
    expect(
      parts(link('Free', { prefix: 'x PricingDocs Plans ', suffix: ' for everyone.Next chapter x' })),
    ).toMatchObject({
      prefix: 'Docs Plans',
      suffix: 'for everyone.',
    });
    expect(parts(link('免费', { prefix: '首页办公数据，', suffix: '，联系我们', lang: 'zh-CN' }))).toMatchObject({
      prefix: '数据，',
    });
  });

  it('takes context from one block only', () => {
    expect(
      parts(link('Free', { prefix: 'x Plans\n  for teams\n\n', suffix: '\n\nForever\nand ever x' })),
    ).toMatchObject({
      prefix: 'for teams',
      suffix: 'Forever',
    });
  });

  it('names a quote over several blocks by its first and its last, never across', () => {
    expect(parts(link('Free\n\nfor 5 seats\n\nForever'))).toMatchObject({ start: 'Free', end: 'Forever' });
    expect(parts(link('Seats\t5\nPrice\t$12'))).toMatchObject({ start: 'Seats', end: '$12' });
  });

  it('names a long quote by its first and last words', () => {
    const quote =
      'The quick brown fox jumps over the lazy dog while the other dogs look on and wonder what it is all about.';
    expect(parts(link(quote))).toMatchObject({
      start: 'The quick brown fox jumps over',
      end: 'and wonder what it is all about.',
    });
  });

  it('cuts Chinese between words', () => {
    const quote =
      '我们团队每个月都要导出几百条用户反馈，可是导出功能经常失败，客服让我们刷新页面再试一次，结果还是一样，而且之前写好的备注也全部丢失了，这让我们非常失望，只能改用别的产品来完成日常的调研工作。';
    const { start, end } = parts(link(quote, { lang: 'zh-CN' }));
    const words = new Intl.Segmenter('zh', { granularity: 'word' });
    const boundaries = new Set(Array.from(words.segment(quote), ({ index }) => index).concat(quote.length));
    expect(quote.startsWith(start)).toBe(true);
    expect(boundaries.has(start.length)).toBe(true);
    expect(quote.endsWith(end ?? '')).toBe(true);
    expect(boundaries.has(quote.length - (end ?? '').length)).toBe(true);
    expect(end).not.toBe('');
  });

  it('is the page alone where there is no text, and nothing where there is no page', () => {
    expect(link(' \n ')).toBe('https://a.example/p');
    for (const url of ['javascript:alert(1)', 'file:///tmp/a.html', 'mailto:a@b.example', 'not a URL', 'about:blank']) {
      expect(link('x', { url })).toBeUndefined();
    }
  });

  it('takes a page that lies about its language', () => {
    expect(link('x', { lang: 'not_a_language!' })).toBe('https://a.example/p#:~:text=x');
  });

  it('holds for any quote: well-formed, bounded, start and end within a line and apart', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, (quote, prefix, suffix) => {
        const url = link(quote.toWellFormed(), { prefix: prefix.toWellFormed(), suffix: suffix.toWellFormed() });
        expect(URL.canParse(url ?? '')).toBe(true);
        if (!url?.includes(':~:')) return;
        const { start, end, more } = parts(url);
        expect(more).toEqual([]);
        const flat = quote.toWellFormed().replace(/\s+/g, ' ').trim();
        expect(flat.startsWith(start)).toBe(true);
        if (end !== undefined) expect(flat.slice(start.length).endsWith(end)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
