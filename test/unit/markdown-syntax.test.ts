import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '#lib/core/markdown.ts';
import type { InlineTagName } from '#lib/core/markdown-nodes.ts';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import { clipboardMarkdown } from '#lib/export/clipboard.ts';
import { nodesOf } from '#test/support/markdown-text.ts';
import { clipWith, inputWith, textOf } from './export-fixture.ts';

const root = (...children: PhrasingContent[]): Root => ({ type: 'root', children: [{ type: 'paragraph', children }] });
const text = (value: string) => ({ type: 'text' as const, value });
const math = (value: string) => ({ type: 'inlineMath' as const, value });
const tag = (name: InlineTagName, ...children: PhrasingContent[]) => ({ type: 'inlineTag' as const, name, children });

/** What a tree says, without what parsers note beside it. */
function shape(node: Nodes): unknown {
  const named = 'name' in node ? node.name : undefined;
  return [
    named ?? node.type,
    'value' in node ? node.value : 'children' in node ? node.children.map((child: Nodes) => shape(child)) : undefined,
  ];
}

const shapes = (node: Nodes): unknown[] => nodesOf(node).map(({ type }) => type);

describe('math', () => {
  it.each([
    'E=mc^2',
    'a_i * b_j * c',
    '\\frac{a}{b} \\\\ \\left\\{ x \\right\\}',
    'a < b & c > d',
    '\\text{cost} = \\$5',
    '`x` [a](b) <b>',
    '甲 + 乙',
  ])('$%s$ comes back as it was', (value) => {
    const tree = root(text('a '), math(value), text(' b'));
    const markdown = toMarkdown(tree);
    expect(markdown).toBe(`a $${value}$ b\n`);
    expect(shape(parseMarkdown(markdown))).toEqual(shape(tree));
  });

  it.each(['x', 'a\n\nb', '\\begin{aligned}\n  a &= b \\\\\n  c &= *d*\n\\end{aligned}', '# x\n- y', '\\text{$$}\n$$'])(
    'on lines of its own, %j comes back as it was',
    (value) => {
      const block: RootContent = { type: 'math', value };
      for (const tree of [
        { type: 'root', children: [block] },
        {
          type: 'root',
          children: [{ type: 'blockquote', children: [block, { type: 'paragraph', children: [text('z')] }] }],
        },
        { type: 'root', children: [{ type: 'list', children: [{ type: 'listItem', children: [block] }] }] },
      ] satisfies Root[]) {
        expect(shape(parseMarkdown(toMarkdown(tree)))).toEqual(shape(tree));
      }
    },
  );

  it.each([
    'It is $10 and $20.',
    'US$10 to US$20, HK$30',
    'from $5/month, $50 a year, or 20 $ once',
    '$0',
    '$ a $ b $',
    'Price: $24 per seat ($20 if paid yearly)',
  ])('prices are prices: %s', (value) => {
    const markdown = toMarkdown(root(text(value)));
    expect(markdown).toBe(`${value}\n`);
    expect(shape(parseMarkdown(markdown))).toEqual(shape(root(text(value))));
  });

  it.each<[string, PhrasingContent[]]>([
    ['a variable of the shell', [text('$HOME and $PATH$ end')]],
    ['a price before math', [text('$5 and '), math('x'), text('5 or $3')]],
    ['marks between dollar signs', [text('$a '), { type: 'strong', children: [text('b')] }, text(' c$ d')]],
    ['dollar signs in a link', [{ type: 'link', url: 'https://a.example/$x', children: [text('$y')] }, text(' $z$')]],
    ['a dollar sign before math', [text('a$'), math('x'), text('$b')]],
    ['a block of math that is none', [text('$$')]],
    ['a picture of money', [{ type: 'image', url: 'https://a.example/p', alt: '$a$' }]],
    ['backslashes', [text('\\$a\\$ $b\\$')]],
  ])('text is text: %s', (_name, children) => {
    const tree = root(...children);
    const back = parseMarkdown(toMarkdown(tree));
    expect(textOf(back)).toBe(textOf(tree));
    expect(shapes(back)).toEqual(shapes(tree));
  });

  it('a cell of a table holds math with bars', () => {
    const markdown = toMarkdown({
      type: 'root',
      children: [
        {
          type: 'table',
          children: [{ type: 'tableRow', children: [{ type: 'tableCell', children: [math('|x| \\|y\\|')] }] }],
        },
      ],
    });
    expect(markdown).toBe('| $\\vert x\\vert  \\Vert y\\Vert$ |\n| - |\n');
    expect(shapes(parseMarkdown(markdown))).toContain('inlineMath');
  });

  it('only cells that would become math are escaped', () => {
    const cell = (value: string) => ({ type: 'tableCell' as const, children: [text(value)] });
    const markdown = toMarkdown({
      type: 'root',
      children: [{ type: 'table', children: [{ type: 'tableRow', children: [cell('$24'), cell('$x$'), cell('$')] }] }],
    });
    expect(markdown).toBe('| $24 | \\$x\\$ | $ |\n| - | - | - |\n');
  });
});

describe('tags of HTML', () => {
  it.each<[string, PhrasingContent[]]>([
    ['H<sub>2</sub>O', [text('H'), tag('sub', text('2')), text('O')]],
    ['x<sup>n + 1</sup>', [text('x'), tag('sup', text('n + 1'))]],
    ['<kbd>Ctrl</kbd>+<kbd>`</kbd>', [tag('kbd', text('Ctrl')), text('+'), tag('kbd', text('`'))]],
    ['<mark>中「文」</mark>很好', [tag('mark', text('中「文」')), text('很好')]],
    [
      '**<mark>a</mark>** <mark>*b* [c](https://a.example/)</mark>',
      [
        { type: 'strong', children: [tag('mark', text('a'))] },
        text(' '),
        tag('mark', { type: 'emphasis', children: [text('b')] }, text(' '), {
          type: 'link',
          url: 'https://a.example/',
          children: [text('c')],
        }),
      ],
    ],
  ])('%s', (_markdown, children) => {
    const tree = root(...children);
    const markdown = toMarkdown(tree);
    expect(markdown).not.toContain('\\<');
    expect(shape(parseMarkdown(markdown))).toEqual(shape(tree));
  });

  it.each([
    '<mark>',
    'a</sub>b<sub>',
    '<mark class="x">a</mark>',
    '<MARK>a</MARK>',
    '<b>a</b>',
    '<sub>a<sup>b</sub>c</sup>',
    'a<br>b',
    '<script>a</script>',
    '<mark\n>x</mark>',
  ])('what is not a pair of them stays text: %s', (markdown) => {
    const tree = parseMarkdown(markdown);
    expect(shapes(tree)).not.toContain('inlineTag');
    expect(shapes(tree)).not.toContain('break');
    const exported = clipboardMarkdown(inputWith({ clips: [clipWith({ quote: 'q', markdown })] }));
    expect(shapes(parseMarkdown(exported))).not.toContain('html');
  });

  it('text that looks like them stays text', () => {
    const tree = root(text('<mark>a</mark>'), text(' <br>'));
    expect(shape(parseMarkdown(toMarkdown(tree)))).toEqual(shape(root(text('<mark>a</mark> <br>'))));
  });

  it('are exported', () => {
    const markdown =
      'H<sub>2</sub>O <kbd>K</kbd> <mark>[x](javascript:alert(1))</mark> $a_1$\n\n$$\nb\n$$\n\n| a<br>b |\n| - |';
    const exported = clipboardMarkdown(inputWith({ clips: [clipWith({ quote: 'q', markdown })] }));
    for (const part of ['H<sub>2</sub>O <kbd>K</kbd> <mark>x</mark> $a_1$', '> $$\n> b\n> $$', '| a<br>b |']) {
      expect(exported).toContain(part);
    }
  });

  it('come to an end, however deep', () => {
    const tree = parseMarkdown(`${'<sub>'.repeat(5_000)}a${'</sub>'.repeat(5_000)}`);
    expect(nodesOf(tree).filter(({ type }) => type === 'inlineTag').length).toBeLessThan(20);
  });
});

it('a line break in a cell is the one that GFM knows', () => {
  const tree: Root = {
    type: 'root',
    children: [
      {
        type: 'table',
        children: [
          { type: 'tableRow', children: [{ type: 'tableCell', children: [text('a'), { type: 'break' }, text('b')] }] },
        ],
      },
    ],
  };
  expect(toMarkdown(tree)).toBe('| a<br>b |\n| - |\n');
  expect(shape(parseMarkdown(toMarkdown(tree)))).toEqual(shape(tree));
});
