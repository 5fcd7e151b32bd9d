import {
  attribute,
  bodyOf,
  firstChildOf,
  htmlName,
  isElement,
  isText,
  localName,
  nextSiblingOf,
  parentOf,
  rootOf,
} from '#lib/capture/safe-dom.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { NEVER_READ, PHRASING } from './names.ts';

/** Pages of more elements and texts than this are not looked through: it would hold up the page for seconds. */
export const MAX_NODES = 200_000;

/** Deeper elements are taken for their parents: no page says anything by nesting that deep. */
const MAX_DEPTH = 300;

export type PageText = { type: 'text'; node: Text; parent: PageElement; size: number; commas: number };

/** An element that may be seen, with what the extractor asks of it over and over. */
export type PageElement = {
  type: 'element';
  node: Element;
  /** Lower-case name; of other vocabularies too (`svg`, `math`). */
  name: string;
  parent: PageElement | undefined;
  children: (PageElement | PageText)[];
  depth: number;
  /** `class` and `id`, in lower case. */
  hint: string;
  role: string;
  itemprop: string;
  /** Its place in document order, and that of the first element after all that is in it. */
  index: number;
  end: number;
  /** Nothing but text and inline elements in it. */
  inline: boolean;
};

export type PageTree = {
  body: PageElement;
  /** In document order: whatever is in an element comes after it. */
  elements: PageElement[];
};

/** What a text weighs: an ideograph says as much as two or three letters. Space counts once. */
function weigh(text: string): { size: number; commas: number } {
  let size = 0;
  let commas = 0;
  let space = true;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= 32 || code === 0xa0) {
      if (!space) size += 1;
      space = true;
      continue;
    }
    space = false;
    size += code >= 0x2e80 && code < 0xfe00 ? 2.5 : 1;
    if (code === 0x2c || code === 0x60c || code === 0x3001 || code === 0x3002 || code === 0xff0c) commas += 1;
  }
  return { size: space && size > 0 ? size - 1 : size, commas };
}

/**
 * Whether `element` is drawn. `checkVisibility` is one call into the engine; only where it says no is the style asked
 * for, as an element of `display: contents` has no box of its own and yet shows what is in it.
 */
function isShown(element: Element): boolean {
  if (Element.prototype.checkVisibility.call(element)) return true;
  return getComputedStyle(element).display === 'contents';
}

/** The page as a tree of what can be seen in it. The page is read, never changed; undefined if it has no body. */
export function readPageTree(document: Document): PageTree | undefined {
  const root = bodyOf(document) ?? rootOf(document);
  if (!root || !isElement(root) || htmlName(root) === 'frameset') return undefined;
  const elements: PageElement[] = [];
  // A document that is not laid out, or whose body is still hidden by a script, has no styles to go by.
  const styled = Element.prototype.checkVisibility.call(root);
  const make = (node: Element, parent: PageElement | undefined): PageElement => {
    const made: PageElement = {
      type: 'element',
      node,
      name: localName(node),
      parent,
      children: [],
      depth: parent ? parent.depth + 1 : 0,
      hint: `${attribute(node, 'class') ?? ''} ${attribute(node, 'id') ?? ''}`.toLowerCase().slice(0, 500),
      role: (attribute(node, 'role') ?? '').toLowerCase(),
      itemprop: (attribute(node, 'itemprop') ?? '').toLowerCase(),
      index: elements.length,
      end: elements.length + 1,
      inline: false,
    };
    elements.push(made);
    return made;
  };

  const body = make(root, undefined);
  let seen = 0;
  let into = body;
  let node: Node | null = firstChildOf(root);
  while (node) {
    seen += 1;
    if (seen > MAX_NODES) throw new GleanerError('too_large', `more than ${MAX_NODES} nodes`);
    let inside: Node | null = null;
    if (isText(node)) {
      const { size, commas } = weigh(node.data);
      if (size > 0) into.children.push({ type: 'text', node, parent: into, size, commas });
    } else if (isElement(node)) {
      const name = localName(node);
      const hidden =
        NEVER_READ.has(name) ||
        attribute(node, 'hidden') !== null ||
        attribute(node, 'aria-modal') === 'true' ||
        (styled && name !== 'br' && !isShown(node));
      if (!hidden) {
        if (into.depth < MAX_DEPTH) {
          const made = make(node, into);
          into.children.push(made);
          inside = firstChildOf(node);
          if (inside) into = made;
        } else {
          inside = firstChildOf(node);
        }
      }
    }
    if (inside) {
      node = inside;
      continue;
    }
    let at: Node = node;
    let next: Node | null = nextSiblingOf(at);
    while (!next) {
      const parent: Node | null = parentOf(at);
      if (!parent || at === root) break;
      if (parent === into.node && into.parent) into = into.parent;
      if (parent === root) break;
      at = parent;
      next = nextSiblingOf(at);
    }
    node = next;
  }
  for (let index = elements.length - 1; index >= 0; index -= 1) {
    const element = elements[index];
    if (!element) continue;
    const last = element.children.findLast((child) => child.type === 'element');
    if (last?.type === 'element') element.end = last.end;
    element.inline =
      PHRASING.has(element.name) && element.children.every((child) => child.type === 'text' || child.inline);
  }
  return { body, elements };
}

/** Whether `inner` is `outer` or lies in it. */
export function isWithin(inner: PageElement, outer: PageElement): boolean {
  return inner.index >= outer.index && inner.index < outer.end;
}

/** Whether an element is one of `parts` or lies in one. */
export function insideOf(tree: PageTree, parts: readonly PageElement[]): (element: PageElement) => boolean {
  const inside = new Uint8Array(tree.elements.length);
  for (const part of parts) inside.fill(1, part.index, part.end);
  return (element) => inside[element.index] === 1;
}

/** The elements in `element`, itself first. */
export function within(tree: PageTree, element: PageElement): PageElement[] {
  return tree.elements.slice(element.index, element.end);
}

/** The text of an element, spaces folded, at most about `limit` characters. */
export function textIn(element: PageElement, limit = 400): string {
  let text = '';
  const visit = (at: PageElement): void => {
    for (const child of at.children) {
      if (text.length > limit) return;
      if (child.type === 'text') text += child.node.data;
      else visit(child);
    }
    if (!at.inline) text += ' ';
  };
  visit(element);
  // Most texts are folded already, and finding that out is a tenth of the work.
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}
