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

/** Everything in a node that may be written with a dollar sign in it. */
function source(node: Nodes): string {
  if (node.type === 'inlineMath') return `$${node.value}$`;
  if (node.type === 'break') return '\n';
  if ('children' in node) {
    const own = node.children.map((child: Nodes) => source(child)).join(SEAM);
    return 'url' in node ? `${own}${SEAM}${node.url}` : own;
  }
  return [
    'value' in node ? node.value : '',
    'alt' in node ? node.alt : '',
    'title' in node ? node.title : '',
    'url' in node ? node.url : '',
  ].join(SEAM);
}

function hasDollar(node: Nodes): boolean {
  if ('children' in node) return node.children.some(hasDollar) || ('url' in node && node.url.includes('$'));
  if (node.type === 'inlineMath') return true;
  return ('value' in node && node.value.includes('$')) || node.type === 'image';
}

/**
 * Whether dollar signs in the words of a paragraph would be read as math. They would by the rule of Pandoc: one opens
 * before what is no space, the next one closes after what is no space and before what is no digit. Prices hardly ever do.
 */
function readsAsMath(node: Nodes): boolean {
  if (!hasDollar(node)) return false;
  return source(node)
    .split('\n')
    .some((line) => {
      const opens = line.search(/\$(?=\S)/);
      return opens >= 0 && /\S\$(?!\d)/.test(line.slice(opens + 1));
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
