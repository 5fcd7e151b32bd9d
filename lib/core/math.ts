import type { Nodes, Parents } from 'mdast';
import type { State, Unsafe } from 'mdast-util-to-markdown';
import type { DisplayMath, InlineMath } from './markdown-nodes.ts';

/** A dollar sign in a text in which one opens math and a later one closes it. */
const DOLLAR: Unsafe = {
  character: '$',
  inConstruct: 'phrasing',
  notInConstruct: ['autolink', 'destinationLiteral', 'destinationRaw', 'reference', 'titleQuote', 'titleApostrophe'],
};

/** What is written between two nodes: it may be a mark of Markdown, and so anything but space and digits. */
const SEAM = '\uFFFC';

/** Everything in a node that may be written with a dollar sign in it, each after the mark with which it begins. */
function source(node: Nodes): string {
  if (node.type === 'inlineMath') return `$${node.value}$`;
  if (node.type === 'break') return '\n';
  if (node.type === 'text') return node.value;
  const inside = 'children' in node ? node.children.map((child: Nodes) => source(child)).join(SEAM) : '';
  const own = ['value', 'alt', 'title', 'url'].map((key) => (key in node ? node[key as keyof Nodes] : ''));
  // Emphasis is a mark only where it stands beside what is one.
  return `${/^(?:strong|emphasis|delete)$/.test(node.type) ? '' : '<'}${[inside, ...own].join(SEAM)}`;
}

function hasDollar(node: Nodes): boolean {
  if ('children' in node) return node.children.some(hasDollar) || ('url' in node && node.url.includes('$'));
  if (node.type === 'inlineMath') return true;
  return ('value' in node && node.value.includes('$')) || node.type === 'image';
}

/** A digit before emphasis that begins with a mark is written as a character reference, and so is none. */
const CLOSES = /\S\$(?!\d(?!\uFFFC+[^\p{L}\p{N}\s\uFFFC]))/u;

/**
 * Whether dollar signs in the words of a paragraph would be read as math. They would by the rule of Pandoc: one opens
 * before what is no space, the next one closes after what is no space and before what is no digit. Prices hardly ever do.
 */
function readsAsMath(node: Nodes): boolean {
  if (!hasDollar(node)) return false;
  // A line break ends what may be math, but not in a cell of a table, where it is a tag.
  const lines = node.type === 'tableCell' ? [source(node).replaceAll('\n', SEAM)] : source(node).split('\n');
  return lines.some((line) => {
    const opens = line.search(/\$(?=\S)/);
    return opens >= 0 && CLOSES.test(line.slice(opens + 1));
  });
}

/** Lets a serialiser escape the dollar signs of a paragraph, heading or cell in which they would become math. */
export function guardDollars(state: State): void {
  const { containerPhrasing } = state;
  let inside = false;
  state.containerPhrasing = (parent, info) => {
    if (inside || !readsAsMath(parent)) return containerPhrasing.call(state, parent, info);
    const { unsafe } = state;
    state.unsafe = [...unsafe, DOLLAR];
    inside = true;
    const markdown = containerPhrasing.call(state, parent, info);
    inside = false;
    state.unsafe = unsafe;
    return markdown;
  };
}

/** Whether TeX can stand between dollar signs: none of its own, and nothing open at its end. */
export function isInlineTex(tex: string): boolean {
  return /^(?!\s)(?:[^\\$\n]|\\[^\n])+$/.test(tex) && !/\s$/.test(tex);
}

export function inlineMath({ value }: InlineMath, _parent: Parents | undefined, state: State): string {
  // A bar would end the cell; these are its names in TeX.
  const tex = state.stack.includes('tableCell')
    ? value.replace(/\\\|/g, '\\Vert ').replaceAll('|', '\\vert ').trimEnd()
    : value;
  return `$${tex}$`;
}
inlineMath.peek = (): string => '$';

export function displayMath({ value }: DisplayMath): string {
  const longest = Math.max(1, ...(value.match(/\$+/g) ?? []).map((run) => run.length));
  const fence = '$'.repeat(longest + 1);
  return `${fence}\n${value}\n${fence}`;
}

/** Text that would open a block of math. */
export const DISPLAY_FENCE: Unsafe = { atBreak: true, character: '$', after: '\\$' };
