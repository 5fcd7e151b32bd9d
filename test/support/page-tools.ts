/** A rectangle in CSS pixels of the viewport of the page. */
export type Box = { x: number; y: number; width: number; height: number };

export type PageTools = ReturnType<typeof pageTools>;

/**
 * What it takes to find elements on a page as the picker sees them: run it in a world of its own, and hand its result to
 * what runs there. Everything goes through the prototypes, because forms hide what is called like their fields.
 */
export function pageTools() {
  type Tree = Document | ShadowRoot;
  const read = (prototype: object, property: string, of: object) =>
    Object.getOwnPropertyDescriptor(prototype, property)?.get?.call(of);
  // No `instanceof`: what is in a frame comes from another realm, whose prototypes are not those of here.
  const isElement = (node: Node | null): node is Element =>
    node !== null && read(Node.prototype, 'nodeType', node) === Node.ELEMENT_NODE;
  const shadowOf = (element: Element): ShadowRoot | null => read(Element.prototype, 'shadowRoot', element);
  const documentOf = (node: Node): Document => read(Node.prototype, 'ownerDocument', node) ?? node;
  const parentNodeOf = (node: Node): Node | null => read(Node.prototype, 'parentNode', node);
  const childrenOf = (node: Node): Element[] =>
    Array.from(read(Node.prototype, 'childNodes', node) as NodeListOf<Node>).filter((node) =>
      isElement(node),
    ) as Element[];
  const nameOf = (element: Element): string => read(Element.prototype, 'localName', element);
  const boxOf = (element: Element): DOMRect => {
    const box = Element.prototype.getBoundingClientRect.call(element);
    if (box.width > 0 || box.height > 0) return box;
    const range = documentOf(element).createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  const frameOf = (node: Node): Element | null => {
    const view: Window | null = read(Document.prototype, 'defaultView', documentOf(node));
    return view?.frameElement ?? null;
  };
  const insideOf = (frame: Element): Document | null => {
    try {
      return (frame as HTMLIFrameElement).contentDocument ?? null;
    } catch {
      return null;
    }
  };

  /** Where an element is drawn, also from within frames. */
  const drawnAt = (element: Element): Box => {
    let { x, y, width, height } = boxOf(element);
    for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
      const outer = boxOf(frame);
      x += outer.x + frame.clientLeft;
      y += outer.y + frame.clientTop;
    }
    return { x, y, width, height };
  };
  const isShown = (element: Element): boolean => {
    const { width, height } = drawnAt(element);
    return width > 0 && height > 0;
  };

  /** All that match, in open shadow trees too, those outside of them first. */
  const all = (tree: Tree, css: string): Element[] => {
    const query = (selector: string): Element[] =>
      Array.from(
        (read(Node.prototype, 'nodeType', tree) === Node.DOCUMENT_NODE
          ? Document.prototype
          : DocumentFragment.prototype
        ).querySelectorAll.call(tree, selector),
      );
    const roots = query('*').flatMap((element) => shadowOf(element) ?? []);
    return [...query(css), ...roots.flatMap((root) => all(root, css))];
  };

  /** The tree as it is drawn: what is in a shadow root takes the place of its host's children. */
  const parentOf = (element: Element): Element | null => {
    const slot: Element | null = read(Element.prototype, 'assignedSlot', element);
    const parent = slot ?? parentNodeOf(element);
    if (parent && read(Node.prototype, 'nodeType', parent) === Node.DOCUMENT_FRAGMENT_NODE) {
      return (parent as ShadowRoot).host ?? null;
    }
    return isElement(parent) ? parent : null;
  };
  const drawnChildren = (element: Element): Element[] => {
    const root = shadowOf(element);
    const assigned = nameOf(element) === 'slot' ? (element as HTMLSlotElement).assignedElements() : [];
    return (assigned.length > 0 ? assigned : childrenOf(root ?? element)).filter(isShown);
  };
  /** From an element out to the root of its document, itself first. */
  const lineOf = (element: Element): Element[] => {
    const line: Element[] = [];
    for (let at: Element | null = element; at; at = parentOf(at)) line.push(at);
    return line;
  };

  /** The innermost element that is drawn at a point of the viewport of a document, under `except`. */
  const innermost = (document: Document, x: number, y: number, except?: Element): Element | undefined => {
    const drawn: Element[] = Document.prototype.elementsFromPoint.call(document, x, y);
    let found: Element | null = drawn.find((element) => element !== except) ?? null;
    for (let root = found && shadowOf(found); root; root = found && shadowOf(found)) {
      const inner: Element | null = root.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    const inside = found && insideOf(found);
    if (!found || !inside) return found ?? undefined;
    const { x: left, y: top } = boxOf(found);
    return innermost(inside, x - left - found.clientLeft, y - top - found.clientTop) ?? found;
  };

  return { all, documentOf, insideOf, nameOf, drawnAt, isShown, drawnChildren, lineOf, innermost };
}
