import type { FootnoteDefinition, Heading, ListItem, RootContent } from 'mdast';
import { INLINE_TAGS, type InlineTagName } from '#lib/core/markdown-nodes.ts';
import { cleanLine, cleanText } from '#lib/core/text.ts';
import { safeUrl, withoutTracking } from '#lib/core/url.ts';
import { codeLanguage } from './code-language.ts';
import { codeText, inGutter, isCodeTable, isCopyButton, isEditor, isNumbering } from './code-text.ts';
import { type Footnotes, isBackLink, referenceOf } from './footnotes.ts';
import { imageUrl } from './image-source.ts';
import { isEmptyItem, ordinalOf, stepOf } from './list-item.ts';
import { type Formula, formulaOf, mathNode } from './math.ts';
import { type Mark, oneLine, type Piece, paragraphs, phrasingOf } from './phrasing.ts';
import { plainText } from './rendered-text.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';
import { attribute } from './safe-dom.ts';
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
  /** Which marks and items are footnotes. */
  footnotes: Footnotes;
  /** In one of the notes. */
  inNote: boolean;
  /** Where notes gather that cannot stay where the page has them, in the cell of a table. */
  notes: FootnoteDefinition[];
  /** Whether a cell of a table that spans several says the same in each, so that every row stands alone. */
  repeatsSpans: boolean;
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
      const url = imageUrl(node.sources, base);
      const title = node.title === '' ? {} : { title: node.title };
      if (url) flow.run.push({ node: { type: 'image', url, alt: node.alt, ...title }, marks });
      return;
    }
    case 'math':
      pushFormula(node, scope, flow);
      return;
    case 'element':
      visitElement(node, scope, flow);
  }
}

function visitElement(node: RenderedElement, scope: Scope, flow: Flow): void {
  const { element, name } = node;
  const classes = attribute(element, 'class') ?? '';
  if (scope.inNote && isBackLink(element, scope.footnotes, scope.base)) return;
  if (node.flow === 'block' && isNumbering(element, classes)) return;
  if (mayBeButton(name, classes) && isCopyButton(element)) return;
  if (node.flow === 'block' && TODO.test(classes) && pushTask(node, scope, flow)) return;
  const formula = formulaOf(element, name, classes);
  if (formula) pushFormula(formula, scope, flow);
  else (handlers.get(name) ?? (isEditor(classes) ? codeBlock : visitTransparent))(node, scope, flow);
}

/** How editors name a task that is no item of a list, such as Notion. */
const TODO = /(?:^|[\s_-])to[_-]?do(?:[\s_-]|$)/i;

/** Takes a block with a check box for an item of a task list; false if it has none. */
function pushTask({ name, children }: RenderedElement, scope: Scope, flow: Flow): boolean {
  if (handlers.has(name) || scope.nesting >= MAX_NESTING) return false;
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

const mayBeButton = (name: string, classes: string): boolean =>
  classes !== '' || name === 'button' || name === 'clipboard-copy';

function pushFormula(formula: Formula, { marks, inCode }: Scope, flow: Flow): void {
  const node = mathNode(formula);
  if (node?.type === 'math') {
    flush(flow);
    flow.blocks.push(node);
  } else if (node && !inCode) {
    flow.run.push({ node, marks });
  } else {
    flow.run.push({ node: { type: 'inlineCode', value: oneLine(formula.tex) }, marks });
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
    const known = !added || scope.marks.some((mark) => mark.type === added.type && nameOf(mark) === nameOf(added));
    visitTransparent(element, known ? scope : { ...scope, marks: [...scope.marks, added] }, flow);
  };

const nameOf = (mark: Mark): string => (mark.type === 'inlineTag' ? mark.name : '');

function linkOf({ element }: RenderedElement, { base }: Scope): Mark | undefined {
  const href = attribute(element, 'href');
  // An empty address is that of the page.
  const safe = safeUrl(href === '' ? base : href, base);
  if (safe === undefined) return undefined;
  const url = withoutTracking(safe);
  const title = cleanLine(attribute(element, 'title') ?? '');
  return title === '' ? { type: 'link', url } : { type: 'link', url, title };
}

const markedLink = marked(linkOf);

/** A link, or the mark of a footnote: where its note is not at hand, it is the text that the page shows. */
const link: Handler = (element, scope, flow) => {
  const { marks, base, footnotes } = scope;
  const reference = referenceOf(element.element, base);
  if (!reference) return markedLink(element, scope, flow);
  const label = footnotes.labels.get(reference.target);
  // The mark stands for what is raised around it.
  const around = marks.filter((mark) => nameOf(mark) !== 'sup');
  if (label === undefined) {
    const value = /^[\p{L}\p{N}]/u.test(reference.text) ? `[${reference.text}]` : reference.text;
    flow.run.push({ node: { type: 'text', value }, marks: around });
  } else {
    flow.run.push({ node: { type: 'footnoteReference', identifier: label.toLowerCase(), label }, marks: around });
  }
};

const heading: Handler = (element, scope, flow) => {
  flush(flow);
  const blocks = blocksOf(element.children, scope);
  if (blocks.every((block) => block.type === 'paragraph')) {
    const children = phrasingOf(blocks, { type: 'text', value: ' ' });
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

const list: Handler = (element, scope, flow) => {
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
  const value = codeText(element);
  if (/\S/.test(value) && !inGutter(element.element)) {
    flow.blocks.push({ type: 'code', lang: codeLanguage(element) ?? null, value });
  }
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
  if (isCodeTable(element.element)) return codeBlock(element, scope, flow);
  const toBlocks = (nodes: readonly RenderedNode[]): RootContent[] =>
    blocksOf(nodes, scope).filter((block) => block.type !== 'footnoteDefinition' || !scope.notes.push(block));
  const content = tableOf(element, toBlocks, scope.repeatsSpans);
  if (content) flow.blocks.push(...content);
  else visitTransparent(element, scope, flow);
};

const strong = marked(() => ({ type: 'strong' }));
const emphasis = marked(() => ({ type: 'emphasis' }));
const deletion = marked(() => ({ type: 'delete' }));
/** In code they are part of the code. */
const tag = (name: InlineTagName): Handler =>
  marked((_element, { inCode }) => (inCode ? undefined : { type: 'inlineTag', name }));

/** What an element of HTML is in Markdown. All others are transparent. */
const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, heading] as const),
  ...['ul', 'ol', 'menu', 'dir'].map((name) => [name, list] as const),
  ...['pre', 'listing', 'xmp', 'plaintext'].map((name) => [name, codeBlock] as const),
  ...['code', 'samp', 'tt'].map((name) => [name, code] as const),
  ...INLINE_TAGS.map((name) => [name, tag(name)] as const),
  ...['strong', 'b', 'dt', 'summary'].map((name) => [name, strong] as const),
  ...['em', 'i', 'var', 'figcaption'].map((name) => [name, emphasis] as const),
  ...['del', 's', 'strike'].map((name) => [name, deletion] as const),
  ['a', link],
  ['blockquote', quotation],
  ['dl', descriptionList],
  ['table', table],
]);
