import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeToMarkdown } from '#lib/capture/markdown.ts';
import { readSource } from '#lib/capture/metadata.ts';
import { type Source, sourceSchema } from '#lib/core/schema/source.ts';
import { contentsOf, find, openPage } from './page.ts';

const ADDRESS = 'https://www.acme.example/blog/post';
const NOW = Date.UTC(2026, 9, 1);

const fixtures = import.meta.glob<string>('/test/fixtures/provenance/*.html', {
  query: '?raw',
  import: 'default',
  eager: true,
});

function fixture(name: string): string {
  const html = fixtures[`/test/fixtures/provenance/${name}.html`];
  if (html === undefined) throw new Error(`there is no fixture ${name}`);
  return html;
}

type Where = { url?: string; loaded?: string };

/** What is read of a page, as the schema that guards the library takes it, without what every page has. */
async function provenanceOf(html: string, { url = ADDRESS, loaded }: Where = {}): Promise<Partial<Source>> {
  const page = await openPage(html);
  const source = readSource(page, url, { now: NOW, loaded });
  expect(sourceSchema.parse(source)).toEqual(source);
  expect(source.url).toBe(url);
  const { url: _, favicon: __, ...rest } = source;
  return rest;
}

const headOf = (head: string, body = ''): string =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const jsonLd = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

const WORDS = { title: 'How we price', description: 'Three plans, one idea.' };

describe('a page in one vocabulary', () => {
  test.each<[string, Partial<Source>, Where?]>([
    [
      'json-ld',
      {
        ...WORDS,
        title: 'How we price | Acme',
        site: 'Acme Blog',
        author: 'Ann Example, Bob Li, Cy',
        publishedAt: '2026-05-03T08:00:00+08:00',
        modifiedAt: '2026-06-04',
        lang: 'en',
      },
    ],
    [
      'open-graph',
      {
        ...WORDS,
        canonicalUrl: ADDRESS,
        site: 'Acme Blog',
        author: 'Ann Example',
        publishedAt: '2026-05-03T08:00:00+08:00',
        modifiedAt: '2026-06-04T08:00:00Z',
        lang: 'en-GB',
      },
    ],
    [
      'dublin-core',
      {
        ...WORDS,
        site: 'Ministry of Plans',
        author: 'Example, Ann; Li, Bob',
        publishedAt: '2026-05',
        modifiedAt: '2026-06-04',
        lang: 'en-GB',
      },
    ],
    [
      'highwire',
      { ...WORDS, site: 'Journal of Plans', author: 'Ann Example, Bob Li', publishedAt: '2026-05-03', lang: 'en' },
    ],
    [
      'microdata',
      {
        title: 'How we price',
        site: 'Acme Blog',
        author: 'Ann Example, Bob Li',
        publishedAt: '2026-05-03',
        modifiedAt: '2026-06-04',
        lang: 'en-GB',
      },
    ],
    [
      'rdfa',
      {
        title: 'How we price',
        site: 'Acme Blog',
        author: 'Ann Example',
        publishedAt: '2026-05-03',
        modifiedAt: '2026-06-04',
      },
    ],
    [
      'time',
      {
        title: 'How we price',
        site: 'acme.example',
        author: 'Ann Example',
        publishedAt: '2026-05-03T08:00',
        modifiedAt: '2026-06-04',
      },
    ],
    ['parsely', { ...WORDS, site: 'acme.example', author: 'Ann Example, Bob Li', publishedAt: '2026-05-03T08:00:00Z' }],
    [
      'wechat',
      {
        title: '我们怎样定价',
        canonicalUrl: 'http://mp.weixin.qq.com/s?__biz=MzA&mid=1&idx=1&sn=abc&chksm=def#rd',
        site: '拾光产品',
        author: '安例',
        publishedAt: '2026-05-03T08:00',
        description: '三种方案，一个想法。',
      },
      { url: 'https://mp.weixin.qq.com/s/AbC' },
    ],
    [
      'chinese-news',
      {
        title: '我们怎样定价_拾光新闻',
        site: 'acme.example',
        publishedAt: '2026-05-03T08:00:00+08:00',
        modifiedAt: '2026-06-04T08:00:00+08:00',
        lang: 'zh',
        description: '三种方案，一个想法。',
      },
    ],
    ['publish-date', { title: '我们怎样定价', site: '拾光网', publishedAt: '2026-05-03', lang: 'zh-CN' }],
  ])('%s', async (name, expected, where) => {
    expect(await provenanceOf(fixture(name), where)).toEqual(expected);
  });
});

describe('a page in several vocabularies', () => {
  test('has each field from the first that says something sensible', async () => {
    expect(await provenanceOf(fixture('several'))).toEqual({
      ...WORDS,
      canonicalUrl: ADDRESS,
      site: 'Acme Blog',
      author: 'Ann Example',
      publishedAt: '2026-05-03',
      modifiedAt: '2026-06-04T00:00:00Z',
      lang: 'en',
    });
  });

  const published = (date: string) => `<meta property=article:published_time content="${date}">`;
  const modified = (date: string) => `<meta property=article:modified_time content="${date}">`;

  test.each<[string, string, Partial<Source>]>([
    [
      'JSON-LD before meta before Open Graph',
      `<meta property=article:author content=Og><meta name=author content=Meta>${jsonLd({ '@type': 'Article', author: 'Ld' })}`,
      { author: 'Ld' },
    ],
    [
      'meta before Open Graph before Dublin Core',
      '<meta name=dc.creator content=Dc><meta property=article:author content=Og><meta name=author content=Meta>',
      { author: 'Meta' },
    ],
    [
      'the name of a site before its publisher',
      `<meta property=og:site_name content=Site>${jsonLd({ '@type': 'Article', publisher: { name: 'Inc' } })}`,
      { site: 'Site' },
    ],
    [
      'the site in JSON-LD before the publisher',
      jsonLd({ '@type': 'Article', publisher: { name: 'Inc' }, isPartOf: { '@type': 'WebSite', name: 'Site' } }),
      { site: 'Site' },
    ],
    ['one meta in two vocabularies', '<meta property="og:title twitter:title" content=T>', { title: 'T' }],
    ['an article within Open Graph', '<meta property=og:article:author content=Ann>', { author: 'Ann' }],
    [
      'all that are named at one place',
      '<meta name=author content=Ann><meta name=author content=Bob>',
      { author: 'Ann, Bob' },
    ],
    ['words as they are', '<meta name=author content="admin">', { author: 'admin' }],
    ['no template', '<meta name=author content="{{author}}"><meta name=dc.creator content=Ann>', { author: 'Ann' }],
    ['a title about templates', '<title>How {{author}} works</title>', { title: 'How {{author}} works' }],
    [
      'no address of a profile',
      `${jsonLd({ '@type': 'Article', author: 'https://a.example/ann' })}<meta name=author content=Ann>`,
      { author: 'Ann' },
    ],
    [
      'not tomorrow after next',
      `${published('2026-10-03')}<meta name=date content=2026-09-30>`,
      { publishedAt: '2026-09-30' },
    ],
    ['tomorrow, where it is tomorrow already', published('2026-10-02'), { publishedAt: '2026-10-02' }],
    [
      'not the beginning of Unix',
      `${published('1970-01-01T00:00:00Z')}<meta name=date content=2026-09-30>`,
      { publishedAt: '2026-09-30' },
    ],
    [
      'who does not contradict himself',
      `${published('2026-05-03')}${modified('2026-05-01')}<meta name=dc.date.issued content=2026-04-30>`,
      { publishedAt: '2026-04-30', modifiedAt: '2026-05-01' },
    ],
    [
      'published, of two that contradict each other',
      `${published('2026-05-03')}${modified('2026-05-01')}`,
      { publishedAt: '2026-05-03' },
    ],
    [
      'months within years',
      `${published('2026-05')}${modified('2026')}`,
      { publishedAt: '2026-05', modifiedAt: '2026' },
    ],
    [
      'moments in other zones',
      `${published('2026-05-03T01:00:00+08:00')}${modified('2026-05-02T18:00:00Z')}`,
      { publishedAt: '2026-05-03T01:00:00+08:00', modifiedAt: '2026-05-02T18:00:00Z' },
    ],
    [
      'no language by its name',
      '<meta name=language content=English><meta property=og:locale content=de_AT>',
      { lang: 'de-AT' },
    ],
    [
      'JSON with line breaks in its strings',
      '<script type="application/ld+json">{"@type":"Article","author":"Ann\nExample"}</script>',
      { author: 'Ann Example' },
    ],
  ])('%s', async (_, head, expected) => {
    const { title, site, ...rest } = await provenanceOf(headOf(head));
    expect({ title, site, ...rest }).toEqual({ title: ADDRESS, site: 'acme.example', ...expected });
  });

  test('articles in a list are not the page', async () => {
    const article = '<article itemscope itemtype="https://schema.org/BlogPosting"><b itemprop=author>Ann</b></article>';
    expect((await provenanceOf(headOf('', article))).author).toBe('Ann');
    expect((await provenanceOf(headOf('', article.repeat(2)))).author).toBeUndefined();
    const comment = '<p itemprop=comment><b itemprop=author>Bob</b></p>';
    expect((await provenanceOf(headOf('', article.replace('<b', `${comment}<b`)))).author).toBe('Ann');
  });
});

describe('the canonical address', () => {
  const canonical = (href: string) => headOf(`<link rel=canonical href="${href}">`);
  test.each<[string, string, string, string | undefined]>([
    ['another path of the site', 'https://www.acme.example/p?id=7', 'https://acme.example/blog/post', 'same'],
    ['another host of the site', 'https://m.acme.co.uk/p/7', 'https://www.acme.co.uk/blog/post', 'same'],
    ['the home page of the home page', 'https://acme.example/?ref=x', 'https://acme.example/', 'same'],
    ['the home page for a page', ADDRESS, 'https://www.acme.example/', undefined],
    ['the home page for a route', 'https://app.acme.example/#/plans', 'https://app.acme.example/', undefined],
    ['another site', ADDRESS, 'https://other.example.org/pricing', undefined],
    ['another site on a shared suffix', 'https://acme.co.uk/p/7', 'https://other.co.uk/blog', undefined],
    ['the home page of another site', 'https://acme.example/', 'https://other.example.org/', undefined],
    ['where the article appeared first', ADDRESS, 'https://ann.example.org/2026/05/post.html', 'same'],
    ['of a cache', 'https://cache.example.net/c/s/www.acme.example/blog/post', ADDRESS, 'same'],
    ['of a test server', 'http://127.0.0.1:8080/post.html', ADDRESS, 'same'],
    ['of another address without a name', 'http://127.0.0.1:8080/blog', 'http://127.0.0.2/post', undefined],
    ['of a saved page', 'file:///home/ann/page.html', ADDRESS, 'same'],
    ['none that may not be followed', ADDRESS, 'javascript:alert(1)', undefined],
  ])('%s', async (_, url, href, expected) => {
    const { canonicalUrl } = await provenanceOf(canonical(href), { url });
    expect(canonicalUrl).toBe(expected === undefined ? undefined : href);
  });

  test('is the next one that makes sense', async () => {
    const html = headOf(`<link rel=canonical href="/"><meta property=og:url content="${ADDRESS}">`);
    expect((await provenanceOf(html)).canonicalUrl).toBe(ADDRESS);
  });
});

describe('a single-page app that has moved on', () => {
  const BEFORE = 'https://www.acme.example/blog/before';
  const left = {
    title: 'How we price',
    site: 'acme.example',
    author: 'Ann Example',
    publishedAt: '2026-05-03',
    lang: 'en',
  };

  test('leaves nothing of the page that it was loaded with', async () => {
    expect(await provenanceOf(fixture('stale'), { loaded: BEFORE })).toEqual(left);
  });

  test('is believed about the page that it was loaded with', async () => {
    expect(await provenanceOf(fixture('stale'), { url: BEFORE, loaded: BEFORE })).toMatchObject({
      canonicalUrl: BEFORE,
      site: 'Before',
      author: 'Bob Before',
      publishedAt: '2020-01-01',
      modifiedAt: '2020-02-02',
    });
  });

  test('leaves nothing of a page that is neither here nor canonical', async () => {
    const html = fixture('stale').replace(`rel="canonical" href="${BEFORE}"`, `rel="canonical" href="${ADDRESS}"`);
    expect(await provenanceOf(html)).toEqual({ ...left, canonicalUrl: ADDRESS });
  });

  test('tells videos apart that one path shows', async () => {
    const video = (id: string) => `https://video.example/watch?v=${id}`;
    const html = headOf(
      `<link rel=canonical href="${video('a')}">${jsonLd({ '@type': 'VideoObject', url: video('a'), author: 'Ann' })}`,
    );
    expect(await provenanceOf(html, { url: `${video('b')}&t=3`, loaded: video('a') })).toEqual({
      title: `${video('b')}&t=3`,
      site: 'video.example',
    });
    expect(await provenanceOf(html, { url: `${video('a')}&t=3`, loaded: video('a') })).toMatchObject({ author: 'Ann' });
  });

  test('is on the same page where a forum writes the post behind the thread', async () => {
    const thread = 'https://forum.example/t/exports/4821';
    const html = headOf(
      `<link rel=canonical href="${thread}">${jsonLd({ '@type': 'DiscussionForumPosting', url: thread, author: 'Ann' })}`,
    );
    const expected = { canonicalUrl: thread, author: 'Ann' };
    expect(await provenanceOf(html, { url: `${thread}/7`, loaded: thread })).toMatchObject(expected);
    expect(await provenanceOf(html, { url: `${thread}/70`, loaded: `${thread}/7` })).toMatchObject(expected);
    const other = await provenanceOf(html, { url: 'https://forum.example/t/imports/4822', loaded: thread });
    expect(other).toEqual({ title: 'https://forum.example/t/imports/4822', site: 'forum.example' });
  });

  test('keeps a canonical address that names where it went', async () => {
    const html = headOf(
      `<link rel=canonical href="${BEFORE}"><meta property=og:url content="${ADDRESS}?utm_source=x">`,
    );
    expect((await provenanceOf(html, { loaded: BEFORE })).canonicalUrl).toBe(`${ADDRESS}?utm_source=x`);
    const alias = headOf(`<link rel=canonical href="${ADDRESS}">`);
    expect((await provenanceOf(alias, { url: 'https://www.acme.example/p/7', loaded: BEFORE })).canonicalUrl).toBe(
      ADDRESS,
    );
  });

  test('is noticed by where the document was loaded from', async () => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = '/test/fixtures/site/assets/acme-icon.svg?before';
    document.body.replaceChildren(frame);
    await loaded;
    const { contentWindow: view, contentDocument: page } = frame;
    if (!view || !page) throw new Error('the frame has no document');
    const before = view.location.href;
    const link = page.createElementNS('http://www.w3.org/1999/xhtml', 'link');
    link.setAttribute('rel', 'canonical');
    link.setAttribute('href', before);
    page.documentElement.append(link);
    expect(readSource(page, before).canonicalUrl).toBe(before);
    view.history.pushState(null, '', '/moved/on');
    expect(readSource(page, view.location.href).canonicalUrl).toBeUndefined();
  });
});

test('links in clipped Markdown say where they lead, not how a reader came to them', async () => {
  const page = await openPage(
    '<p><a href="/plans?utm_source=blog&amp;id=7#seats">Plans</a> <a href="mailto:a@acme.example?utm_source=x">Mail</a>',
  );
  expect(rangeToMarkdown(contentsOf(page.body), ADDRESS)).toBe(
    '[Plans](https://www.acme.example/plans?id=7#seats) [Mail](mailto:a@acme.example?utm_source=x)',
  );
});

describe('hostile pages', () => {
  test('any JSON is a source that the library takes, and pollutes nothing', async () => {
    const keys = ['@type', '@graph', '@id', 'author', 'creator', 'name', 'publisher', 'isPartOf', 'mainEntity'].concat([
      'mainEntityOfPage',
      'url',
      'headline',
      'datePublished',
      'dateModified',
      'inLanguage',
      'description',
      '__proto__',
    ]);
    const leaf = fc.oneof(
      fc.constantFrom('Article', 'WebPage', 'WebSite', '#a', ADDRESS, '2026-05-03', '2099-01-01', 'en', '{{x}}', ''),
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
    );
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        leaf,
        fc.array(tie('json'), { maxLength: 4 }),
        fc.array(fc.tuple(fc.constantFrom(...keys), tie('json')), { maxLength: 8 }).map((pairs) => {
          const members = pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
          // `JSON.parse` makes an own property of `__proto__`, which an object literal does not.
          return JSON.parse(`{${members.join(',')}}`);
        }),
      ),
    }));
    const page = await openPage(headOf('<script type="application/ld+json"></script>'));
    const script = find(page, 'script');
    fc.assert(
      fc.property(json, fc.boolean(), (data, isArticle) => {
        const item = isArticle
          ? [{ '@type': 'Article', author: data, datePublished: data, publisher: data }, data]
          : data;
        script.textContent = JSON.stringify(item);
        const source = readSource(page, ADDRESS, { now: NOW });
        expect(sourceSchema.parse(source)).toEqual(source);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('items that refer to each other and to themselves', async () => {
    const html = headOf(
      jsonLd({
        '@graph': [
          {
            '@id': '#a',
            '@type': 'Article',
            isPartOf: { '@id': '#b' },
            author: { '@id': '#a' },
            publisher: { '@id': '#c' },
          },
          { '@id': '#b', '@type': 'WebPage', isPartOf: { '@id': '#a' }, mainEntity: { '@id': '#b' } },
          { '@id': '#c', '@type': 'Organization' },
        ],
      }),
    );
    expect(await provenanceOf(html)).toEqual({ title: ADDRESS, site: 'acme.example' });
  });

  test('a megabyte in every place', async () => {
    const names = [
      'author',
      'og:site_name',
      'article:published_time',
      'og:description',
      'og:locale',
      'og:url',
      'dc.title',
    ];
    const page = await openPage(
      headOf(
        names.map((name) => `<meta name="${name}" content="">`).join(''),
        '<article itemscope itemtype="https://schema.org/Article"><b itemprop=author></b><time itemprop=datePublished></time></article><h1></h1>',
      ),
    );
    for (const name of names)
      find(page, `meta[name="${name}"]`).setAttribute('content', `${name} \ud800`.repeat(2 ** 17));
    for (const name of ['b', 'time', 'h1']) find(page, name).textContent = 'x'.repeat(2 ** 20);
    const source = readSource(page, ADDRESS, { now: NOW });
    expect(sourceSchema.parse(source)).toEqual(source);
    expect(source.description?.length).toBe(1_000);
  });

  test('thousands of values under one name, of scopes and of canonical addresses', async () => {
    const source = await provenanceOf(
      headOf(
        '<meta name=citation_author content=Ann><meta name=dc.date content=x><link rel=canonical href="/">'.repeat(
          5_000,
        ) + Array.from({ length: 5_000 }, (_, index) => `<meta name=citation_author content="A ${index}">`).join(''),
        '<div itemscope itemtype="https://schema.org/Article" itemprop=author>'.repeat(400),
      ),
    );
    expect(source).toEqual({ title: ADDRESS, site: 'acme.example', author: 'Ann' });
  });

  test('a document whose properties are replaced', async () => {
    const names = ['title', 'defaultView', 'querySelectorAll', 'documentElement', 'getElementById', 'performance'];
    const clobbering = names.map(
      (name) => `<form name=${name}><input name=getAttribute><input name=parentNode></form>`,
    );
    const html = fixture('microdata').replace('<article', `${clobbering.join('')}<article`);
    expect(await provenanceOf(html)).toMatchObject({ author: 'Ann Example, Bob Li', publishedAt: '2026-05-03' });
  });

  test('a page with all of it stays as it was', async () => {
    for (const html of Object.values(fixtures)) {
      const page = await openPage(html);
      const before = find(page, 'html').outerHTML;
      readSource(page, ADDRESS);
      expect(find(page, 'html').outerHTML).toBe(before);
    }
  });
});
