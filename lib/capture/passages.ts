import { FlatTree } from './flat-tree.ts';
import type { Passage } from './rendered-tree.ts';
import { htmlName, isElement, isShadowRoot } from './safe-dom.ts';

const INLINE = new Set('a b strong em i var code kbd samp tt del s strike'.split(' '));
const LISTS = new Set(['ul', 'ol', 'menu', 'dir']);
const TABLE_PARTS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);

/**
 * The elements around a passage that say what it is, outermost first: the heading, list, quotation, code or table that it
 * is part of. A passage within one cell of a table is no table.
 */
function contextOf(top: Node, flat: FlatTree): Element[] {
  const context: Element[] = [];
  let listed = false;
  let quoted = false;
  let tabled = false;
  for (const element of isElement(top) ? [top, ...flat.ancestors(top)] : flat.ancestors(top)) {
    const name = htmlName(element);
    if (name === 'td' || name === 'th') break;
    if (name === 'li' || LISTS.has(name)) {
      // One list is enough: the bullets around a nested item say nothing of it.
      if (!listed) context.push(element);
      if (LISTS.has(name)) listed = true;
    } else if (name === 'blockquote') {
      if (!quoted) context.push(element);
      quoted = true;
    } else if (TABLE_PARTS.has(name)) {
      if (!tabled) context.push(element);
      if (name === 'table') tabled = true;
    } else if (/^(h[1-6]|pre|listing|xmp)$/.test(name) || INLINE.has(name) || (name === 'dl' && element === top)) {
      context.push(element);
    }
  }
  return context.reverse();
}

/** The table whose row a range has its ends in: Firefox makes such a range for each cell that is selected. */
function tableOfRow({ startContainer, endContainer }: AbstractRange, flat: FlatTree): Element | undefined {
  if (startContainer !== endContainer || !isElement(startContainer) || htmlName(startContainer) !== 'tr') {
    return undefined;
  }
  return flat.ancestors(startContainer).find((ancestor) => htmlName(ancestor) === 'table');
}

/** The innermost node that both ends of a range are drawn in. */
function topOf({ startContainer, endContainer }: AbstractRange, flat: FlatTree): Node {
  const around = new Set<Node>();
  for (let at: Node | null = startContainer; at; at = flat.parent(at)) around.add(at);
  let top: Node | null = endContainer;
  while (top && !(around.has(top) && !isShadowRoot(top))) top = flat.parent(top);
  return top ?? startContainer;
}

/** Ranges as what is read together: one by one, but for the cells of one table. */
export function passagesOf(ranges: readonly AbstractRange[]): Passage[] {
  const flat = new FlatTree();
  const groups: { ranges: AbstractRange[]; top: Node; table: Element | undefined }[] = [];
  for (const range of ranges) {
    const table = tableOfRow(range, flat);
    const last = groups.at(-1);
    if (table && last && last.table === table) {
      last.ranges.push(range);
      last.top = table;
    } else {
      groups.push({ ranges: [range], top: topOf(range, flat), table });
    }
  }
  return groups.map(({ ranges, top }) => ({ ranges, top, context: contextOf(top, flat) }));
}
