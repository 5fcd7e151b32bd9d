import type { InlineTagName } from '#lib/core/markdown-nodes.ts';
import { cleanLine } from '#lib/core/text.ts';
import { safeUrl, withoutTracking } from '#lib/core/url.ts';
import { type Handler, type Scope, visitTransparent } from './block-flow.ts';
import { referenceOf } from './footnotes.ts';
import type { Mark } from './phrasing.ts';
import type { RenderedElement } from './rendered-tree.ts';
import { attribute } from './safe-dom.ts';

/** Takes what is in an element with one more mark on it, where it has none of that kind yet. */
const marked =
  (mark: (element: RenderedElement, scope: Scope) => Mark | undefined): Handler =>
  (element, scope, flow) => {
    const added = mark(element, scope);
    const known = !added || scope.marks.some((mark) => mark.type === added.type && nameOf(mark) === nameOf(added));
    visitTransparent(element, known ? scope : { ...scope, marks: [...scope.marks, added] }, flow);
  };

const nameOf = (mark: Mark): string => (mark.type === 'inlineTag' ? mark.name : '');

function linkOf({ element }: RenderedElement, { base }: Scope): Mark | undefined {
  const href = attribute(element, 'href');
  // An empty address is that of the page.
  const safe = safeUrl(href === '' ? base : href, base);
  if (safe === undefined) return undefined;
  const url = withoutTracking(safe);
  const title = cleanLine(attribute(element, 'title') ?? '');
  return title === '' ? { type: 'link', url } : { type: 'link', url, title };
}

const markedLink = marked(linkOf);

/** A link, or the mark of a footnote: where its note is not at hand, it is the text that the page shows. */
export const link: Handler = (element, scope, flow) => {
  const { marks, base, footnotes } = scope;
  const reference = referenceOf(element.element, base);
  if (!reference) return markedLink(element, scope, flow);
  const label = footnotes.labels.get(reference.target);
  // The mark stands for what is raised around it.
  const around = marks.filter((mark) => nameOf(mark) !== 'sup');
  if (label === undefined) {
    const value = /^[\p{L}\p{N}]/u.test(reference.text) ? `[${reference.text}]` : reference.text;
    flow.run.push({ node: { type: 'text', value }, marks: around });
  } else {
    flow.run.push({ node: { type: 'footnoteReference', identifier: label.toLowerCase(), label }, marks: around });
  }
};

/** Whether anything in an element is a link that may be followed. */
export function hasLink(element: RenderedElement, scope: Scope): boolean {
  return element.children.some(
    (child) =>
      child.type === 'element' && ((child.name === 'a' && linkOf(child, scope) !== undefined) || hasLink(child, scope)),
  );
}

export const strong = marked(() => ({ type: 'strong' }));
export const emphasis = marked(() => ({ type: 'emphasis' }));
export const deletion = marked(() => ({ type: 'delete' }));
/** In code they are part of the code. */
export const tag = (name: InlineTagName): Handler =>
  marked((_element, { inCode }) => (inCode ? undefined : { type: 'inlineTag', name }));
