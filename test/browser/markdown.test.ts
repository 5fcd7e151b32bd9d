import { describe, expect, test } from 'vitest';
import { rangesToMarkdown, rangeToMarkdown } from '#lib/capture/markdown.ts';
import { quoteOfRanges } from '#lib/capture/selection.ts';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import { asMarkdownSays, folded, textOf } from '#test/support/markdown-text.ts';
import { bracketed, contentsOf, find, findAll, openPage, samplePages, textOfMarkdown } from './page.ts';

const BASE = 'https://acme.example/docs/page';

async function markdownOf(html: string): Promise<string> {
  const page = await openPage(html);
  return rangeToMarkdown(contentsOf(page.body), BASE);
}

async function markdownOfSelected(html: string): Promise<string> {
  const page = await openPage(html);
  return rangeToMarkdown(bracketed(page), BASE);
}

const type = (markdown: string): string[] => parseMarkdown(markdown).children.map((block) => block.type);

describe('blocks', () => {
  test.each([
    ['heading, also the first', '<h1>One</h1><h3>Three</h3><p>Text</p>', '# One\n\n### Three\n\nText'],
    ['wrapped heading', '<h2><div>Two</div> <a href="#two"></a></h2>', '## Two'],
    ['quotation', '<blockquote><p>a<p>b</blockquote>', '> a\n>\n> b'],
    ['list', '<ul><li>a<li>b<ul><li>c</ul><li>d</ul>', '- a\n- b\n  - c\n- d'],
    ['list that stands in a list', '<ul><li>a</li><ul><li>b</li></ul></ul>', '- a\n  - b'],
    ['numbers', '<ol start="7"><li>a<li>b</ol>', '7. a\n8. b'],
    ['loose list', '<ul><li><p>a</p><p>b</p><li>c</ul>', '- a\n\n  b\n\n- c'],
    [
      'task list',
      '<ul><li><input type=checkbox checked> done<li><label><input type=checkbox> open</label></ul>',
      '- [x] done\n- [ ] open',
    ],
    ['rule', 'a<hr>b', 'a\n\n---\n\nb'],
    ['line break', '<p>a<br>b</p>', 'a\\\nb'],
    ['two line breaks', '<p>a<br><br>b</p>', 'a\n\nb'],
    ['terms', '<dl><dt>T<dd>one<dd>two<dt>U<dd>three</dl>', '- **T**\n\n  one\n\n  two\n\n- **U**\n\n  three'],
    ['folding', '<details open><summary>S</summary><p>in</p></details>', '**S**\n\nin'],
    ['anonymous paragraphs', 'a<div>b</div>c', 'a\n\nb\n\nc'],
  ])('%s', async (_, html, expected) => {
    expect(await markdownOf(html)).toBe(expected);
  });

  test('code keeps every space and says its language', async () => {
    expect(await markdownOf('<pre><code class="hljs language-js">  a\n\n\n\tb  c\n</code></pre>')).toBe(
      '```js\n  a\n\n\n\tb  c\n```',
    );
    expect(await markdownOf('<div class="highlight-source-python"><pre>x</pre></div>')).toBe('```python\nx\n```');
    expect(await markdownOf('<pre data-lang="rust"><span>a</span><br>b</pre>')).toBe('```rust\na\nb\n```');
    expect(await markdownOf('<pre>```\n[](y) !![](x)\n```</pre>')).toBe('````\n```\n[](y) !![](x)\n```\n````');
  });

  test('line numbers that cannot be selected are no code', async () => {
    const html = '<pre><code><i style="user-select:none">1</i>a\n<i style="user-select:none">2</i>b</code></pre>';
    expect(await markdownOf(html)).toBe('```\na\nb\n```');
  });

  test('code laid out by a table is one block', async () => {
    const row = (code: string) => `<tr><td data-n=1></td><td>${code}</td></tr>`;
    expect(await markdownOf(`<pre><code><table>${row('a b')}${row('  c')}</table></code></pre>`)).toBe(
      '```\na b\n  c\n```',
    );
  });
});

describe('phrasing', () => {
  test.each([
    ['marks', 'a <b>b</b> <em>c</em> <s>d</s> <code>e</code>', 'a **b** *c* ~~d~~ `e`'],
    ['space moves out of marks', 'a<b> b </b>c<i> </i>d', 'a **b** c d'],
    ['marks in marks', '<b>a <i>b</i></b><b> c</b>', '**a *b* c**'],
    ['mark around blocks', '<b><p>a</p><p>b</p></b>', '**a**\n\n**b**'],
    [
      'link around blocks',
      '<a href=/x><h3>T</h3><p>p</p></a>',
      '### [T](https://acme.example/x)\n\n[p](https://acme.example/x)',
    ],
    ['link in code', '<code>a(<a href=/x>B</a>)</code>', '`a(`[`B`](https://acme.example/x)`)`'],
    ['keys in keys', '<kbd><kbd>Ctrl</kbd>+<kbd>K</kbd></kbd>', '<kbd>Ctrl+K</kbd>'],
    ['keys beside keys', '<kbd>Ctrl</kbd><kbd>`</kbd>', '<kbd>Ctrl</kbd><kbd>\\`</kbd>'],
    ['raised and lowered', 'H<sub>2</sub>O, 10<sup> <b>6</b></sup>', 'H<sub>2</sub>O, 10 <sup>**6**</sup>'],
    ['highlighted', '<mark class=x>a <mark>b</mark></mark>', '<mark>a b</mark>'],
    ['struck out', '<del>a</del> b <s>c</s>, <strike>d</strike>', '~~a~~ b ~~c~~, ~~d~~'],
    [
      'raised in code',
      '<code>a<sup>2</sup></code> <code>b<sub>1</sub> <a href=/x>x</a></code>',
      '`a2` `b1 `[`x`](https://acme.example/x)',
    ],
    ['what is not one of these tags', '<u>a</u> <ins>b</ins> <small>c</small> <font color=red>d</font>', 'a b c d'],
    ['relative links', '<a href="../x?a=1#b">l</a>', '[l](https://acme.example/x?a=1#b)'],
    ['relative pictures', '<img src="/p.png" alt="A | B">', '![A | B](https://acme.example/p.png)'],
    [
      'lazy pictures',
      '<img src="data:image/gif;base64,R0" data-src="p.png" alt="x">',
      '![x](https://acme.example/docs/p.png)',
    ],
    ['pictures without an address', 'a <img src="data:image/gif;base64,R0" alt="five stars"> b', 'a five stars b'],
    ['emoji as pictures', 'good <img src="https://cdn.example/1f44d.png" alt="👍🏽">', 'good 👍🏽'],
  ])('%s', async (_, html, expected) => {
    expect(await markdownOf(html)).toBe(expected);
  });

  test.each([
    'javascript:alert(1)',
    ' JaVa\tScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://a.example/1',
    'file:///etc/passwd',
  ])('a link to %j is text', async (href) => {
    const page = await openPage('<p>a <a>b</a> <img alt="c"></p>');
    find(page, 'a').setAttribute('href', href);
    find(page, 'img').setAttribute('src', href);
    expect(rangeToMarkdown(contentsOf(page.body), BASE)).toBe('a b c');
  });

  test.each([
    '**「这里」**，',
    '<b>「这里」</b>很好',
    '<b>注意：</b>正文',
    '你好<em>“世界”</em>！',
    'x<b>a.</b>b',
    '<b>a</b><i>b</i>',
  ])('emphasis beside CJK punctuation stays emphasis: %s', async (html) => {
    const page = await openPage(`<p>${html}</p>`);
    const source = find(page, 'p');
    const [paragraph] = parseMarkdown(rangeToMarkdown(contentsOf(page.body), BASE)).children;
    if (paragraph?.type !== 'paragraph') throw new Error('no paragraph');
    expect(textOfMarkdown(paragraph)).toBe(source.textContent);
    const marks = paragraph.children.filter(({ type }) => type === 'strong' || type === 'emphasis');
    expect(marks).toHaveLength(source.querySelectorAll('b, em, i').length);
  });
});

describe('tables', () => {
  const TABLE =
    '<table><thead><tr><th>Plan<th>Price<th>Seats</thead><tbody><tr><td>Free<td>$0<td>1<tr><td>Team<td>$24<td>5<tr><td>Big<td>$59<td>9</table>';
  const select = async (from: string, to: string, html = TABLE): Promise<string> => {
    const page = await openPage(html);
    const cell = (text: string) => Array.from(page.querySelectorAll('td, th')).find((at) => at.textContent === text);
    const range = page.createRange();
    const [start, end] = [cell(from)?.firstChild, cell(to)?.firstChild];
    if (!start || !end) throw new Error('no such cell');
    range.setStart(start, 0);
    range.setEnd(end, to.length);
    return rangeToMarkdown(range, BASE);
  };

  test('a whole table', async () => {
    expect(await markdownOf(TABLE)).toBe(
      '| Plan | Price | Seats |\n| - | - | - |\n| Free | $0 | 1 |\n| Team | $24 | 5 |\n| Big | $59 | 9 |',
    );
  });

  test('a few rows keep the headings', async () => {
    expect(await select('Team', '9')).toBe(
      '| Plan | Price | Seats |\n| - | - | - |\n| Team | $24 | 5 |\n| Big | $59 | 9 |',
    );
  });

  test('a few cells of a row keep their headings', async () => {
    expect(await select('$24', '5')).toBe('| Price | Seats |\n| - | - |\n| $24 | 5 |');
  });

  test('cells from one row into the next keep their columns', async () => {
    expect(await select('5', '$59')).toBe('| Plan | Price | Seats |\n| - | - | - |\n| | | 5 |\n| Big | $59 | |');
  });

  test('without headings the first row stays a row', async () => {
    expect(await markdownOf('<table><tr><td>a<td>b<tr><td>c<td>d</table>')).toBe(
      '| | |\n| - | - |\n| a | b |\n| c | d |',
    );
  });

  test('a passage within one cell is no table', async () => {
    expect(await select('$24', '$24')).toBe('$24');
  });

  test('cells chosen one by one are one table', async () => {
    const page = await openPage(TABLE);
    const ranges = ['Team', 'Big'].map((text) => {
      const cell = Array.from(page.querySelectorAll('td')).find((at) => at.textContent === text);
      const range = page.createRange();
      if (cell) range.selectNode(cell);
      return range;
    });
    expect(rangesToMarkdown(ranges, BASE)).toBe('| Plan |\n| - |\n| Team |\n| Big |');
    expect(quoteOfRanges(ranges)).toBe('Team\nBig');
  });

  test('spans, pipes, breaks, lists and code in cells', async () => {
    const html =
      '<table><tr><th>A<th>B<th>C<tr><td rowspan=2>x | y<td colspan=2>1<br>2<tr><td><code>a || b</code><td><ul><li>i<li>j</ul></table>';
    const markdown = await markdownOf(html);
    expect(markdown).toBe('| A | B | C |\n| - | - | - |\n| x \\| y | 1<br>2 | |\n| | `a \\|\\| b` | i<br>j |');
    expect(type(markdown)).toEqual(['table']);
  });

  test('a caption stands before its table, alignment is kept', async () => {
    const html = '<table><caption>Cap</caption><tr><th>A<th>B<tr><td>1<td align=right>2</table>';
    expect(await markdownOf(html)).toBe('Cap\n\n| A | B |\n| - | -: |\n| 1 | 2 |');
  });

  test('a table that lays out a page is no table', async () => {
    expect(await markdownOf('<table><tr><td><h2>T</h2>a<td><p>b</table>')).toBe('## T\n\na\n\nb');
    expect(await markdownOf('<table><tr><td>only<tr><td>column</table>')).toBe('only\n\ncolumn');
    expect(await markdownOf('<table role=presentation><tr><td>a<td>b</table>')).toBe('a\n\nb');
  });

  test('spans that would fill memory are cut', async () => {
    const markdown = await markdownOf('<table><tr><td colspan=1000 rowspan=65534>a<td>b</table>');
    expect(markdown.length).toBeLessThan(1_000);
  });
});

describe('what is around a selection', () => {
  test.each([
    ['heading', '<h2>One [two] three</h2>', '## two'],
    ['list', '<ul><li>a<li>b [c<li>d] e</ul>', '- c\n- d'],
    ['item', '<ul><li>a <b>[b] c</b></ul>', '- **b**'],
    ['number', '<ol start=3><li>a<li>b<li>[c]</ol>', '5. c'],
    ['innermost of nested lists', '<ul><li>a<ol><li>b<li>[c]</ol></ul>', '2. c'],
    ['code block', '<pre><code class=language-js>let a;\n  [b();\n  c]();</code></pre>', '```js\nb();\n  c\n```'],
    ['code', '<p>x <code>a [b] c</code></p>', '`b`'],
    ['emphasis', '<p><em>a <b>[b]</b></em></p>', '***b***'],
    ['link', '<p><a href=/x>a [b]</a></p>', '[b](https://acme.example/x)'],
    ['quotation', '<blockquote><p>a [b] c</blockquote>', '> b'],
    ['paragraph', '<div><p>a [<i>b</i> c] d</p></div>', '*b* c'],
    ['none, across blocks', '<h2>a [b</h2><p>c] d</p>', '## b\n\nc'],
    ['empty ends', '<p>[a</p><ul><li>]b</ul>', 'a'],
  ])('%s', async (_, html, expected) => {
    expect(await markdownOfSelected(html)).toBe(expected);
  });

  test('parts that were selected apart are all there', async () => {
    const page = await openPage('<p>one <b>two</b></p><ul><li>three</ul>');
    const ranges = ['b', 'li'].map((selector) => contentsOf(find(page, selector)));
    expect(rangesToMarkdown(ranges, BASE)).toBe('**two**\n\n- three');
    expect(quoteOfRanges(ranges)).toBe('two\n\nthree');
  });
});

describe('hostile pages', () => {
  test('no HTML, whatever the page says', async () => {
    const html =
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- c --&gt; &amp;lt;b&amp;gt; &lt;https://a.example&gt;<!-- x --></p>' +
      '<script>1</script><style>p{}</style><noscript><p>n</p></noscript><template>t</template><iframe>f</iframe><textarea>t</textarea>';
    const markdown = await markdownOf(html);
    const tree = parseMarkdown(markdown);
    expect(JSON.stringify(tree)).not.toContain('"html"');
    expect(textOfMarkdown(tree)).toBe('<script>alert(1)</script> <!-- c --> &lt;b&gt; <https://a.example>');
  });

  test('text full of Markdown comes back as the same text', async () => {
    const lines = [
      '# a',
      '1. b',
      '1) c',
      '- d',
      '+ e',
      '> f',
      '***',
      '---',
      '===',
      '```',
      '~~~',
      '| a | b |',
      '[x]: y',
      '    code',
      '*a* _b_ ~~c~~ `d` ~e~',
      '[a](b) ![c](d) [^1] [ ] x',
      'a\\b \\* &amp; &#35;',
      '<b>',
      'www.a.example',
      '$x$ ==y== :z:',
      'a  ',
      '\\',
    ]; // prettier-ignore
    const page = await openPage('<div></div>');
    const box = find(page, 'div');
    for (const line of lines) box.append(Object.assign(page.createElement('p'), { textContent: line }));
    const tree = parseMarkdown(rangeToMarkdown(contentsOf(page.body), BASE));
    expect(tree.children.map(({ type: block }) => block)).toEqual(lines.map(() => 'paragraph'));
    expect(tree.children.map(textOfMarkdown)).toEqual(lines.map((line) => line.trim()));
  });

  test('forms and documents whose properties a page has replaced', async () => {
    const names = [
      'firstChild',
      'childNodes',
      'nextSibling',
      'parentNode',
      'nodeType',
      'localName',
      'namespaceURI',
      'getAttribute',
      'contains',
      'children',
      'attributes',
      'textContent',
      'ownerDocument',
      'querySelectorAll',
      'compareDocumentPosition',
      'previousElementSibling',
      'baseURI',
    ];
    const inputs = names.map((name) => `<input name="${name}">`).join('');
    const page = await openPage(
      `<img name="title"><img name="createTreeWalker"><img name="querySelectorAll"><form><b>in</b> ${inputs} <ul><li>form</ul></form><p>after`,
    );
    expect(rangeToMarkdown(contentsOf(page.body), BASE)).toBe('**in**\n\n- form\n\nafter');
  });

  test('elements 20,000 deep', async () => {
    const page = await openPage('<p>start</p>');
    for (const name of ['div', 'b', 'blockquote', 'ul']) {
      let at: Element = page.body;
      for (let depth = 0; depth < 5_000; depth += 1) {
        const next = page.createElement(name);
        at.append(next);
        at = next;
      }
      at.append(`deep ${name}`);
    }
    const markdown = rangeToMarkdown(contentsOf(page.body), BASE);
    for (const name of ['div', 'b', 'blockquote', 'ul']) expect(markdown).toContain(`deep ${name}`);
  });

  test.each([
    ['space', ' '.repeat(300_000)],
    ['no-break space', '\u00a0'.repeat(300_000)],
    ['marks of Markdown', '*_[`~|<&'.repeat(30_000)],
    ['line feeds', 'a\n'.repeat(30_000)],
  ])(
    '%s without end comes to an end',
    async (_, filling) => {
      const page = await openPage('<p></p><p style="white-space:pre-wrap"></p><p><code></code></p>');
      for (const element of findAll(page, 'p:not(:last-child), code')) element.textContent = `a${filling}b`;
      expect(rangeToMarkdown(contentsOf(page.body), BASE)).toMatch(/^a/);
    },
    60_000,
  );

  test('long lists, tables and texts are read to their end', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `<tr><td>${index}<td><a href=/x>link</a> and text`).join(
      '',
    );
    const items = Array.from(
      { length: 5_000 },
      (_, index) => `<li>Item <b>${index}</b> with text, and more of it`,
    ).join('');
    const paragraphs = Array.from({ length: 5_000 }, (_, index) => `<p>Paragraph <i>${index}</i>, with text`).join('');
    const page = await openPage(`<table>${rows}</table><ul>${items}</ul>${paragraphs}`);
    const markdown = rangeToMarkdown(contentsOf(page.body), BASE);
    expect(markdown.match(/^\| \d/gm)).toHaveLength(5_000);
    expect(markdown.match(/^- Item/gm)).toHaveLength(5_000);
    expect(markdown.match(/^Paragraph/gm)).toHaveLength(5_000);
  });

  test('a document that is shown nowhere', () => {
    const page = new DOMParser().parseFromString(
      '<h1>T</h1><p>a <b>b</b><p hidden>no<ul><li>c</ul><pre>  d\ne</pre><table><tr><th>f<tr><td>g</table>',
      'text/html',
    );
    expect(rangeToMarkdown(contentsOf(page.body), BASE)).toBe(
      '# T\n\na **b**\n\n- c\n\n```\n  d\ne\n```\n\n| f |\n| - |\n| g |',
    );
  });
});

describe('sample pages', () => {
  test.each(samplePages)('%s: Markdown has the text of the quote, and the page stays as it was', async (_, html) => {
    const page = await openPage(html);
    const before = find(page, 'html').outerHTML;
    for (const element of findAll(page, 'body, main, article, table, ul, ol, blockquote')) {
      const range = contentsOf(element);
      const tree = parseMarkdown(rangeToMarkdown(range, BASE));
      const quote = folded(quoteOfRanges([range]));
      // Notes without their marks are an ordinary list.
      expect([quote, asMarkdownSays(quote)]).toContain(folded(textOf(tree)));
      expect(JSON.stringify(tree)).not.toContain('"type":"html"');
    }
    expect(find(page, 'html').outerHTML).toBe(before);
  });
});
