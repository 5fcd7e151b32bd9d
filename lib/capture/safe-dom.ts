/**
 * DOM reads that a page cannot disturb. `<form><input name="firstChild"></form>` replaces `form.firstChild`, and
 * `<img name="title">` replaces `document.title`, for extensions too: named elements shadow the properties of forms and
 * documents. The accessors of the prototypes are out of a page's reach.
 * https://html.spec.whatwg.org/multipage/forms.html#the-form-element (LegacyOverrideBuiltIns)
 *
 * Accessors are looked up at the first call: this file is also loaded where there is no DOM.
 */
function accessor<T, K extends keyof T>(owner: () => { prototype: T }, key: K): (target: T) => T[K] {
  let get: (() => T[K]) | undefined;
  return (target) => {
    get ??= Object.getOwnPropertyDescriptor(owner().prototype, key)?.get;
    if (!get) throw new TypeError(`no accessor: ${String(key)}`);
    return get.call(target);
  };
}

export const nodeType = accessor(() => Node, 'nodeType');
export const parentOf = accessor(() => Node, 'parentNode');
export const childrenOf = accessor(() => Node, 'childNodes');
export const firstChildOf = accessor(() => Node, 'firstChild');
export const nextSiblingOf = accessor(() => Node, 'nextSibling');
export const textOf = accessor(() => Node, 'textContent');
export const documentOf = accessor(() => Node, 'ownerDocument');
export const baseUriOf = accessor(() => Node, 'baseURI');
export const localName = accessor(() => Element, 'localName');
export const namespaceOf = accessor(() => Element, 'namespaceURI');
export const previousElementOf = accessor(() => Element, 'previousElementSibling');
export const nextElementOf = accessor(() => Element, 'nextElementSibling');
export const titleOf = accessor(() => Document, 'title');
export const bodyOf = accessor(() => Document, 'body');
export const rootOf = accessor(() => Document, 'documentElement');
export const contentTypeOf = accessor(() => Document, 'contentType');
export const addressOf = accessor(() => Document, 'URL');
export const viewOf = accessor(() => Document, 'defaultView');
export const shadowHostOf = accessor(() => ShadowRoot, 'host');
const activeInDocument = accessor(() => Document, 'activeElement');
const activeInShadow = accessor(() => ShadowRoot, 'activeElement');
export const innerTextOf = accessor(() => HTMLElement, 'innerText');
export const isChecked = accessor(() => HTMLInputElement, 'checked');
export const naturalWidthOf = accessor(() => HTMLImageElement, 'naturalWidth');
export const naturalHeightOf = accessor(() => HTMLImageElement, 'naturalHeight');
export const currentSourceOf = accessor(() => HTMLImageElement, 'currentSrc');
export const clientLeftOf = accessor(() => Element, 'clientLeft');
export const clientTopOf = accessor(() => Element, 'clientTop');
export const clientWidthOf = accessor(() => Element, 'clientWidth');
export const clientHeightOf = accessor(() => Element, 'clientHeight');
export const scrollLeftOf = accessor(() => Element, 'scrollLeft');
export const scrollTopOf = accessor(() => Element, 'scrollTop');
export const layoutWidthOf = accessor(() => HTMLElement, 'offsetWidth');
export const layoutHeightOf = accessor(() => HTMLElement, 'offsetHeight');
const selectedIn = accessor(() => HTMLSelectElement, 'selectedOptions');
const isMultiple = accessor(() => HTMLSelectElement, 'multiple');
const optionTextOf = accessor(() => HTMLOptionElement, 'text');

export const isElement = (node: Node): node is Element => nodeType(node) === 1;
/** Text, CDATA sections included. */
export const isText = (node: Node): node is Text => {
  const type = nodeType(node);
  return type === 3 || type === 4;
};

/** The root of a shadow tree. By its type and what it lacks: frames have a class of their own of that name. */
export function isShadowRoot(node: Node): node is ShadowRoot {
  return nodeType(node) === 11 && 'host' in node;
}

const HTML = 'http://www.w3.org/1999/xhtml';

/** The name of an HTML element; '' for what is of another vocabulary (SVG, MathML). */
export function htmlName(element: Element): string {
  return namespaceOf(element) === HTML ? localName(element) : '';
}

const inFrame = accessor(() => HTMLIFrameElement, 'contentDocument');
const inFramesetFrame = accessor(() => HTMLFrameElement, 'contentDocument');
const inObject = accessor(() => HTMLObjectElement, 'contentDocument');

/** The document in a frame; null where that is of another site, undefined where `element` is no frame. */
export function contentDocumentOf(element: Element): Document | null | undefined {
  switch (htmlName(element)) {
    case 'iframe':
      return inFrame(element as HTMLIFrameElement);
    case 'frame':
      return inFramesetFrame(element as HTMLFrameElement);
    case 'object':
      return inObject(element as HTMLObjectElement);
    default:
      return undefined;
  }
}

const fieldAccessor = <K extends 'value' | 'selectionStart' | 'selectionEnd'>(key: K) => {
  const ofInput = accessor(() => HTMLInputElement, key);
  const ofTextArea = accessor(() => HTMLTextAreaElement, key);
  return (element: Element) => (isInput(element) ? ofInput(element) : ofTextArea(element as HTMLTextAreaElement));
};
const fieldValueOf = fieldAccessor('value');
const selectionStartOf = fieldAccessor('selectionStart');
const selectionEndOf = fieldAccessor('selectionEnd');

/** Also while the page shows it as text, as the eye beside the field makes it do. */
function isSecret(field: Element): boolean {
  const purpose = attribute(field, 'autocomplete') ?? '';
  const isPassword = attribute(field, 'type')?.toLowerCase() === 'password';
  return isPassword || /(?:^|\s)(?:current-password|new-password|one-time-code)(?:\s|$)/i.test(purpose);
}

/** What is selected of the text in an input or text area; undefined for other elements, and for secrets. */
export function fieldText(element: Element): string | undefined {
  const name = htmlName(element);
  if ((name !== 'textarea' && name !== 'input') || isSecret(element)) return undefined;
  const [value, start, end] = [fieldValueOf(element), selectionStartOf(element), selectionEndOf(element)];
  return typeof value === 'string' && typeof start === 'number' && typeof end === 'number'
    ? value.slice(start, end)
    : undefined;
}

/** What stands in a field: undefined for other elements, and for secrets. A closed list shows what is chosen of it. */
export function fieldValue(element: Element): string | undefined {
  const name = htmlName(element);
  if (name === 'select') {
    const select = element as HTMLSelectElement;
    const [option] = isMultiple(select) ? [] : selectedIn(select);
    return option && optionTextOf(option);
  }
  if ((name !== 'textarea' && name !== 'input') || isSecret(element)) return undefined;
  return fieldValueOf(element);
}

/** The box of an element, in CSS pixels of the viewport of its document. */
export function boundsOf(element: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(element);
}

export const isInput = (element: Element): element is HTMLInputElement => htmlName(element) === 'input';
export const isImage = (element: Element): element is HTMLImageElement => htmlName(element) === 'img';

export function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

export function attributeNamesOf(element: Element): string[] {
  return Element.prototype.getAttributeNames.call(element);
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

export function contains(ancestor: Node, node: Node | null | undefined): boolean {
  return node ? Node.prototype.contains.call(ancestor, node) : false;
}

/** Where `other` is relative to `node`: the bits of `compareDocumentPosition`. */
export function positionOf(node: Node, other: Node): number {
  return Node.prototype.compareDocumentPosition.call(node, other);
}

export function queryAll(document: Document, selector: string): Element[] {
  return Array.from(Document.prototype.querySelectorAll.call(document, selector));
}

export function queryWithin(root: Element | ShadowRoot, selector: string): Element[] {
  const { querySelectorAll } = isElement(root) ? Element.prototype : DocumentFragment.prototype;
  return Array.from(querySelectorAll.call(root, selector));
}

/** What is drawn in a slot in place of what stands in it. */
export function assignedTo(slot: Element): Node[] {
  return HTMLSlotElement.prototype.assignedNodes.call(slot);
}

/** The element that has the focus in a document or a shadow tree. */
export function activeIn(root: Document | ShadowRoot): Element | null {
  return isShadowRoot(root) ? activeInShadow(root) : activeInDocument(root);
}

/** The top of the tree that a node is in: a document, a shadow root, a fragment, or a node that is in none. */
export function treeRootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node);
}

/** Whether the top of a tree can be searched: a document, or a fragment such as a shadow root. */
export function isQueryable(node: Node): node is Document | DocumentFragment {
  return nodeType(node) === 9 || nodeType(node) === 11;
}

export function queryRoot(root: Document | DocumentFragment, selector: string): Element[] {
  const { querySelectorAll } = nodeType(root) === 9 ? Document.prototype : DocumentFragment.prototype;
  return Array.from(Reflect.apply(querySelectorAll, root, [selector]));
}

/** A walk in document order over `root` and what is in it. */
export function walkerOf(root: Node, whatToShow: number): TreeWalker {
  const document = documentOf(root) ?? root;
  return Document.prototype.createTreeWalker.call(document, root, whatToShow);
}

export function ancestorsOf(node: Node): Element[] {
  const ancestors: Element[] = [];
  for (let at: Node | null = parentOf(node); at && isElement(at); at = parentOf(at)) ancestors.push(at);
  return ancestors;
}

/** The node that follows `node` and all that is in it, in document order. */
export function following(node: Node): Node | undefined {
  for (let at: Node | null = node; at; at = parentOf(at)) {
    const next = nextSiblingOf(at);
    if (next) return next;
  }
  return undefined;
}

/** The first node that a boundary point of a range lies in or before. */
export function nodeAt(container: Node, offset: number): Node | undefined {
  if (!isElement(container) && !firstChildOf(container)) return container;
  return childrenOf(container)[offset] ?? following(container);
}
