import { contentTypeOf, documentOf, htmlName, isElement, localName, parentOf, previousElementOf } from './safe-dom.ts';

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
