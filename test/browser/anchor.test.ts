import { describe, expect, test } from 'vitest';
import { describeRange } from '#lib/capture/anchor.ts';
import { anchorSchema, type Selector } from '#lib/core/schema/anchor.ts';
import { bracketed, contentsOf, find, findAll, openPage, samplePages } from './page.ts';

/** The text of a node as the selectors count it: written apart from what is tested. */
function textOf(node: Node): string {
  const iterator = Document.prototype.createNodeIterator.call(document, node, NodeFilter.SHOW_TEXT);
  let text = '';
  for (let at = iterator.nextNode(); at; at = iterator.nextNode()) {
    const parent = at.parentElement;
    if (!parent || !Element.prototype.closest.call(parent, 'script, style, noscript, template')) text += at.nodeValue;
  }
  return text;
}

/** Resolves one selector alone to the text that it means. */
function resolve(selector: Selector, root: Element): string {
  const text = textOf(root);
  const page = root.ownerDocument;
  switch (selector.type) {
    case 'CssSelector':
      return textOf(find(page, selector.value));
    case 'TextPositionSelector':
      return text.slice(selector.start, selector.end);
    case 'TextQuoteSelector': {
      const around = `${selector.prefix}${selector.exact}${selector.suffix}`;
      const at = text.indexOf(around);
      if (at < 0) throw new Error('the quote is not there');
      return text.slice(at + selector.prefix.length, at + selector.prefix.length + selector.exact.length);
    }
    case 'FragmentSelector':
      throw new Error('a fragment is found by browsers');
    case 'RangeSelector': {
      const point = ({ value, refinedBy }: typeof selector.startSelector): number => {
        const found = Document.prototype.evaluate.call(
          page,
          value,
          page,
          null,
          XPathResult.FIRST_ORDERED_NODE_TYPE,
          null,
        );
        const element = found.singleNodeValue;
        if (!element) throw new Error(`nothing at ${value}`);
        const before = new Range();
        before.setStart(root, 0);
        before.setEndBefore(element === root ? (root.firstChild ?? root) : element);
        return textOf(before.cloneContents()).length + refinedBy.start;
      };
      return text.slice(point(selector.startSelector), point(selector.endSelector));
    }
  }
}

const expectAll = (range: Range, root: Element, expected: string): void => {
  const anchor = anchorSchema.parse(describeRange(range, root));
  expect(anchor.selectors.map(({ type }) => type)).toEqual([
    'RangeSelector',
    'TextPositionSelector',
    'TextQuoteSelector',
  ]);
  for (const selector of anchor.selectors) expect(resolve(selector, root), selector.type).toBe(expected);
};

describe('each selector alone finds the passage', () => {
  test.each([
    ['within a text', '<p>one [two] three</p>', 'two'],
    ['across elements', '<p>a <b>b [c</b> d</p><p>e] f</p>', 'c de'],
    ['among scripts and styles', '<script>x</script><style>y</style><p>a [b<script>z</script> c]</p>', 'b c'],
    ['among comments', '<p>a<!-- c -->b [c<!-- d -->d] e</p>', 'cd'],
    ['in a list', '<ul><li>a<li>b [c<li>d] e</ul>', 'cd'],
    ['in code', '<pre>  a\n\n  [b\n  c]</pre>', 'b\n  c'],
    ['in Chinese', '<p>第一段，[第二]段。</p><p>第二段</p>', '第二'],
    ['beside emoji', '<p>😀😀[😀]😀😀</p>', '😀'],
    ['in SVG', '<svg><g><text>a [b</text><text>c] d</text></g></svg>', 'bc'],
    ['in elements with odd names', '<my-tag><x_1>a [b] c</x_1></my-tag>', 'b'],
    [
      'in forms that replace what is read',
      '<form><input name=parentNode><input name=localName><p>a [b] c</p></form>',
      'b',
    ],
  ])('%s', async (_, html, expected) => {
    const page = await openPage(html);
    expectAll(bracketed(page), page.body, expected);
  });

  test('ranges that begin and end between elements', async () => {
    const page = await openPage('<p>a</p><p>b</p><p></p><p>c</p><p>d</p>');
    const range = page.createRange();
    range.setStart(page.body, 1);
    range.setEnd(page.body, 4);
    expectAll(range, page.body, 'bc');
    range.selectNode(find(page, 'p:last-child'));
    expectAll(range, page.body, 'd');
    range.selectNodeContents(page.body);
    expectAll(range, page.body, 'abcd');
  });

  test('ends in a script', async () => {
    const page = await openPage('<p>a</p><script>let x;</script><p>b</p><style>p{}</style>c');
    const range = page.createRange();
    const [from, to] = [find(page, 'script').firstChild, find(page, 'style').firstChild];
    if (!from || !to) throw new Error('no text');
    range.setStart(from, 2);
    range.setEnd(to, 1);
    expectAll(range, page.body, 'b');
  });

  test('ends outside of the root', async () => {
    const page = await openPage('<head><title>t</title></head><body>a<main>b</main>c');
    const range = page.createRange();
    range.selectNodeContents(page.documentElement);
    expectAll(range, find(page, 'main'), 'b');
  });

  test.each(samplePages)('%s', async (_, html) => {
    const page = await openPage(html);
    const before = find(page, 'html').outerHTML;
    const body = find(page, 'body');
    for (const element of findAll(page, 'body h1, body p, body li, body td, body pre, body main')) {
      const range = contentsOf(element);
      expectAll(range, body, textOf(element));
    }
    expect(find(page, 'html').outerHTML).toBe(before);
  });
});

describe('the quote', () => {
  test('has 32 units around it, and never half a character', async () => {
    const page = await openPage(`<p>${'😀'.repeat(20)}x[passage]y${'😀'.repeat(20)}</p>`);
    const quote = describeRange(bracketed(page), page.body).selectors[2];
    if (quote?.type !== 'TextQuoteSelector') throw new Error('no quote');
    expect(quote).toMatchObject({ exact: 'passage', prefix: `${'😀'.repeat(15)}x`, suffix: `y${'😀'.repeat(15)}` });
  });

  test('is widened where a range cuts a character in two', async () => {
    const page = await openPage('<p>a😀b😀c</p>');
    const range = page.createRange();
    const text = find(page, 'p').firstChild;
    if (!text) throw new Error('no text');
    range.setStart(text, 2);
    range.setEnd(text, 5);
    expectAll(range, page.body, '😀b😀');
  });

  test('is left out where it would be longer than quotes may be', async () => {
    const page = await openPage('<p></p>');
    find(page, 'p').textContent = 'x'.repeat(2_000_001);
    const { selectors } = anchorSchema.parse(describeRange(contentsOf(page.body), page.body));
    expect(selectors.map(({ type }) => type)).toEqual(['RangeSelector', 'TextPositionSelector']);
  });
});

test('an element too deep for an XPath is found by one above it', async () => {
  const page = await openPage('');
  let at: Element = page.body;
  for (let depth = 0; depth < 3_000; depth += 1) {
    const next = page.createElement('div');
    at.append('-', next);
    at = next;
  }
  at.append('deep');
  const [range] = anchorSchema.parse(describeRange(contentsOf(at), page.body)).selectors;
  if (range?.type !== 'RangeSelector') throw new Error('no range');
  const found = page.evaluate(range.startSelector.value, page, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null);
  const { start } = range.startSelector.refinedBy;
  expect(found.singleNodeValue?.textContent?.slice(start, range.endSelector.refinedBy.start)).toBe('deep');
});

test('a passage among 1.3 million characters', async () => {
  const page = await openPage('<main></main>');
  const main = find(page, 'main');
  for (let index = 0; index < 13_000; index += 1) {
    const paragraph = page.createElement('p');
    const bold = page.createElement('b');
    bold.textContent = `Paragraph ${index}`;
    paragraph.append(
      bold,
      ' says the same as all the others, over and over, in words that make it a hundred units long. ',
    );
    main.append(paragraph);
  }
  const target = main.children[12_000];
  if (!target) throw new Error('no paragraph');
  expectAll(contentsOf(target), page.body, target.textContent ?? '');
});
