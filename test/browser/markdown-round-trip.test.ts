import spec from 'commonmark-spec/spec.txt?raw';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { beforeAll, expect, test } from 'vitest';
import { rangeToMarkdown } from '#lib/capture/markdown.ts';
import { gfmExamples } from './gfm-examples.ts';
import { contentsOf, openPage } from './page.ts';
import { structureOf } from './structure.ts';

const BASE = 'https://acme.example/docs/page';

type Example = { name: string; html: string };

/** Every example of the CommonMark specification: the HTML that it says its Markdown is. */
const commonmark: Example[] = [...spec.matchAll(/^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$/gm)].map(
  ([, , html = ''], index) => ({ name: `${index + 1}`, html: html.replaceAll('→', '\t') }),
);

let page: Document;
beforeAll(async () => {
  page = await openPage(`<!doctype html><base href="${BASE}"><body>`);
});

function render(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

function shown(html: string): string {
  page.body.innerHTML = html;
  return structureOf(page.body, BASE);
}

function clipped(html: string): { before: string; markdown: string; after: string } {
  const before = shown(html);
  const markdown = rangeToMarkdown(contentsOf(page.body), BASE);
  return { before, markdown, after: shown(render(markdown)) };
}

const examples: Example[] = [
  ...commonmark,
  ...gfmExamples.map((markdown, index) => ({ name: `GFM ${index + 1}`, html: render(markdown) })),
];

const SCHEME = 'only links to the web and to mail are kept; of others, the words';

/** Why the Markdown of an example says something else than the example. */
const DIFFERENT: Record<string, string> = {
  334: 'code of nothing but spaces shows nothing to quote',
  596: SCHEME,
  598: SCHEME,
  599: SCHEME,
  601: SCHEME,
  'GFM 26': SCHEME,
  'GFM 27': SCHEME,
  'GFM 28': SCHEME,
};

test('the examples of CommonMark and GFM come back with the same text and structure', () => {
  const different = examples.filter(({ html }) => {
    const { before, after } = clipped(html);
    return before !== after;
  });
  console.log(
    `${examples.length} examples, ${examples.length - different.length} equal, ${different.length} different`,
  );
  expect(different.map(({ name }) => name)).toEqual(Object.keys(DIFFERENT));
  expect(different.length).toBeLessThan(examples.length * 0.02);
});

test('all examples are there', () => {
  expect(commonmark).toHaveLength(652);
  expect(gfmExamples).toHaveLength(29);
});

test('a difference is seen', () => {
  const pairs = [
    ['<p>a</p>', '<p>b</p>'],
    ['<p>a b</p>', '<p>ab</p>'],
    ['<p>a<br>b</p>', '<p>a b</p>'],
    ['<p><b>a</b> b</p>', '<p><b>a b</b></p>'],
    ['<p><em><b>a</b></em></p>', '<p><b><em>a</em></b></p>'],
    ['<a href=/x>a</a>', '<a href=/y>a</a>'],
    ['<a href=/x>a</a>', '<a href=/x title=t>a</a>'],
    ['<a href=/x>a</a><a href=/x>b</a>', '<a href=/x>ab</a>'],
    ['<img src=/x alt=a>', '<img src=/x alt=b>'],
    ['<ul><li>a</ul>', '<ul><li><p>a</p></ul>'],
    ['<ul><li>a</ul>', '<ol><li>a</ol>'],
    ['<ol><li>a</ol>', '<ol start=2><li>a</ol>'],
    ['<ul><li>a<li></ul>', '<ul><li>a</ul>'],
    ['<pre>a\n\nb</pre>', '<pre>a\nb</pre>'],
    ['<pre><code class=language-a>x</code></pre>', '<pre><code>x</code></pre>'],
    ['<h1>a</h1>', '<h2>a</h2>'],
    ['<blockquote><p>a</blockquote><p>b', '<blockquote><p>a<p>b</blockquote>'],
    ['<table><tr><th>a<tr><td align=right>b</table>', '<table><tr><th>a<tr><td>b</table>'],
    ['<table><tr><th>a<th>b</table>', '<table><tr><th>a b</table>'],
    ['<ul><li><input type=checkbox> a</ul>', '<ul><li><input type=checkbox checked> a</ul>'],
  ];
  for (const [one = '', other = ''] of pairs) expect(shown(one)).not.toBe(shown(other));
});
