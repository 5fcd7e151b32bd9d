import type { AlignType, Nodes, Parents, Root, TableRow } from 'mdast';

/** The picture that an image node of ours stands for: its size in CSS pixels. */
export type ImageSize = { width: number; height: number };

declare module 'mdast' {
  interface ImageData {
    size?: ImageSize;
  }
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);
}

/**
 * A document as HTML, for programs that paste it formatted. All text is escaped, and the only attributes are the
 * addresses, alternatives and sizes that are in the tree: pass addresses through `safeUrl` before.
 * @param tree Without references and definitions.
 */
export function toHtml(tree: Root): string {
  return inner(tree);
}

function inner(node: Parents): string {
  return node.children.map((child) => html(child, node)).join('');
}

function tag(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function html(node: Nodes, parent: Parents): string {
  switch (node.type) {
    case 'text':
    case 'html':
      return escaped(node.value);
    case 'break':
      return '<br>';
    case 'thematicBreak':
      return '<hr>';
    case 'heading':
      return tag(`h${node.depth}`, inner(node));
    case 'paragraph':
      // The items of a tight list are no paragraphs.
      return parent.type === 'listItem' && !parent.spread ? inner(node) : tag('p', inner(node));
    case 'blockquote':
    case 'strong':
      return tag(node.type, inner(node));
    case 'emphasis':
      return tag('em', inner(node));
    case 'delete':
      return tag('del', inner(node));
    case 'inlineTag':
      return tag(node.name, inner(node));
    case 'inlineCode':
    case 'inlineMath':
      return tag('code', escaped(node.value));
    case 'code':
    case 'math':
      return tag('pre', tag('code', escaped(node.value)));
    case 'list':
      return node.ordered ? `<ol start="${node.start ?? 1}">${inner(node)}</ol>` : tag('ul', inner(node));
    case 'listItem':
      return tag('li', `${checkbox(node.checked)}${inner(node)}`);
    case 'table':
      return tag(
        'table',
        node.children.map((row, index) => tableRow(row, index === 0 ? 'th' : 'td', node.align)).join(''),
      );
    case 'link':
      return `<a href="${escaped(node.url)}">${inner(node)}</a>`;
    case 'image': {
      const { width, height } = node.data?.size ?? {};
      const size = width && height ? ` width="${width}" height="${height}"` : '';
      return `<img src="${escaped(node.url)}" alt="${escaped(node.alt ?? '')}"${size}>`;
    }
    default:
      return 'children' in node ? inner(node) : '';
  }
}

function checkbox(checked: boolean | null | undefined): string {
  return typeof checked === 'boolean' ? (checked ? '☑ ' : '☐ ') : '';
}

function tableRow(row: TableRow, cell: 'th' | 'td', align: AlignType[] | null | undefined): string {
  const cells = row.children.map((one, index) => {
    const side = align?.[index];
    return `<${cell}${side ? ` align="${side}"` : ''}>${inner(one)}</${cell}>`;
  });
  return tag('tr', cells.join(''));
}
