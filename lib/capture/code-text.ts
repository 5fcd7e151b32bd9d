import { cleanText } from '#lib/core/text.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';
import { attribute, htmlName, isElement, parentOf, queryWithin, textOf } from './safe-dom.ts';

/** How highlighters name what holds the numbers of lines. */
const GUTTER =
  /(?:^|[\s_-])(?:line-?num(?:ber)?s?|line-?nos?|linenodiv|line-numbers-rows|gutters?|gutter-wrapper|blob-num|lnt?|lnlinks|gl|line-index|linenumber)(?:$|[\s_-])/i;
/** Code that an editor lays out line by line, and tables of code. */
const EDITOR = /(?:^|\s)(?:CodeMirror-code|cm-content|view-lines|ace_text-layer)(?:\s|$)/;
const CODE_CELL = 'td.blob-code, td.hljs-ln-code';
const COPY = /copy|clipboard|复制|複製|コピー/i;

const classOf = (element: Element): string => attribute(element, 'class') ?? '';

/** Whether an element holds nothing but numbers of lines, by its name and its text. */
function isGutter(element: Element): boolean {
  const classes = classOf(element);
  const numbered = attribute(element, 'data-line-number');
  if (!GUTTER.test(classes) && (numbered === null || /code/i.test(classes))) return false;
  const text = (textOf(element) ?? '').trim();
  return numbered !== null && !GUTTER.test(classes) ? text === '' || text === numbered : /^[\d\s.:|]*$/.test(text);
}

/** The same outside of code, where what has no text may hold a picture. */
export const isNumbering = (element: Element): boolean => isGutter(element) && /\d/.test(textOf(element) ?? '');

const isButton = (element: Element): boolean =>
  /^(?:button|clipboard-copy)$/.test(htmlName(element)) || attribute(element, 'role') === 'button';

/** Whether an element is there to copy the code beside it. */
export function isCopyButton(element: Element): boolean {
  const label = `${classOf(element)} ${attribute(element, 'aria-label') ?? ''} ${attribute(element, 'title') ?? ''}`;
  if (!isButton(element)) return false;
  if (!COPY.test(label) && !COPY.test((textOf(element) ?? '').slice(0, 40))) return false;
  for (let at: Node | null = parentOf(element), up = 0; up < 3 && at && isElement(at); at = parentOf(at), up += 1) {
    if (queryWithin(at, 'pre').length > 0) return true;
  }
  return false;
}

/** Whether an element is a block of code although it is no `<pre>`. */
export const isEditor = (element: Element): boolean => EDITOR.test(classOf(element));
export const isCodeTable = (table: Element): boolean => queryWithin(table, CODE_CELL).length > 0;

/** Whether a block of code stands in the column of line numbers of a table. */
export function inGutter(element: Element): boolean {
  for (let at: Node | null = element, up = 0; up < 4 && at && isElement(at); at = parentOf(at), up += 1) {
    if (isGutter(at)) return true;
    if (htmlName(at) === 'td') return false;
  }
  return false;
}

/**
 * The text of a block of code as it stands on the page, line by line: without line numbers and buttons. A block or a row
 * of a table in it is a line, also an empty one; between the cells of a row there is nothing.
 */
export function codeText(block: RenderedElement): string {
  let text = '';
  /** The line at hand is there: it has text, or is empty and shown. */
  let open = false;
  /** What comes next stands on a new line. */
  let ended = false;
  /** A line break that shows only if something follows it. */
  let broken = false;

  const touch = (): void => {
    if (ended) text += '\n';
    if (broken) text += '\n';
    ended = broken = false;
    open = true;
  };
  const edge = (): void => {
    if (open) ended = true;
    open = broken = false;
  };

  const visit = (node: RenderedNode, siblings: readonly RenderedNode[]): void => {
    if (node.type === 'break') {
      touch();
      broken = true;
    } else if (node.type === 'text') {
      if (node.value === '') return;
      touch();
      text += node.value;
    } else if (node.type === 'element') {
      if (isGutter(node.element) || isButton(node.element)) return;
      const line = isLine(node, siblings);
      if (line) edge();
      const before = text.length;
      for (const child of node.children) visit(child, node.children);
      if (!line) return;
      if (text.length === before && !open && showsEmpty(node)) touch();
      edge();
    }
  };

  for (const child of block.children) visit(child, block.children);
  return cleanText(text);
}

function isLine({ flow, name }: RenderedElement, siblings: readonly RenderedNode[]): boolean {
  if (flow === 'block' || flow === 'row') return true;
  // WeChat: each line is a `<code>` of its own.
  return name === 'code' && siblings.filter((node) => node.type === 'element' && node.name === 'code').length > 1;
}

/** An empty block shows a line if it holds one: what was in it is a line feed, or it is named a line. */
function showsEmpty(element: RenderedElement): boolean {
  return element.flow === 'row' || /line/i.test(classOf(element.element)) || holdsText(element.children);
}

function holdsText(nodes: readonly RenderedNode[]): boolean {
  return nodes.some((node) => node.type === 'text' || (node.type === 'element' && holdsText(node.children)));
}
