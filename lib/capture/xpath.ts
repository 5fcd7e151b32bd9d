import {
  contentTypeOf,
  documentOf,
  firstChildOf,
  htmlName,
  isElement,
  localName,
  nextSiblingOf,
  parentOf,
  previousElementOf,
} from './safe-dom.ts';

/**
 * The XPath of an element from its document (or the fragment it is in): `/html[1]/body[1]/p[3]`. Elements whose name is
 * no plain HTML one are given by number alone, `/*[2]`: in XPath their names would need namespaces.
 */
export function xpathOf(element: Element): string {
  const document = documentOf(element);
  const named = document !== null && contentTypeOf(document) === 'text/html';
  const steps: string[] = [];
  for (let at: Node | null = element; at && isElement(at); at = parentOf(at)) {
    const name = htmlName(at);
    const test = named && /^[a-z][a-z0-9]*$/.test(name) ? name : '*';
    let position = 1;
    for (let before = previousElementOf(at); before; before = previousElementOf(before)) {
      if (test === '*' || (localName(before) === name && htmlName(before) === name)) position += 1;
    }
    steps.push(`/${test}[${position}]`);
  }
  return steps.reverse().join('');
}

/** The element at an XPath that `xpathOf` made, from the document or fragment that it is in; undefined for none. */
export function elementAt(root: Node, xpath: string): Element | undefined {
  let at: Node = root;
  for (const [, test, number] of xpath.matchAll(/\/([a-z][a-z0-9]*|\*)\[(\d+)\]/g)) {
    let left = Number(number);
    let child = firstChildOf(at);
    while (child) {
      if (isElement(child) && (test === '*' || htmlName(child) === test)) left -= 1;
      if (left === 0) break;
      child = nextSiblingOf(child);
    }
    if (!child) return undefined;
    at = child;
  }
  return isElement(at) ? at : undefined;
}
