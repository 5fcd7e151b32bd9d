import type { FootnoteDefinition, ListItem, RootContent } from 'mdast';
import {
  blocksOf,
  type Flow,
  flowOf,
  flush,
  type Handler,
  MAX_NESTING,
  type Scope,
  visitTransparent,
} from './block-flow.ts';
import { isEmptyItem, ordinalOf, stepOf } from './list-item.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';
import { attribute } from './safe-dom.ts';

function itemOf(nodes: readonly RenderedNode[], scope: Scope, kept = false): ListItem | undefined {
  const { blocks, checked } = flowOf(nodes, { ...scope, nesting: scope.nesting + 1 });
  if (blocks.length === 0 && !kept) return undefined;
  const task = checked !== undefined && blocks[0]?.type === 'paragraph';
  return {
    type: 'listItem',
    spread: isSpread(nodes, blocks),
    ...(task ? { checked } : {}),
    children: blocks as ListItem['children'],
  };
}

/** Whether an item is set apart by space: it has paragraphs by name, or blocks that Markdown cannot write close together. */
const isSpread = (nodes: readonly RenderedNode[], blocks: readonly RootContent[]): boolean =>
  nodes.some((node) => node.type === 'element' && node.name === 'p') ||
  blocks.some(
    ({ type }, index) => index > 0 && (type === 'table' || (type === 'paragraph' && blocks[index - 1]?.type === type)),
  );

function pushList(flow: Flow, children: ListItem[], start?: number): void {
  if (children.length === 0) return;
  const ordered = start === undefined ? { ordered: false } : { ordered: true, start };
  flow.blocks.push({ type: 'list', ...ordered, spread: children.some(({ spread }) => spread), children });
}

/** A note of a footnote, which is no item of its list. */
function noteOf({ element, children }: RenderedElement, scope: Scope): FootnoteDefinition | undefined {
  const label = scope.footnotes.labels.get(attribute(element, 'id') ?? '');
  if (label === undefined) return undefined;
  const blocks = blocksOf(children, { ...scope, inNote: true });
  return {
    type: 'footnoteDefinition',
    identifier: label.toLowerCase(),
    label,
    children: blocks as ListItem['children'],
  };
}

/** A list with its items; notes of footnotes come out of it. */
export const list: Handler = (element, scope, flow) => {
  if (scope.nesting >= MAX_NESTING) return visitTransparent(element, scope, flow);
  flush(flow);
  const ordered = element.name === 'ol';
  const step = stepOf(element.element);
  let items: ListItem[] = [];
  let start = 1;
  /** The number that the next item has if the page counts on. */
  let next: number | undefined;
  let loose: RenderedNode[] = [];
  const end = (): void => {
    // A list of nothing but empty items is one of icons or of spacers.
    if (items.some(({ children }) => children.length > 0)) pushList(flow, items, ordered ? start : undefined);
    items = [];
  };
  const addLoose = (): void => {
    const item = itemOf(loose, scope);
    loose = [];
    if (!item) return;
    // `<ul><li>a</li><ul>…</ul></ul>`: a list that stands in a list belongs to the item before it.
    const last = items.at(-1);
    if (last && item.children.every(({ type }) => type === 'list')) last.children.push(...item.children);
    else items.push(item);
  };
  for (const child of element.children) {
    if (child.type !== 'element' || child.name !== 'li') {
      loose.push(child);
      continue;
    }
    addLoose();
    const note = noteOf(child, scope);
    if (note) {
      end();
      // A rule above the notes is the page's way to set them apart; Markdown has its own.
      if (flow.blocks.at(-1)?.type === 'thematicBreak') flow.blocks.pop();
      flow.blocks.push(note);
      continue;
    }
    const item = itemOf(child.children, scope, isEmptyItem(child.element));
    if (!item) continue;
    if (ordered) {
      const number = ordinalOf(element.element, child.element, next);
      // Markdown numbers a list by its first item: where the page counts otherwise, another list begins.
      if (items.length > 0 && number !== start + items.length) end();
      if (items.length === 0) start = number;
      next = number + step;
    }
    items.push(item);
  }
  addLoose();
  end();
};

/** A list of terms: Markdown has none, so each is an item, the term in bold, with its descriptions as paragraphs. */
export const descriptionList: Handler = (element, scope, flow) => {
  if (scope.nesting >= MAX_NESTING) return visitTransparent(element, scope, flow);
  flush(flow);
  const groups: RenderedNode[][] = [];
  let described = true;
  const collect = (nodes: readonly RenderedNode[]): void => {
    for (const node of nodes) {
      const name = node.type === 'element' ? node.name : '';
      if (node.type === 'element' && name === 'div') {
        collect(node.children);
        continue;
      }
      if ((name === 'dt' && described) || groups.length === 0) groups.push([]);
      if (name === 'dt' || name === 'dd') described = name === 'dd';
      groups.at(-1)?.push(node);
    }
  };
  collect(element.children);
  pushList(
    flow,
    groups.map((group) => itemOf(group, scope)).filter((item) => item !== undefined),
  );
};

/** Takes a block with a check box for an item of a task list; false if it has none. */
export function pushTask({ children }: RenderedElement, scope: Scope, flow: Flow): boolean {
  if (scope.nesting >= MAX_NESTING) return false;
  const item = itemOf(children, scope);
  if (typeof item?.checked !== 'boolean') return false;
  flush(flow);
  const last = flow.blocks.at(-1);
  if (last?.type === 'list' && !last.ordered && last.children.every(({ checked }) => typeof checked === 'boolean')) {
    last.children.push(item);
  } else {
    pushList(flow, [item]);
  }
  return true;
}
