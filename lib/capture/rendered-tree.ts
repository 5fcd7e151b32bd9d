import { cleanLine, cleanText } from '#lib/core/text.ts';
import { type Box, boxOf, type Flow, isClosedDetails } from './box.ts';
import { FlatTree } from './flat-tree.ts';
import { imageSources, imageUrl } from './image-source.ts';
import { Line, type RenderedText } from './line.ts';
import { type Formula, formulaOfScript, isDrawn } from './math.ts';
import {
  attribute,
  baseUriOf,
  htmlName,
  isChecked,
  isElement,
  isImage,
  isInput,
  isText,
  parentOf,
} from './safe-dom.ts';

export type RenderedElement = {
  type: 'element';
  /** To ask for attributes; its children are those of the rendered tree. */
  element: Element;
  /** Lower-case name of an HTML element; '' for others. */
  name: string;
  flow: Flow;
  children: RenderedNode[];
};
export type RenderedNode =
  | RenderedText
  | RenderedElement
  | { type: 'break' }
  | { type: 'rule' }
  /** `sources` holds at least one link that may be followed. */
  | { type: 'image'; sources: string[]; alt: string; title: string }
  /** Of a script: it is no text of the page. */
  | ({ type: 'math' } & Formula)
  | { type: 'checkbox'; checked: boolean };

/** Deeper elements are taken for their parents: the readers of the tree recurse, and a page must not overflow the stack. */
const MAX_DEPTH = 400;

// Emoji as pictures: their text is the text that the reader saw.
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200D|\uFE0F|\u20E3)+$/u;

const PLAIN: Box = { flow: 'block', whiteSpace: 'collapse', textHidden: false, unselectable: false };

/** Ranges of one document, in its order, that are read as one. */
export type Passage = {
  ranges: readonly AbstractRange[];
  /** The node that all of them lie in. What is between it and them is part of the tree; it itself is not. */
  top: Node;
  /** `top` and elements around it that the tree keeps all the same, outermost first: a list around an item. */
  context: readonly Element[];
  /** Asked of each node from the top down: what it refuses is left out with all that is in it. */
  keeps?: (node: Node) => boolean;
};

/**
 * What a reader saw of a passage, as a tree: hidden parts are left out, white space is folded as on the page. Reads the
 * live document, changes nothing, and never throws on account of what the page is made of.
 */
export function renderPassage(passage: Passage): RenderedNode[] {
  const selectable = render(passage, true);
  // What a page forbids to select is still worth reading when nothing else is there.
  return hasContent(selectable) ? selectable : render(passage, false);
}

/** What a reader sees of what is in `element`. */
export function renderContents(element: Element): RenderedNode[] {
  const range = new Range();
  Range.prototype.selectNodeContents.call(range, element);
  return renderPassage({ ranges: [range], top: element, context: [] });
}

function hasContent(nodes: readonly RenderedNode[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'text') return /\S/.test(node.value);
    return node.type === 'element' ? hasContent(node.children) : node.type === 'image';
  });
}

type Open = { node: Node; box: Box; into: RenderedNode[]; folded: boolean };

function render({ ranges, top, context, keeps }: Passage, obeySelectable: boolean): RenderedNode[] {
  const flat = new FlatTree();
  const tree: RenderedNode[] = [];
  const line = new Line();
  const stack: Open[] = [];
  let into = tree;
  const surrounding = isElement(top) ? top : parentOf(top);
  const base: Box = {
    ...((surrounding && isElement(surrounding) ? boxOf(surrounding, PLAIN) : undefined) ?? PLAIN),
    flow: 'block',
  };

  const edge = (flow: Flow): void => {
    if (flow === 'item') into.push(line.add(' ', 'collapse'));
    else if (flow !== 'inline') line.end(true);
  };

  const open = (element: Element, box: Box): void => {
    edge(box.flow);
    const folded = isClosedDetails(element);
    if (stack.length < MAX_DEPTH) {
      const rendered: RenderedElement = {
        type: 'element',
        element,
        name: htmlName(element),
        flow: box.flow,
        children: [],
      };
      into.push(rendered);
      into = rendered.children;
    } else if (box.flow !== 'inline') {
      into.push({ type: 'break' });
    }
    stack.push({ node: element, box, into, folded });
  };

  const close = (): void => {
    const closed = stack.pop();
    if (closed && closed.box.flow !== 'item') edge(closed.box.flow);
    into = stack.at(-1)?.into ?? tree;
    if (closed?.box.flow === 'item') edge('item');
  };

  const addText = (node: Text, start: number, end: number): void => {
    const { box, folded } = stack.at(-1) ?? { box: base, folded: false };
    if (folded || box.textHidden || (obeySelectable && box.unselectable)) return;
    into.push(line.add(cleanText(node.data.slice(start, end)), box.whiteSpace));
  };

  const addImage = (element: HTMLImageElement): void => {
    const alt = cleanText(attribute(element, 'alt') ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    const sources = imageSources(element);
    const linkable = imageUrl(sources, baseUriOf(element)) !== undefined;
    if ((alt.length <= 32 && EMOJI.test(alt)) || !linkable) {
      if (alt) into.push(line.add(alt, 'collapse'));
      return;
    }
    if (attribute(element, 'width') === '1' && attribute(element, 'height') === '1') return;
    line.object();
    into.push({ type: 'image', sources, alt, title: cleanLine(attribute(element, 'title') ?? '') });
  };

  /** Takes `element` in; true if the walk goes on with what is in it. */
  const enter = (element: Element): boolean => {
    if (keeps && !keeps(element)) return false;
    const box = boxOf(element, stack.at(-1)?.box ?? base);
    if (!box) {
      const formula = formulaOfScript(element);
      if (formula && !isDrawn(element)) {
        line.object();
        into.push({ type: 'math', ...formula });
      }
      return false;
    }
    switch (htmlName(element)) {
      case 'br':
        line.end(false);
        into.push({ type: 'break' });
        return false;
      case 'hr':
        line.end(true);
        into.push({ type: 'rule' });
        return false;
      case 'img':
        open(element, box);
        if (isImage(element) && !box.textHidden) addImage(element);
        return false;
      case 'input':
        if (isInput(element) && attribute(element, 'type')?.toLowerCase() === 'checkbox') {
          into.push({ type: 'checkbox', checked: isChecked(element) });
        }
        return false;
      default: {
        open(element, box);
        const checked = attribute(element, 'aria-checked');
        if (checked !== null && attribute(element, 'role') === 'checkbox') {
          into.push({ type: 'checkbox', checked: checked === 'true' });
        }
        return true;
      }
    }
  };

  /** What follows `node` and all in it; closes what ends there. */
  const leave = (node: Node): Node | undefined => {
    for (let at: Node | null = node; at; at = flat.parent(at)) {
      if (stack.at(-1)?.node === at) close();
      const sibling = flat.nextSibling(at);
      if (sibling) return sibling;
    }
    return undefined;
  };

  /** Opens what lies around `node`; undefined if it is hidden, else `node`, or what follows a hidden part of it. */
  const openAncestors = (node: Node): Element | undefined => {
    const ancestors = flat.ancestors(node);
    const above = isElement(top) ? ancestors.indexOf(top) : -1;
    const below = above === -1 && !isText(top) ? ancestors.length : Math.max(above, 0);
    const chain = ancestors.filter((ancestor, index) => index < below || context.includes(ancestor)).reverse();
    let shared = 0;
    while (shared < stack.length && stack[shared]?.node === chain[shared]) shared += 1;
    while (stack.length > shared) close();
    for (const ancestor of chain.slice(shared)) {
      const outer = stack.at(-1)?.box ?? base;
      const box = boxOf(ancestor, outer);
      if (!box && !context.includes(ancestor)) return ancestor;
      open(ancestor, box ?? outer);
    }
    return undefined;
  };

  const walk = ({ startContainer, startOffset, endContainer, endOffset }: AbstractRange): void => {
    const stop = isText(endContainer) ? flat.following(endContainer) : flat.nodeAt(endContainer, endOffset);
    let node = isText(startContainer) ? startContainer : flat.nodeAt(startContainer, startOffset);
    if (!node || node === stop) return;
    const hidden = openAncestors(node);
    if (hidden) {
      if (flat.contains(hidden, stop)) return;
      node = leave(hidden);
    }
    while (node && node !== stop) {
      if (isText(node)) {
        if (!keeps || keeps(node))
          addText(node, node === startContainer ? startOffset : 0, node === endContainer ? endOffset : node.length);
      } else if (isElement(node)) {
        const inside = enter(node) ? flat.firstChild(node) : null;
        if (inside) {
          node = inside;
          continue;
        }
        // The end of the passage lies in something hidden: it will not be met.
        if (flat.contains(node, stop)) return;
      }
      node = leave(node);
    }
  };

  for (const range of ranges) walk(range);
  while (stack.length > 0) close();
  line.end(true);
  return tree;
}
