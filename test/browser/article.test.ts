import { describe, expect, it } from 'vitest';
import { extractArticle } from '#lib/capture/article/article.ts';
import { readArticleText } from '#lib/capture/article/article-text.ts';
import { MAX_NODES } from '#lib/capture/article/page-tree.ts';
import { EXTRACTORS } from '#test/support/article-extractors.ts';
import { fitOf, mean } from '#test/support/article-score.ts';
import { find, findAll, openPage } from './page.ts';

const BASE = 'https://example.com/page';

const html = import.meta.glob<string>('/test/fixtures/articles/*.html', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const truths = import.meta.glob<string>('/test/fixtures/articles/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const pages = Object.entries(html).map(([path, source]) => ({
  name: path.slice(path.lastIndexOf('/') + 1, -'.html'.length),
  source,
  truth: truths[path.replace(/html$/, 'txt')] ?? '',
}));

/** No page may be worse, and the mean of all may not be. */
const FLOOR = 0.94;
const MEAN_FLOOR = 0.99;

async function read(source: string): Promise<{ quote: string; markdown: string }> {
  const page = await openPage(source);
  const article = extractArticle(page, BASE);
  return article ? readArticleText(article, BASE) : { quote: '', markdown: '' };
}

const paragraphs = (count: number, about = 'the plan'): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `<p>Paragraph ${index} of ${about} says, in so many words, what was promised, what it costs, and who asked for it first.</p>`,
  ).join('');

describe('what is found on pages of many kinds', () => {
  it.each(pages)('$name', async ({ source, truth }) => {
    const page = await openPage(source);
    const before = page.documentElement.outerHTML;
    const article = extractArticle(page, BASE);
    expect(article).toBeDefined();
    if (!article) return;
    const { quote, markdown } = readArticleText(article, BASE);
    expect(page.documentElement.outerHTML).toBe(before);
    expect(fitOf(quote, truth).f1).toBeGreaterThanOrEqual(FLOOR);
    expect(markdown).not.toBe('');
    for (const root of article.roots) expect(root.ownerDocument).toBe(page);
  });

  it('is better in the mean than either library alone', async () => {
    const means: Record<string, number> = {};
    for (const name of ['ours', 'readability', 'defuddle'] as const) {
      const scores: number[] = [];
      for (const { source, truth } of pages) scores.push(fitOf(EXTRACTORS[name](await openPage(source)), truth).f1);
      means[name] = mean(scores);
    }
    expect(means.ours).toBeGreaterThanOrEqual(MEAN_FLOOR);
    expect(means.ours).toBeGreaterThan(means.readability ?? 1);
    expect(means.ours).toBeGreaterThan(means.defuddle ?? 1);
  });
});

describe('threads and lists of reviews', () => {
  const THREADS: [name: string, posts: number, says: RegExp][] = [
    ['forum-discourse', 9, /member_\d[\s\S]*?March \d+, 2026/g],
    ['forum-phpbb', 7, /member_\d[\s\S]*?Posted: Tue Feb \d/g],
    ['qa-stack', 4, /(?:asked|answered) Jan \d+, 2026[\s\S]*?(?:asker|helper)_/g],
    ['issue-github', 6, /dev_\d (?:opened|commented) Apr \d/g],
    ['thread-reddit', 6, /(?:alpha|beta|gamma|delta|eps|zeta)_\d \d hours ago/g],
    ['reviews-g2', 12, /reviewer_\d+ · 2026-\d\d-\d\d/g],
    ['reviews-douban', 9, /豆友\d+号 2026-\d\d-\d\d/g],
    ['reviews-jd', 8, /j\*\*\*\d[\s\S]*?2026-05-\d\d/g],
    ['reviews-appstore', 6, /\d\d\/\d\d\/2026[\s\S]*?user_\d/g],
    ['zhihu', 5, /答主\d[\s\S]*?编辑于 2026-02-\d\d/g],
  ];

  it.each(THREADS)('%s keeps all %i posts, each with its author and date', async (name, posts, says) => {
    const { quote } = await read(pages.find((page) => page.name === name)?.source ?? '');
    expect(quote.match(says)).toHaveLength(posts);
  });

  it('leaves comments on an article out', async () => {
    const comments = Array.from(
      { length: 9 },
      (_, index) =>
        `<div class="comment"><b class="author">Guest ${index}</b> <time>May ${index + 1}, 2026</time>${paragraphs(2, `comment ${index}`)}</div>`,
    );
    const { quote } = await read(
      `<article><h1>Plans</h1>${paragraphs(6)}</article><section id="comments">${comments.join('')}</section>`,
    );
    expect(quote).toContain('Paragraph 5 of the plan');
    expect(quote).not.toContain('comment 3');
  });
});

describe('what is kept and what is not', () => {
  it('keeps every picture of a page that loads them late', async () => {
    const source = pages.find(({ name }) => name === 'wechat')?.source ?? '';
    const { markdown } = await read(source);
    expect(markdown.match(/!\[[^\]]*\]\(https:\/\/img\.example\/\d+\.png\)/g)).toHaveLength(
      source.match(/<img /g)?.length ?? 0,
    );
  });

  it('leaves out what is not shown', async () => {
    const { quote } = await read(
      `<style>.gone{display:none}</style><main>${paragraphs(3)}<div class="gone">${paragraphs(9, 'a secret')}</div></main>`,
    );
    expect(quote).toContain('Paragraph 2 of the plan');
    expect(quote).not.toContain('secret');
  });

  it('reads a document whose body a script has not shown yet', async () => {
    const page = await openPage(`<body style="display:none"><article>${paragraphs(4)}</article>`);
    expect(extractArticle(page, BASE)?.roots).not.toHaveLength(0);
  });

  it('keeps text in elements of `display: contents`', async () => {
    const { quote } = await read(`<main><div style="display:contents">${paragraphs(4)}</div></main>`);
    expect(quote).toContain('Paragraph 3');
  });

  it('finds nothing where there is nothing to read', async () => {
    for (const source of ['', '<p>Hi', '<nav><a href="/">Home</a></nav>', '<img src="/a.png">']) {
      expect(extractArticle(await openPage(source), BASE)).toBeUndefined();
    }
  });
});

describe('hostile pages', () => {
  it('reads a page whose names shadow the properties of forms and of the document', async () => {
    const names = ['body', 'querySelectorAll', 'firstChild', 'childNodes', 'parentNode', 'title', 'documentElement'];
    const page = await openPage(
      `${names.map((name) => `<img name="${name}"><form name="${name}"></form>`).join('')}<form>${names
        .map((name) => `<input name="${name}"><input id="${name}">`)
        .join('')}<article>${paragraphs(4)}</article></form>`,
    );
    const article = extractArticle(page, BASE);
    expect(article && readArticleText(article, BASE).quote).toContain('Paragraph 3');
  });

  it('reads what is nested 20,000 levels deep', async () => {
    const page = await openPage('<main></main>');
    for (const name of ['div', 'b', 'blockquote', 'ul']) {
      let into: Element = find(page, 'main');
      for (let level = 0; level < 5_000; level += 1) into = into.appendChild(page.createElement(name));
      into.insertAdjacentHTML('beforeend', paragraphs(5, name));
    }
    const article = extractArticle(page, BASE);
    expect(article && readArticleText(article, BASE).quote).toContain('Paragraph 4 of blockquote');
  });

  it('does not take a huge list of links for an article', async () => {
    const page = await openPage(
      `<ul>${'<li><a href="/x">A link among very many links</a></li>'.repeat(20_000)}</ul><div>${paragraphs(5)}</div>`,
    );
    const article = extractArticle(page, BASE);
    expect(article && readArticleText(article, BASE).quote.length).toBeLessThan(2_000);
  });

  it.each([
    ['headings that end an article', '<h2>Related</h2><p><a href="/x">Another one</a></p>', 15_000],
    [
      'bodies of articles',
      '<div class="post-content">A short line of words, and then some more of them.</div>',
      20_000,
    ],
    [
      'posts',
      '<div class="post"><b class="author">a</b> <time>May 1, 2026</time><p>Some words, and a few more.</p></div>',
      10_000,
    ],
    ['lines that look like buttons', `<p>${'1'.repeat(190)}x</p><p>${'like 1 '.repeat(25)}x</p>`, 5_000],
    ['bylines', `<p class="byline">by ${'a '.repeat(50)}</p>`, 20_000],
    ['long class names', `<p class="${'share-'.repeat(80)}x">Words in a paragraph, and a few more of them.</p>`, 2_000],
  ])('gets through many %s', async (_, part, count) => {
    const page = await openPage(`<title>by a</title><main>${part.repeat(count)}</main>`);
    expect(() => extractArticle(page, BASE)).not.toThrow();
  });

  it('says that a page is too large to look through', async () => {
    const page = await openPage(`<main>${paragraphs(4)}</main>`);
    const list = page.createElement('div');
    for (let index = 0; index <= MAX_NODES; index += 1) list.append(page.createElement('i'));
    find(page, 'main').append(list);
    expect(() => extractArticle(page, BASE)).toThrow(expect.objectContaining({ code: 'too_large' }));
  });

  it('has nothing to read in a frameset, an SVG or a document without a body', async () => {
    const frames = await openPage('<frameset><frame></frameset>');
    expect(extractArticle(frames, BASE)).toBeUndefined();
    const svg = new DOMParser().parseFromString('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', 'image/svg+xml');
    expect(extractArticle(svg, BASE)).toBeUndefined();
    const empty = new DOMParser().parseFromString('', 'text/html');
    empty.documentElement.remove();
    expect(extractArticle(empty, BASE)).toBeUndefined();
  });

  it('reads an XML document and one that is not shown', async () => {
    const xhtml = `<html xmlns="http://www.w3.org/1999/xhtml"><body><article>${paragraphs(4)}</article></body></html>`;
    const parsed = new DOMParser().parseFromString(xhtml, 'application/xhtml+xml');
    expect(extractArticle(parsed, BASE)?.roots).toHaveLength(1);
    const shown = new DOMParser().parseFromString(`<article>${paragraphs(4)}</article>`, 'text/html');
    expect(extractArticle(shown, BASE)?.roots).toEqual(findAll(shown, 'article'));
  });
});
