import { cleanText } from '#lib/core/text.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';

/** Blocks that stand apart by an empty line. */
const APART = new Set('p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure hr'.split(' '));

/**
 * A rendered tree as plain text, much like `innerText`: a line for each block, an empty line around paragraphs, tabs
 * between the cells of a row. `cellSeparator` is what stands between cells: nothing, where a table only lays out code.
 * https://html.spec.whatwg.org/multipage/dom.html#rendered-text-collection-steps
 */
export function plainText(nodes: readonly RenderedNode[], cellSeparator = '\t'): string {
  let text = '';
  let breaks = 0;

  const write = (piece: string): void => {
    if (piece === '') return;
    if (text !== '') text += '\n'.repeat(Math.min(breaks, 2));
    breaks = 0;
    text += piece;
  };

  const writeRow = (row: RenderedElement): void => {
    const cells: string[] = [];
    for (const child of row.children) {
      const piece = plainText([child.type === 'element' ? { ...child, flow: 'inline' } : child], cellSeparator);
      if (child.type === 'element' && child.flow === 'cell') cells.push(piece);
      // Space between the cells of a row is not shown.
      else if (piece.trim() !== '') cells.push(piece);
    }
    if (cells.some((cell) => cell !== '')) write(cells.join(cellSeparator));
  };

  const visit = (node: RenderedNode): void => {
    if (node.type === 'text') write(node.value);
    else if (node.type === 'break') breaks += 1;
    else if (node.type === 'rule') breaks = Math.max(breaks, 2);
    else if (node.type === 'element') {
      const required = node.flow === 'inline' || node.flow === 'item' ? 0 : APART.has(node.name) ? 2 : 1;
      breaks = Math.max(breaks, required);
      if (node.flow === 'row') writeRow(node);
      else for (const child of node.children) visit(child);
      breaks = Math.max(breaks, required);
    }
  };

  for (const node of nodes) visit(node);
  return text;
}

/** The text of a passage as its reader saw it: without empty lines around it. */
export function quoteOf(nodes: readonly RenderedNode[]): string {
  return cleanText(plainText(nodes)).replace(/^\n+/, '').trimEnd();
}
