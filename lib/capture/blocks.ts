import type { Heading, ListItem, RootContent } from 'mdast';
import { cleanText } from '#lib/core/text.ts';
import { safeUrl, withoutTracking } from '#lib/core/url.ts';
import { codeLanguage } from './code-language.ts';
import { type Mark, oneLine, type Piece, paragraphs, phrasingOf } from './phrasing.ts';
import { plainText } from './rendered-text.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';
import { attribute, htmlName, previousElementOf } from './safe-dom.ts';
import { tableOf } from './table.ts';

/** Quotations and lists nest this deep; deeper ones are flat, for readers and writers of Markdown recurse. */
const MAX_NESTING = 24;

export type Scope = {
  /** What relative links are relative to. */
  base: string;
  marks: readonly Mark[];
  /** Quotations and lists around. */
  nesting: number;
  inCode: boolean;
};

/** Where the blocks of one container gather. */
type Flow = {
  blocks: RootContent[];
  /** The paragraph at hand. */
  run: Piece[];
  /** State of the check box that came before any text, in a task list. */
  checked: boolean | undefined;
};

type Handler = (element: RenderedElement, scope: Scope, flow: Flow) => void;

/** Rendered nodes as blocks of Markdown. Without content there are none. */
export function blocksOf(nodes: readonly RenderedNode[], scope: Scope): RootContent[] {
  return flowOf(nodes, scope).blocks;
}

function flowOf(nodes: readonly RenderedNode[], scope: Scope): Flow {
  const flow: Flow = { blocks: [], run: [], checked: undefined };
  visitAll(nodes, scope, flow);
  flush(flow);
  return flow;
}

function flush(flow: Flow): void {
  for (const children of paragraphs(flow.run)) flow.blocks.push({ type: 'paragraph', children });
  flow.run = [];
}

function visitAll(nodes: readonly RenderedNode[], scope: Scope, flow: Flow): void {
  for (const node of nodes) visit(node, scope, flow);
}

function visit(node: RenderedNode, scope: Scope, flow: Flow): void {
  const { marks, base, inCode } = scope;
  switch (node.type) {
    case 'text':
      if (node.value !== '')
        flow.run.push({ node: { type: inCode ? 'inlineCode' : 'text', value: node.value }, marks });
      return;
    case 'break':
      flow.run.push({ node: { type: 'break' }, marks });
      return;
    case 'rule':
      flush(flow);
      flow.blocks.push({ type: 'thematicBreak' });
      return;
    case 'checkbox':
      if (flow.blocks.length === 0 && paragraphs(flow.run).length === 0) flow.checked ??= node.checked;
      return;
    case 'image': {
      const url = node.sources.map((source) => safeUrl(source, base)).find((source) => source?.startsWith('http'));
      if (url) flow.run.push({ node: { type: 'image', url, alt: node.alt }, marks });
      return;
    }
    case 'element': {
      const handler = handlers.get(node.name);
      if (handler) handler(node, scope, flow);
      else visitTransparent(node, scope, flow);
    }
  }
}

/** An element that means nothing by itself: only whether it stands on lines of its own matters. */
function visitTransparent(element: RenderedElement, scope: Scope, flow: Flow): void {
  const apart = element.flow !== 'inline' && element.flow !== 'item';
  if (apart) flush(flow);
  visitAll(element.children, scope, flow);
  if (apart) flush(flow);
}

const marked =
  (mark: (element: RenderedElement, scope: Scope) => Mark | undefined): Handler =>
  (element, scope, flow) => {
    const added = mark(element, scope);
    const known = !added || scope.marks.some(({ type }) => type === added.type);
    visitTransparent(element, known ? scope : { ...scope, marks: [...scope.marks, added] }, flow);
  };

function linkOf({ element }: RenderedElement, { base }: Scope): Mark | undefined {
  const url = safeUrl(attribute(element, 'href'), base);
  return url === undefined ? undefined : { type: 'link', url: withoutTracking(url) };
}

const heading: Handler = (element, scope, flow) => {
  flush(flow);
  const blocks = blocksOf(element.children, scope);
  if (blocks.every((block) => block.type === 'paragraph')) {
    const children = phrasingOf(blocks);
    const depth = Number(element.name[1]) as Heading['depth'];
    if (children.length > 0) flow.blocks.push({ type: 'heading', depth, children });
  } else {
    flow.blocks.push(...blocks);
  }
};

const quotation: Handler = (element, scope, flow) => {
  if (scope.nesting >= MAX_NESTING) return visitTransparent(element, scope, flow);
  flush(flow);
  const children = blocksOf(element.children, { ...scope, nesting: scope.nesting + 1 });
  // The types of mdast know blocks, list items and definitions apart; what is made here are blocks.
  if (children.length > 0) flow.blocks.push({ type: 'blockquote', children: children as ListItem['children'] });
};

function itemOf(nodes: readonly RenderedNode[], scope: Scope): ListItem | undefined {
  const { blocks, checked } = flowOf(nodes, { ...scope, nesting: scope.nesting + 1 });
  if (blocks.length === 0) return undefined;
  const task = checked !== undefined && blocks[0]?.type === 'paragraph';
  return {
    type: 'listItem',
    spread: blocks.length > 1 && blocks.some((block, index) => index > 0 && block.type !== 'list'),
    ...(task ? { checked } : {}),
    children: blocks as ListItem['children'],
  };
}

function pushList(flow: Flow, children: ListItem[], start?: number): void {
  if (children.length === 0) return;
  const ordered = start === undefined ? { ordered: false } : { ordered: true, start };
  flow.blocks.push({ type: 'list', ...ordered, spread: children.some(({ spread }) => spread), children });
}

/** The number that an item of an ordered list shows. CommonMark knows none below 0 and none of ten digits. */
function ordinalOf(list: Element, item: Element | undefined): number {
  let before = 0;
  for (let at: Element | null | undefined = item; at; at = previousElementOf(at)) {
    if (htmlName(at) !== 'li') continue;
    const own = integer(attribute(at, 'value'));
    if (own !== undefined) return clampOrdinal(own + before);
    if (at !== item) before += 1;
    else before = 0;
  }
  return clampOrdinal((integer(attribute(list, 'start')) ?? 1) + before);
}

const integer = (text: string | null): number | undefined =>
  text !== null && /^\s*-?\d{1,9}/.test(text) ? Number.parseInt(text, 10) : undefined;
const clampOrdinal = (value: number): number => Math.min(Math.max(value, 0), 999_999_999);

const list: Handler = (element, scope, flow) => {
  if (scope.nesting >= MAX_NESTING) return visitTransparent(element, scope, flow);
  flush(flow);
  const items: ListItem[] = [];
  let first: Element | undefined;
  let loose: RenderedNode[] = [];
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
    const item = itemOf(child.children, scope);
    if (!item) continue;
    if (items.length === 0) first = child.element;
    items.push(item);
  }
  addLoose();
  pushList(flow, items, element.name === 'ol' ? ordinalOf(element.element, first) : undefined);
};

/** A list of terms: Markdown has none, so each is an item, the term in bold, with its descriptions as paragraphs. */
const descriptionList: Handler = (element, scope, flow) => {
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

const codeBlock: Handler = (element, _scope, flow) => {
  flush(flow);
  const value = cleanText(plainText(element.children, '')).replace(/\n$/, '');
  if (/\S/.test(value)) flow.blocks.push({ type: 'code', lang: codeLanguage(element) ?? null, value });
};

const code: Handler = (element, scope, flow) => {
  const text = cleanText(plainText(element.children, ''));
  if (element.flow === 'block' && text.includes('\n')) return codeBlock(element, scope, flow);
  if (element.flow !== 'inline' && element.flow !== 'item') flush(flow);
  if (hasLink(element, scope)) {
    visitAll(element.children, { ...scope, inCode: true }, flow);
  } else if (/\S/.test(text)) {
    flow.run.push({ node: { type: 'inlineCode', value: oneLine(text) }, marks: scope.marks });
  } else if (text !== '') {
    flow.run.push({ node: { type: 'text', value: text }, marks: scope.marks });
  }
};

function hasLink(element: RenderedElement, scope: Scope): boolean {
  return element.children.some(
    (child) =>
      child.type === 'element' && ((child.name === 'a' && linkOf(child, scope) !== undefined) || hasLink(child, scope)),
  );
}

const table: Handler = (element, scope, flow) => {
  flush(flow);
  const content = tableOf(element, (nodes) => blocksOf(nodes, scope));
  if (content) flow.blocks.push(...content);
  else visitTransparent(element, scope, flow);
};

const strong = marked(() => ({ type: 'strong' }));
const emphasis = marked(() => ({ type: 'emphasis' }));
const deletion = marked(() => ({ type: 'delete' }));

/** What an element of HTML is in Markdown. All others are transparent. */
const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, heading] as const),
  ...['ul', 'ol', 'menu', 'dir'].map((name) => [name, list] as const),
  ...['pre', 'listing', 'xmp', 'plaintext'].map((name) => [name, codeBlock] as const),
  ...['code', 'kbd', 'samp', 'tt'].map((name) => [name, code] as const),
  ...['strong', 'b', 'dt', 'summary'].map((name) => [name, strong] as const),
  ...['em', 'i', 'var'].map((name) => [name, emphasis] as const),
  ...['del', 's', 'strike'].map((name) => [name, deletion] as const),
  ['a', marked(linkOf)],
  ['blockquote', quotation],
  ['dl', descriptionList],
  ['table', table],
]);
