import type { Nodes, Table } from 'mdast';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import type { Clip } from '#lib/core/schema/clip.ts';

/** The tables of a clip as rows of plain text, the headings first. None where it nests too deep to be read. */
export function tablesOf({ markdown }: Clip): string[][][] {
  // Most clips hold none, and need no parser to know.
  if (!/\|\s*:?-/.test(markdown)) return [];
  try {
    return tablesIn(parseMarkdown(markdown)).map(({ children }) =>
      children.map((row) => row.children.map((cell) => textOf(cell).trim())),
    );
  } catch (error) {
    // Nested deeper than the stack, by a page that wants to break its reader: other clips have tables too.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function tablesIn(node: Nodes): Table[] {
  if (node.type === 'table') return [node];
  return 'children' in node ? node.children.flatMap(tablesIn) : [];
}

/** What a reader sees of a cell: the words of what is in it, on lines as they were. */
function textOf(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
