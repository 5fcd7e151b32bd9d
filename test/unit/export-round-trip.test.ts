import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import { cleanLine, cleanText } from '#lib/core/text.ts';
import { clipboardMarkdown } from '#lib/export/clipboard.ts';
import { nodesOf, urlsOf } from '#test/support/markdown-text.ts';
import { actorWith, clipWith, idOf, inputWith, naughtyStrings, specTexts, tagWith, textOf } from './export-fixture.ts';

/** What a reader sees of plain text: blank lines at its ends are nothing, and several between paragraphs are one. */
function visible(text: string): string {
  return cleanText(text)
    .split('\n')
    .map((line) => (/^[ \t]*$/.test(line) ? '' : line))
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
    .replace(/\n{2,}/g, '\n\n');
}

/** The words as everything that a page or a user can name, and where each of them must arrive. */
function exported(words: string) {
  const line = cleanLine(words, 200) || 'x';
  const clip = clipWith({
    quote: words,
    note: words,
    source: { url: 'https://acme.example/', title: line, author: line, site: 'Acme' },
    tagIds: [idOf(2)],
    actorId: idOf(3),
  });
  const markdown = clipboardMarkdown(
    inputWith({ clips: [clip], tags: [tagWith(2, line)], actors: [actorWith(3, line)] }),
  );
  const tree = parseMarkdown(markdown);
  const blocks = tree.children;
  const quote = blocks.find(({ type }) => type === 'blockquote');
  const after = blocks.slice(blocks.findLastIndex(({ type }) => type === 'blockquote' || type === 'heading') + 1);
  const [attribution, ...note] = after.map(textOf);
  return {
    markdown,
    tree,
    line,
    headings: blocks.filter(({ type }) => type === 'heading').map(textOf),
    quote: quote ? textOf(quote) : '',
    attribution,
    note: note.join('\n\n'),
  };
}

function expectSame(words: string): void {
  const { tree, line, headings, quote, attribution, note } = exported(words);
  expect(quote).toBe(visible(words));
  expect(note).toBe(visible(words) === '' ? '' : `Note: ${visible(words)}`);
  expect(attribution).toBe(
    `— ${line} · Acme · ${line === 'Acme' ? '' : `${line} · `}clipped 2026-05-03 · Tags: ${line}`,
  );
  expect(headings).toEqual(['Pricing study', 'Untyped', line]);
  expectInert(tree);
}

function expectInert(tree: ReturnType<typeof parseMarkdown>): void {
  expect(nodesOf(tree).filter(({ type }) => type === 'html')).toEqual([]);
  expect(urlsOf(tree).filter((url) => !/^(?:https?|mailto):/.test(url))).toEqual([]);
}

/** Words made of what Markdown, HTML and URLs are made of, in several scripts. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'*_`[]()<>!#&;\\|~-+=:."\'@/ $%^{}1)a中。！「」\u00a0\u3000\ufeff\u200b\u0301א\u202e😀\t\n'),
      fc.constantFrom(
        '👩‍👩‍👧',
        'www.',
        'http://',
        'https://a.b/c_d',
        '://',
        '@a.b',
        '&amp;',
        '&#x20;',
        '- [ ] ',
        '[^1]: ',
      ),
      fc.constantFrom(
        '---',
        '```',
        '<!--',
        '<b>',
        '  ',
        '\n\n',
        'xmpp:a@b',
        '![',
        '](',
        '1. ',
        '中文',
        '](javascript:alert(1))',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('plain text arrives as the same text', () => {
  it('each naughty string', () => {
    expect(naughtyStrings.length).toBeGreaterThan(400);
    for (const text of naughtyStrings) expectSame(text);
  }, 60_000);

  it('each text of the CommonMark specification', () => {
    expect(specTexts.length).toBeGreaterThan(1_200);
    for (const text of specTexts) expectSame(text);
  }, 60_000);

  it('any words', () => {
    fc.assert(fc.property(words, expectSame), { numRuns: 600 });
  }, 60_000);

  it.each([
    ['a front-matter fence', '---\ntitle: x\n---\n# y'],
    ['a list under a bare dash', '-\n- a\n-'],
    ['an alert of GitHub', '[!NOTE]\nx'],
    ['indented lines', '  a\n    b\n\tc'],
    ['spaces at the ends of lines', 'a  \nb \n c'],
    ['an ampersand', 'a &lt;b&gt; &#60;'],
    [
      'a URL with an underscore and Chinese behind it',
      '见https://x.example/a_b_c。更多 https://x.example/?a=1&copy=2，好',
    ],
    ['an address of another scheme', 'xmpp:a@b.example javascript:alert(1) <javascript:alert(1)>'],
  ])('%s', (_name, text) => expectSame(text));
});

describe('the Markdown of a page arrives inert', () => {
  const marked = (markdown: string) =>
    parseMarkdown(clipboardMarkdown(inputWith({ clips: [clipWith({ quote: 'q', markdown })] })));

  it('whatever it is', () => {
    for (const markdown of [...naughtyStrings, ...specTexts]) expectInert(marked(markdown));
    fc.assert(
      fc.property(words, (markdown) => expectInert(marked(markdown))),
      { numRuns: 300 },
    );
  }, 60_000);

  it('with links to the web and mail, and the words alone of any other', () => {
    const tree = marked(
      '[a](javascript:alert(1)) [b](https://b.example/x) [c](mailto:c@c.example) [d](data:text/html,x) [e](/rel) [f][r]\n\n[r]: JavaScript:alert(1)',
    );
    expect(textOf(tree)).toContain('a b c d e f');
    expect(urlsOf(tree)).toEqual([
      'https://b.example/x',
      'mailto:c@c.example',
      'https://acme.example/rel',
      expect.stringContaining('https://acme.example/pricing#:~:text='),
    ]);
  });

  it('with pictures from the web, and the text alone of any other', () => {
    const tree = marked('![one](https://b.example/1.png) ![two](data:image/svg+xml,x) ![three](javascript:x)');
    expect(nodesOf(tree).filter(({ type }) => type === 'image')).toHaveLength(1);
    expect(textOf(tree)).toContain('one two three');
  });

  it('with its references resolved, so that two clips never meet', () => {
    const clips = [1, 2].map((number) =>
      clipWith({
        id: idOf(number),
        markdown: `[page][here] and a note[^1]\n\n[here]: https://example.org/${number}\n\n[^1]: of ${number}`,
      }),
    );
    const tree = parseMarkdown(clipboardMarkdown(inputWith({ clips })));
    expect(urlsOf(tree)).toEqual(expect.arrayContaining(['https://example.org/1', 'https://example.org/2']));
    expect(nodesOf(tree).filter(({ type }) => /reference|definition/i.test(type))).toEqual([]);
    expect(textOf(tree)).toContain('page and a note[1]\n\n[1] of 2');
  });

  it('with its headings below those of the document, in the quote', () => {
    const tree = marked('# A\n\n## B');
    const quote = tree.children.find(({ type }) => type === 'blockquote');
    expect(nodesOf(tree).flatMap((node) => (node.type === 'heading' ? node.depth : []))).toEqual([1, 2, 4, 5]);
    expect(quote && nodesOf(quote).flatMap((node) => (node.type === 'heading' ? node.depth : []))).toEqual([4, 5]);
  });

  it('with structure kept: lists, tasks, tables, code', () => {
    const markdown =
      '- [x] 完成\n- [ ] b\n\n| 甲 | b |\n| :- | - |\n| 1 \\| 2 | **「三」**的 |\n\n```js\n---\n<b>\n```';
    const tree = marked(markdown);
    const quote = tree.children.find((node) => node.type === 'blockquote');
    const shape = (root: Parameters<typeof nodesOf>[0]) =>
      nodesOf(root).map((node) => [node.type, 'value' in node ? node.value : '']);
    expect(quote && shape(quote).slice(1)).toEqual(shape(parseMarkdown(markdown)).slice(1));
  });

  it.each([
    ['nested quotes', '>'.repeat(20_000)],
    ['nested emphasis', `${'*'.repeat(2_000)}a${'*'.repeat(2_000)}`],
    ['nested lists', Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['open brackets', '['.repeat(20_000)],
  ])(
    'comes to an end: %s',
    (_name, markdown) => {
      expectInert(marked(markdown));
    },
    60_000,
  );
});
