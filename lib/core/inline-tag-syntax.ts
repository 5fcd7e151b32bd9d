import type { Nodes, PhrasingContent, Root } from 'mdast';
import { INLINE_TAGS, type InlineTag, type InlineTagName } from './markdown-nodes.ts';

/** Deeper tags stay text: nothing that is read nests them, and readers of the tree recurse. */
const MAX_DEPTH = 8;

const TAG = new RegExp(`^<(/?)(${INLINE_TAGS.join('|')})>$`);

/** Pairs of the tags that `inlineTag` writes, made nodes. Tags without a partner, with attributes or of another name stay HTML. */
export function foldInlineTags(tree: Root): void {
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (!('children' in node)) continue;
    const cell = node.type === 'tableCell';
    // Where there is HTML among words, all children are words.
    if (node.type !== 'inlineTag' && node.children.some(({ type }) => type === 'html')) {
      node.children = folded(node.children as PhrasingContent[], cell);
    }
    open.push(...node.children);
  }
}

type Open = { name: InlineTagName; at: number };

function folded(children: readonly PhrasingContent[], cell: boolean): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  const stack: Open[] = [];
  for (const child of children) {
    if (cell && child.type === 'html' && /^<br ?\/?>$/.test(child.value)) {
      result.push({ type: 'break' });
      continue;
    }
    const [, slash, name] = (child.type === 'html' && TAG.exec(child.value)) || [];
    const opened = stack.at(-1);
    if (!name || slash === undefined) {
      result.push(child);
    } else if (slash === '') {
      stack.push({ name: name as InlineTagName, at: result.length });
      result.push(child);
    } else if (opened?.name === name && stack.length <= MAX_DEPTH) {
      stack.pop();
      const tag: InlineTag = {
        type: 'inlineTag',
        name: opened.name,
        // What mdast-util-to-hast makes of nodes that it does not know.
        data: { hName: opened.name },
        children: result.splice(opened.at).slice(1),
      };
      result.push(tag);
    } else {
      // Of tags that cross each other, none is a pair.
      const at = stack.findLastIndex((tag) => tag.name === name);
      if (at >= 0) stack.length = at;
      result.push(child);
    }
  }
  return result;
}
