import { describe, expect, test } from 'vitest';
import { baseUrl } from '#lib/capture/base-url.ts';
import { readSource } from '#lib/capture/metadata.ts';
import { isoDate } from '#lib/capture/publication-date.ts';
import { type Source, sourceSchema } from '#lib/core/schema/source.ts';
import { find, openPage, samplePages } from './page.ts';

const URL_OF_PAGE = 'https://www.acme.example/blog/post?id=1';
const NOW = Date.UTC(2026, 9, 1);

/** What is read of a page with `head`, as the schema that guards the library takes it. */
async function sourceOf(head: string, body = '', html = '<html>'): Promise<Source> {
  const page = await openPage(`<!doctype html>${html}<head>${head}</head><body>${body}</body></html>`);
  const source = readSource(page, URL_OF_PAGE, { now: NOW });
  expect(sourceSchema.parse(source)).toEqual(source);
  return source;
}

const jsonLd = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

test('a page that says nothing of itself', async () => {
  expect(await sourceOf('')).toEqual({
    url: URL_OF_PAGE,
    title: URL_OF_PAGE,
    site: 'acme.example',
    favicon: 'https://www.acme.example/favicon.ico',
  });
});

test('a page that says it all', async () => {
  const source = await sourceOf(
    `<title> A  title\n of it </title><link rel="shortcut icon" href="/i.ico"><link rel=canonical href="/blog/post">
     <meta property=og:site_name content="Acme Blog"><meta name=author content="Ann Example">
     <meta property=article:published_time content="2026-03-04T05:06:07+08:00">`,
    '',
    '<html lang=zh-cn>',
  );
  expect(source).toEqual({
    url: URL_OF_PAGE,
    canonicalUrl: 'https://www.acme.example/blog/post',
    title: 'A title of it',
    site: 'Acme Blog',
    author: 'Ann Example',
    publishedAt: '2026-03-04T05:06:07+08:00',
    lang: 'zh-CN',
    favicon: 'https://www.acme.example/i.ico',
  });
});

test('is read at the moment of the call', async () => {
  const page = await openPage('<title>before</title><link rel=canonical href="/a">');
  expect(readSource(page, 'https://a.example/a')).toMatchObject({
    title: 'before',
    canonicalUrl: 'https://a.example/a',
  });
  page.title = 'after';
  find(page, 'link').setAttribute('href', '/b');
  expect(readSource(page, 'https://a.example/b')).toMatchObject({
    title: 'after',
    canonicalUrl: 'https://a.example/b',
  });
});

describe('title', () => {
  test.each([
    ['<meta property=og:title content=Og><title></title>', '<h1>H</h1>', 'Og'],
    ['', '<h1> </h1><h1>Head <b>line</b></h1>', 'Head line'],
    ['<title>T</title><meta property=og:title content=Og>', '', 'T'],
  ])('%s%s', async (head, body, title) => {
    expect((await sourceOf(head, body)).title).toBe(title);
  });
});

describe('author', () => {
  test.each([
    ['JSON-LD', jsonLd({ '@type': 'NewsArticle', author: { '@type': 'Person', name: 'Ann' } }), '', 'Ann'],
    [
      'several',
      jsonLd([{ '@type': ['BlogPosting'], author: [{ name: 'Ann' }, 'Bob', { name: 'Ann' }] }]),
      '',
      'Ann, Bob',
    ],
    [
      'by reference',
      jsonLd({
        '@graph': [
          { '@type': 'Article', author: { '@id': '#p' } },
          { '@id': '#p', '@type': 'Person', name: 'Ann' },
        ],
      }),
      '',
      'Ann',
    ],
    [
      'the article rather than its page',
      jsonLd([
        { '@type': 'WebPage', author: 'Site' },
        { '@type': 'Article', author: 'Ann' },
      ]),
      '',
      'Ann',
    ],
    ['not of a review', jsonLd({ '@type': 'Product', review: { '@type': 'Review', author: 'Bob' } }), '', undefined],
    ['meta', '<meta name=Author content=Ann>', '', 'Ann'],
    ['no profile address', '<meta property=article:author content="https://social.example/ann">', '', undefined],
    ['a profile name', '<meta property=article:author content=Ann>', '', 'Ann'],
    ['Dublin Core', '<meta name=DC.creator content=Ann>', '', 'Ann'],
    ['Highwire', '<meta name=citation_author content=Ann>', '', 'Ann'],
    ['microdata', '', '<p itemprop=author itemscope>By <a itemprop=name>Ann</a></p>', 'Ann'],
    ['link', '', '<a rel="author nofollow" href=/ann>Ann</a>', 'Ann'],
  ])('%s', async (_, head, body, author) => {
    expect((await sourceOf(head, body)).author).toBe(author);
  });
});

describe('date of publication', () => {
  test.each([
    ['JSON-LD', jsonLd({ '@type': 'Article', datePublished: '2026-01-02' }), '', '2026-01-02'],
    ['Dublin Core', '<meta name=dcterms.issued content=2026-01>', '', '2026-01'],
    ['microdata', '<meta itemprop=datePublished content="2026-01-02T03:04Z">', '', '2026-01-02T03:04Z'],
    [
      'time in the article',
      '',
      '<time datetime=2020-01-01>a</time><article><time datetime=2026-01-02>x</time></article>',
      '2026-01-02',
    ],
    ['the only time', '', '<time datetime=2026-01-02>x</time>', '2026-01-02'],
    ['not one of many', '', '<time datetime=2026-01-02>x</time><time datetime=2026-01-03>x</time>', undefined],
    ['no date', '<meta property=article:published_time content="DROP TABLE clips">', '', undefined],
    [
      'the next best',
      '<meta property=article:published_time content=x><meta name=date content=2026-05-06>',
      '',
      '2026-05-06',
    ],
  ])('%s', async (_, head, body, date) => {
    expect((await sourceOf(head, body)).publishedAt).toBe(date);
  });

  test.each([
    ['2026', '2026'],
    ['2026-02-03 04:05:06', '2026-02-03T04:05:06'],
    ['2026-02-03T04:05:06.789+0800', '2026-02-03T04:05:06.789+08:00'],
    ['2026年2月3日', '2026-02-03'],
    ['2026/2/3 4:05', '2026-02-03T04:05'],
    ['3 February 2026', '2026-02-03'],
    ['Feb 3, 2026', '2026-02-03'],
    ['Tue, 03 Feb 2026 04:05:06 GMT', '2026-02-03T04:05:06.000Z'],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['2026-02-03T25:00Z', '2026-02-03'],
    ['yesterday', undefined],
    ['12', undefined],
    ['9'.repeat(100_000), undefined],
  ])('%s', (text, date) => {
    expect(isoDate(text)).toBe(date);
  });
});

describe('icon', () => {
  test.each([
    [
      'the sharpest',
      '<link rel=icon sizes=16x16 href=/16><link rel=icon sizes="64x64" href=/64><link rel=icon sizes=512x512 href=/512>',
      '/64',
    ],
    ['a scalable one', '<link rel=icon sizes=64x64 href=/64><link rel=icon type=image/svg+xml href=/s>', '/s'],
    ['not a data: one', '<link rel=icon href="data:image/png;base64,AA"><link rel=icon href=/16>', '/16'],
    ['that of a home screen', '<link rel=apple-touch-icon href=/touch>', '/touch'],
    ['no mask', '<link rel=mask-icon href=/mask>', '/favicon.ico'],
    ['none that is a script', '<link rel=icon href="javascript:alert(1)">', '/favicon.ico'],
  ])('%s', async (_, head, path) => {
    expect((await sourceOf(head)).favicon).toBe(`https://www.acme.example${path}`);
  });
});

describe('language', () => {
  test.each([
    ['<html lang=EN-us>', '', 'en-US'],
    ['<html>', '<meta property=og:locale content=zh_CN>', 'zh-CN'],
    ['<html lang="not a language">', '<meta http-equiv=content-language content=de>', 'de'],
    ['<html lang="">', '', undefined],
  ])('%s %s', async (html, head, lang) => {
    expect((await sourceOf(head, '', html)).lang).toBe(lang);
  });
});

describe('base', () => {
  test.each([
    ['<base href="/docs/">', 'https://www.acme.example/docs/'],
    ['<base href="https://cdn.example/x">', 'https://cdn.example/x'],
    ['<base href="javascript:alert(1)">', URL_OF_PAGE],
    ['<base target=_blank>', URL_OF_PAGE],
  ])('%s', async (head, base) => {
    const page = await openPage(head);
    expect(baseUrl(page, URL_OF_PAGE)).toBe(base);
    const { favicon } = await sourceOf(`${head}<link rel=icon href=c>`);
    expect(favicon).toBe(new URL('c', base).href);
  });
});

describe('hostile pages', () => {
  test('links that nobody may follow', async () => {
    const source = await sourceOf(
      '<link rel=canonical href="javascript:alert(1)"><meta property=og:url content="data:text/html,x"><link rel=icon href="blob:x">',
    );
    expect(source.canonicalUrl).toBeUndefined();
  });

  test('a title of a megabyte, controls and bidi marks', async () => {
    const page = await openPage('<title></title><meta name=author content="">');
    page.title = `a\u202Egpj.exe\u0000\u0007${'x'.repeat(2 ** 20)}`;
    find(page, 'meta').setAttribute('content', '\u2066Ann\ud800'.repeat(100_000));
    const source = sourceSchema.parse(readSource(page, URL_OF_PAGE));
    expect(source.title).toMatch(/^agpj\.exe ?xxx/);
    expect(source.title.length).toBeLessThanOrEqual(1_000);
    expect(source.author?.isWellFormed()).toBe(true);
  });

  test('an address of a megabyte', () => {
    const page = new DOMParser().parseFromString('<title>t</title>', 'text/html');
    expect(sourceSchema.parse(readSource(page, `https://a.example/${'x'.repeat(2 ** 20)}`)).title).toBe('t');
  });

  test('JSON-LD that is broken, huge, deep, or called __proto__', async () => {
    const source = await sourceOf(
      `<script type="application/ld+json">{"@type":"Article","author":</script>
       <script type="application/ld+json">{"@type":"Article","author":"Huge","x":"${'x'.repeat(400_000)}"}</script>
       <script type="application/ld+json">${'['.repeat(100_000)}</script>
       <script type="application/ld+json">null</script><script type="application/ld+json">[1,[2],{"@graph":null}]</script>
       <script type="application/ld+json">{"__proto__":{"author":"Polluted"},"@type":"Article","author":{"name":{"name":1}}}</script>
       ${jsonLd({ '@type': 'Article', author: 'Ann' })}`,
    );
    expect(source.author).toBe('Ann');
    expect(Object.hasOwn(Object.prototype, 'author')).toBe(false);
  });

  test('a document whose properties are replaced', async () => {
    const forms = ['title', 'body', 'head', 'documentElement', 'querySelectorAll', 'baseURI', 'contentType'];
    const source = await sourceOf(
      '<title>T</title>',
      forms.map((name) => `<form name=${name}></form>`).join(''),
      '<html lang=de>',
    );
    expect(source).toMatchObject({ title: 'T', lang: 'de' });
  });
});

describe('sample pages', () => {
  test.each(samplePages)('%s: a source that the library takes, and the page stays as it was', async (_, html) => {
    const page = await openPage(html);
    const before = find(page, 'html').outerHTML;
    const source = readSource(page, URL_OF_PAGE);
    expect(sourceSchema.parse(source)).toEqual(source);
    expect(source.title).not.toBe('');
    expect(find(page, 'html').outerHTML).toBe(before);
  });

  test.each([
    [
      'pricing.html',
      {
        canonicalUrl: 'https://www.acme-analytics.example/pricing',
        site: 'Acme Analytics',
        author: 'Acme Analytics',
        publishedAt: '2025-02-11T08:00:00+00:00',
        modifiedAt: '2026-09-03T09:00:00+00:00',
        description:
          'Start free with 14 days of history. Pay per seat when your team needs exports, alerts and longer retention.',
        lang: 'en',
      },
    ],
    ['hostile.html', { site: 'Evil</script><script>globalThis.__pwned=1</script> Site' }],
    ['base.html', { title: 'A base that points elsewhere', favicon: 'https://www.acme-analytics.example/favicon.ico' }],
  ])('%s', async (name, expected) => {
    const page = await openPage(samplePages.find(([known]) => known === name)?.[1] ?? '');
    const source = readSource(page, `https://www.acme-analytics.example/${name}`, { now: NOW });
    expect(source).toMatchObject(expected);
  });
});
