import type { PageElement, PageText } from './page-tree.ts';

/** Names of headings. */
export const HEADING = /^h[1-6]$/;

/** What is in boxes that hold nothing else. */
export function loneChild(element: PageElement): PageElement {
  let at = element;
  while (!HEADING.test(at.name)) {
    const [only, other] = at.children;
    if (only?.type !== 'element' || other) return at;
    at = only;
  }
  return at;
}

/** A block that holds lines of text only, or an inline element. */
export function isLine(element: PageElement): boolean {
  return (
    element.inline || element.children.every((child: PageElement | PageText) => child.type === 'text' || child.inline)
  );
}

/** A block whose text is all set apart, by name or by boxes that may be. */
export function isBold(element: PageElement): boolean {
  const parts = element.children.filter((child) => child.type === 'element' || child.size > 0);
  return (
    parts.length > 0 &&
    parts.every((child) => child.type === 'element' && /^(?:b|strong|span|em|font)$/.test(child.name))
  );
}

/** In a heading, or in a line that is one to what follows it. */
export function isWithinHeading(element: PageElement): boolean {
  for (let at: PageElement | undefined = element.parent; at; at = at.parent) {
    if (HEADING.test(at.name) || at.name === 'dt' || at.name === 'summary') return true;
  }
  return false;
}

/** In the cell of a table. */
export function isWithinTable(element: PageElement): boolean {
  for (let at: PageElement | undefined = element.parent; at; at = at.parent)
    if (at.name === 'td' || at.name === 'th') return true;
  return false;
}

/** Whether two lines have most of their words in common. */
export function similar(a: string, b: string): boolean {
  const words = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [left, right] = [words(a), words(b)];
  if (left.length < 3 || right.length < 3) return false;
  const known = new Set(left);
  const shared = right.filter((word) => known.has(word)).length;
  return shared / right.length > 0.8 && shared / left.length > 0.6;
}
