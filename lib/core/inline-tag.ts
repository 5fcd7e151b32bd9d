import type { Break, Parents } from 'mdast';
import { defaultHandlers, type Info, type State } from 'mdast-util-to-markdown';
import type { InlineTag } from './markdown-nodes.ts';

/** `<mark>` and its like, as they are read back by `foldInlineTags`. */
export function inlineTag(node: InlineTag, _parent: Parents | undefined, state: State, info: Info): string {
  const words = state.containerPhrasing(node, { ...info, before: '>', after: '<' });
  // A tag alone on the first line of a paragraph would begin a block of HTML.
  const content = info.before === '\n' ? words.replace(/^\s*\n/, '') : words;
  return content === '' ? '' : `<${node.name}>${content}</${node.name}>`;
}
inlineTag.peek = (): string => '<';

/** A cell of a table is one line, in which `<br>` is the only line break that GFM knows. */
export function hardBreak(node: Break, parent: Parents | undefined, state: State, info: Info): string {
  return state.stack.includes('tableCell') ? '<br>' : defaultHandlers.break(node, parent, state, info);
}
