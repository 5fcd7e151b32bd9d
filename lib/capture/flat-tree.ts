import { shadowRootOf } from '#lib/platform/shadow-root.ts';
import {
  assignedTo,
  childrenOf,
  contains,
  firstChildOf,
  htmlName,
  isElement,
  isShadowRoot,
  nextSiblingOf,
  parentOf,
  queryWithin,
  shadowHostOf,
} from './safe-dom.ts';

/** Elements of HTML that may have a shadow root, beside those that a page names itself. */
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

/**
 * A document as it is drawn: what is in a shadow root stands in place of its host's children, and those stand in the
 * slots that they were given to. https://drafts.csswg.org/css-scoping/#flattening
 *
 * One is made for each reading and remembers what it found, so it must not outlive a change of the page.
 */
export class FlatTree {
  readonly #roots = new Map<Element, ShadowRoot | null>();
  /** By host: which slot each of its children is drawn in, and what is drawn after it. */
  readonly #slotted = new Map<Element, Map<Node, { slot: Element; next: Node | null }>>();

  shadowRoot(element: Element): ShadowRoot | null {
    const known = this.#roots.get(element);
    if (known !== undefined) return known;
    const name = htmlName(element);
    const root = HOSTS.has(name) || name.includes('-') ? shadowRootOf(element) : null;
    this.#roots.set(element, root);
    return root;
  }

  firstChild(node: Node): Node | null {
    if (!isElement(node)) return firstChildOf(node);
    const root = this.shadowRoot(node);
    if (root) return firstChildOf(root);
    return (htmlName(node) === 'slot' && assignedTo(node)[0]) || firstChildOf(node);
  }

  nextSibling(node: Node): Node | null {
    const slotted = this.#slotOf(node);
    return slotted ? slotted.next : nextSiblingOf(node);
  }

  /** The element around a node; at the root of a document, that document. */
  parent(node: Node): Node | null {
    const parent = parentOf(node);
    if (!parent) return isShadowRoot(node) ? shadowHostOf(node) : null;
    if (isShadowRoot(parent)) return shadowHostOf(parent);
    return this.#slotOf(node)?.slot ?? parent;
  }

  /** From the inside out. */
  ancestors(node: Node): Element[] {
    const ancestors: Element[] = [];
    for (let at = this.parent(node); at && isElement(at); at = this.parent(at)) ancestors.push(at);
    return ancestors;
  }

  contains(ancestor: Node, node: Node | undefined): boolean {
    if (!node) return false;
    if (contains(ancestor, node)) return true;
    for (let at: Node | null = node; at; at = this.parent(at)) if (at === ancestor) return true;
    return false;
  }

  /** The node that follows `node` and all that is drawn in it. */
  following(node: Node): Node | undefined {
    for (let at: Node | null = node; at; at = this.parent(at)) {
      const next = this.nextSibling(at);
      if (next) return next;
    }
    return undefined;
  }

  /** The first node that a boundary point of a range lies in or before, of those that are drawn. */
  nodeAt(container: Node, offset: number): Node | undefined {
    const children = childrenOf(container);
    if (!isElement(container) && !isShadowRoot(container) && children.length === 0) return this.#drawn(container);
    if (isElement(container) && this.shadowRoot(container) && offset === 0)
      return this.firstChild(container) ?? undefined;
    const child = children[offset];
    return child ? this.#drawn(child) : this.following(container);
  }

  /** `node`, or what follows the host that does not draw it. */
  #drawn(node: Node): Node | undefined {
    let drawn: Node | undefined = node;
    for (let at: Node | null = node; at; at = parentOf(at) ?? (isShadowRoot(at) ? shadowHostOf(at) : null)) {
      const parent = parentOf(at);
      if (parent && isElement(parent) && this.shadowRoot(parent) && !this.#slotOf(at)) drawn = this.following(parent);
    }
    return drawn;
  }

  #slotOf(node: Node): { slot: Element; next: Node | null } | undefined {
    const host = parentOf(node);
    if (!host || !isElement(host)) return undefined;
    const root = this.shadowRoot(host);
    if (!root) return undefined;
    let slotted = this.#slotted.get(host);
    if (!slotted) {
      slotted = new Map();
      for (const slot of queryWithin(root, 'slot')) {
        const nodes = assignedTo(slot);
        for (const [index, assigned] of nodes.entries())
          slotted.set(assigned, { slot, next: nodes[index + 1] ?? null });
      }
      this.#slotted.set(host, slotted);
    }
    return slotted.get(node);
  }
}
