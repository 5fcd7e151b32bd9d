import type { RootContent, TableRow } from 'mdast';
import { alignmentOf } from './cell-alignment.ts';
import { phrasingOf } from './phrasing.ts';
import { type RenderedElement, type RenderedNode, renderContents } from './rendered-tree.ts';
import { ancestorsOf, attribute, htmlName, parentOf, previousElementOf, queryWithin } from './safe-dom.ts';

/** A page may claim spans that would fill memory. */
const MAX_SPAN = 50;

type ToBlocks = (nodes: readonly RenderedNode[]) => RootContent[];

/** A cell by column: null where a cell spans to, undefined where there is none. */
type Slot = RenderedElement | null | undefined;

type Row = { row: RenderedElement; cells: RenderedElement[]; inHead: boolean };

/** What in a cell tells that a table without headings lays out a page: no cell of GFM can hold it. */
const TOO_MUCH = new Set(['pre', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'article', 'section']);

function contains(nodes: readonly RenderedNode[], test: (element: RenderedElement) => boolean): boolean {
  return nodes.some((node) => node.type === 'element' && (test(node) || contains(node.children, test)));
}

/**
 * A table as Markdown: its caption, then the table. Cells that span are followed by empty ones, or
 * say the same in each where `repeatsSpans`. If the rows at hand leave
 * out the row of headings, it is repeated: a table of GFM must have one, and says more with the right one. Undefined for
 * a table that only lays out what is in it.
 */
export function tableOf(table: RenderedElement, toBlocks: ToBlocks, repeatsSpans: boolean): RootContent[] | undefined {
  const rows: Row[] = [];
  const outside: RenderedNode[] = [];
  collect(table.children, false, rows, outside);
  if (rows.length === 0 || isLayout(table, rows)) return undefined;

  const selected = grid(rows, repeatsSpans);
  const isHeading = ({ cells, inHead }: Row): boolean => inHead || cells.every(({ name }) => name === 'th');
  const [first] = rows;
  const [own, ...rest] = selected;
  const opensWithHead = first !== undefined && isHeading(first);
  const head = opensWithHead ? own : headingsOf(table.element, rows, repeatsSpans);
  const body = opensWithHead ? rest : selected;

  // A passage that begins in the middle of a row may leave columns at the left without a cell.
  let left = Number.POSITIVE_INFINITY;
  let right = 1;
  for (const row of selected) {
    const at = row.findIndex((slot) => slot !== undefined);
    if (at >= 0) left = Math.min(left, at);
    right = Math.max(right, row.length);
  }
  const width = Math.max(right - left, 1);
  const toRow = (slots: readonly Slot[]): TableRow => ({
    type: 'tableRow',
    children: Array.from({ length: width }, (_, index) => ({
      type: 'tableCell' as const,
      children: phrasingOf(toBlocks(slots[left + index]?.children ?? []), { type: 'break' }),
    })),
  });
  const align = Array.from({ length: width }, (_, index) =>
    alignmentOf(body.map((row) => row[left + index]).find((slot) => slot)?.element),
  );
  return [...toBlocks(outside), { type: 'table', align, children: [toRow(head ?? []), ...body.map(toRow)] }];
}

function collect(nodes: readonly RenderedNode[], inHead: boolean, rows: Row[], outside: RenderedNode[]): void {
  for (const node of nodes) {
    if (node.type !== 'element') {
      outside.push(node);
    } else if (node.name === 'tr') {
      const cells = node.children
        .filter((child) => child.type === 'element')
        .filter(({ name }) => /^t[dh]$/.test(name));
      if (cells.length > 0) rows.push({ row: node, cells, inHead });
    } else if (/^t(head|body|foot)$/.test(node.name)) {
      collect(node.children, node.name === 'thead', rows, outside);
    } else {
      outside.push(node);
    }
  }
}

function isLayout(table: RenderedElement, rows: readonly Row[]): boolean {
  if (/^(presentation|none)$/.test(attribute(table.element, 'role') ?? '')) return true;
  const cells = rows.flatMap((row) => row.cells);
  if (contains(cells, ({ name }) => name === 'table')) return true;
  if (queryWithin(table.element, 'th').length > 0) return false;
  return contains(cells, ({ name }) => TOO_MUCH.has(name)) || queryWithin(table.element, 'td ~ td').length === 0;
}

const span = (cell: Element, name: 'colspan' | 'rowspan'): number =>
  Math.min(Math.max(Number.parseInt(attribute(cell, name) ?? '1', 10) || 1, 1), MAX_SPAN);

/** Columns that the cells before `cell` in its row take up. */
function columnOf(cell: Element): number {
  let column = 0;
  for (let at = previousElementOf(cell); at; at = previousElementOf(at)) column += span(at, 'colspan');
  return column;
}

/** Where the cells of rows stand. */
function grid(rows: readonly Row[], repeatsSpans: boolean): Slot[][] {
  const cells: Slot[][] = rows.map(() => []);
  rows.forEach(({ cells: own }, at) => {
    let column = own[0] ? columnOf(own[0].element) : 0;
    for (const cell of own) {
      while (cells[at]?.[column] !== undefined) column += 1;
      const right = column + span(cell.element, 'colspan');
      const bottom = Math.min(at + span(cell.element, 'rowspan'), rows.length);
      for (let y = at; y < bottom; y += 1) {
        for (let x = column; x < right; x += 1) {
          const row = cells[y];
          if (row) row[x] = repeatsSpans ? cell : null;
        }
      }
      const row = cells[at];
      if (row) row[column] = cell;
      column = right;
    }
  });
  return cells;
}

/** The row of headings of a table, where it is not among `rows`. */
function headingsOf(table: Element, rows: readonly Row[], repeatsSpans: boolean): Slot[] | undefined {
  const own = queryWithin(table, 'tr').filter((row) => closest(row, 'table') === table);
  const heading = own.findLast((row) => closest(row, 'thead') !== undefined) ?? own[0];
  if (!heading || rows.some(({ row }) => row.element === heading)) return undefined;
  const elements = queryWithin(heading, 'td, th').filter((cell) => parentOf(cell) === heading);
  const isHeading = closest(heading, 'thead') !== undefined || elements.every((cell) => htmlName(cell) === 'th');
  if (!isHeading || elements.length === 0) return undefined;
  const cells = elements.map(
    (element): RenderedElement => ({
      type: 'element',
      element,
      name: htmlName(element),
      flow: 'cell',
      children: renderContents(element),
    }),
  );
  const row: RenderedElement = { type: 'element', element: heading, name: 'tr', flow: 'row', children: cells };
  return grid([{ row, cells, inHead: true }], repeatsSpans)[0];
}

const closest = (element: Element, name: string): Element | undefined =>
  ancestorsOf(element).find((ancestor) => htmlName(ancestor) === name);
