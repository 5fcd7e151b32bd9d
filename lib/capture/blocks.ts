import type { Heading, ListItem, RootContent } from 'mdast';
import { INLINE_TAGS } from '#lib/core/markdown-nodes.ts';
import { cleanText } from '#lib/core/text.ts';
import { blocksOf, type Flow, flush, type Handler, MAX_NESTING, type Scope, visitTransparent } from './block-flow.ts';
import { codeLanguage } from './code-language.ts';
import { codeText, inGutter, isCodeTable, isCopyButton, isEditor, isNumbering } from './code-text.ts';
import { isBackLink } from './footnotes.ts';
import { imageUrl } from './image-source.ts';
import { descriptionList, list, pushTask } from './lists.ts';
import { deletion, emphasis, hasLink, link, strong, tag } from './marks.ts';
import { type Formula, formulaOf, mathNode } from './math.ts';
import { oneLine, paragraphs, phrasingOf } from './phrasing.ts';
import { plainText } from './rendered-text.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';
import { attribute } from './safe-dom.ts';
import { tableOf } from './table.ts';

/** What rendered nodes are in Markdown: the `walk` of a scope. */
export function visitAll(nodes: readonly RenderedNode[], scope: Scope, flow: Flow): void {
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
  if (node.flow === 'block' && TODO.test(classes) && !handlers.has(name) && pushTask(node, scope, flow)) return;
  const formula = formulaOf(element, name, classes);
  if (formula) pushFormula(formula, scope, flow);
  else (handlers.get(name) ?? (isEditor(classes) ? codeBlock : visitTransparent))(node, scope, flow);
}

/** How editors name a task that is no item of a list, such as Notion. */
const TODO = /(?:^|[\s_-])to[_-]?do(?:[\s_-]|$)/i;

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

const table: Handler = (element, scope, flow) => {
  flush(flow);
  if (isCodeTable(element.element)) return codeBlock(element, scope, flow);
  const toBlocks = (nodes: readonly RenderedNode[]): RootContent[] =>
    blocksOf(nodes, scope).filter((block) => block.type !== 'footnoteDefinition' || !scope.notes.push(block));
  const content = tableOf(element, toBlocks, scope.repeatsSpans);
  if (content) flow.blocks.push(...content);
  else visitTransparent(element, scope, flow);
};

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
