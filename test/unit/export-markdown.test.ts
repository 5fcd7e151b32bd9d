import type { Nodes, PhrasingContent, Root } from 'mdast';
import { describe, expect, it } from 'vitest';
import { toMarkdown } from '#lib/core/markdown.ts';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import { cleanLine } from '#lib/core/text.ts';
import { nodesOf } from '#test/support/markdown-text.ts';
import { naughtyStrings, specTexts, textOf } from './export-fixture.ts';

const root = (...children: PhrasingContent[]): Root => ({ type: 'root', children: [{ type: 'paragraph', children }] });
const text = (value: string) => ({ type: 'text' as const, value });

const places: Record<string, (value: string) => Root> = {
  heading: (value) => ({ type: 'root', children: [{ type: 'heading', depth: 2, children: [text(value)] }] }),
  'table cell': (value) => ({
    type: 'root',
    children: [
      { type: 'table', children: [{ type: 'tableRow', children: [{ type: 'tableCell', children: [text(value)] }] }] },
    ],
  }),
  'link text': (value) => root({ type: 'link', url: 'https://a.example/', children: [text(value)] }),
  'alternative text': (value) => root({ type: 'image', url: 'https://a.example/', alt: value }),
  'strong words': (value) => root(text('甲'), { type: 'strong', children: [text(value)] }, text('乙')),
  code: (value) => root({ type: 'inlineCode', value }),
};

describe('toMarkdown', () => {
  it.each(Object.entries(places))(
    'keeps any one line in a %s',
    (_name, place) => {
      for (const each of [...naughtyStrings, ...specTexts]) {
        const line = cleanLine(each);
        if (line === '') continue;
        const back = parseMarkdown(toMarkdown(place(line)));
        expect(textOf(back)).toBe(textOf(place(line)));
        expect(nodesOf(back).some(({ type }) => type === 'html')).toBe(false);
      }
    },
    60_000,
  );

  it.each<[string, Nodes, string]>([
    ['HTML as text', { type: 'html', value: '<img src=x onerror=alert(1)>' }, '\\<img src=x onerror=alert(1)>\n'],
    ['a byte order mark', root(text('\uFEFFa')), '&#xFEFF;a\n'],
    ['"www." in bold', root({ type: 'strong', children: [text('www.')] }), '**www\\.**\n'],
    ['lines that could be a list', root(text('-\n- a\n1.\n2. b')), '\\-\n\\- a\n1\\.\n2\\. b\n'],
    [
      'emphasis inside Chinese words',
      root(text('这'), { type: 'emphasis', children: [text('很')] }, text('贵')),
      '这*很*贵\n',
    ],
    [
      'an address that is its own text',
      root({ type: 'link', url: 'https://a.example/b_c', children: [text('https://a.example/b_c')] }),
      '<https://a.example/b_c>\n',
    ],
    [
      'an e-mail that CommonMark does not know',
      root({ type: 'link', url: 'mailto:a@b_.c', children: [text('a@b_.c')] }),
      '[a@b\\_.c](mailto:a@b_.c)\n',
    ],
  ])('writes %s', (_name, tree, markdown) => {
    expect(toMarkdown(tree)).toBe(markdown);
    expect(textOf(parseMarkdown(markdown))).toBe(textOf(tree));
  });
});
