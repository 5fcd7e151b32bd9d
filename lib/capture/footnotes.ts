import { pageKey } from '#lib/core/url.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';
import { attribute, htmlName, isElement, parentOf, queryWithin, textOf } from './safe-dom.ts';

/** A mark in the text that leads to a note, by what GitHub, markdown-it, Pandoc, kramdown and MediaWiki write. */
type Reference = {
  /** What the page shows, without brackets. */
  text: string;
  /** Of the element that is the note. */
  target: string;
};

/** The footnotes of what is clipped: which marks have their note in it, and which items are notes. */
export type Footnotes = {
  /** By the id of their element: the label of each note. */
  labels: ReadonlyMap<string, string>;
  /** Ids of the marks, which links back lead to. */
  marks: ReadonlySet<string>;
};

const NOTE_LINK = /(?:^|\s)(?:footnote-ref|footnote|footnoteref|noteref)(?:\s|$)/;
const BACK_LINK =
  /(?:^|\s)(?:(?:data-)?footnote-back(?:ref|link)?|reversefootnote|mw-cite-backlink|footnote-return)(?:\s|$)/;

/** The id that a link within its page leads to. */
function fragmentOf(link: Element, base: string): string | undefined {
  const href = attribute(link, 'href');
  const hash = href?.indexOf('#') ?? -1;
  if (!href || hash < 0) return undefined;
  if (hash > 0) {
    const url = URL.parse(href, base);
    if (!url || pageKey(url.href) !== pageKey(base)) return undefined;
  }
  const fragment = href.slice(hash + 1);
  try {
    return decodeURIComponent(fragment) || undefined;
  } catch {
    return fragment;
  }
}

const isSup = (element: Element | null | undefined): boolean =>
  element !== null && element !== undefined && htmlName(element) === 'sup';

/** The mark of a footnote that a link is, if it is one: raised, short, and leading to a place on its page. */
export function referenceOf(link: Element, base: string): Reference | undefined {
  if (htmlName(link) !== 'a') return undefined;
  const target = fragmentOf(link, base);
  if (target === undefined) return undefined;
  const parent = parentOf(link);
  const named =
    attribute(link, 'data-footnote-ref') !== null ||
    attribute(link, 'role') === 'doc-noteref' ||
    NOTE_LINK.test(attribute(link, 'class') ?? '');
  const raised = (parent && isElement(parent) && isSup(parent)) || queryWithin(link, 'sup').length === 1;
  if (!named && !raised) return undefined;
  const text = (textOf(link) ?? '').replace(/[\s[\]()]+/g, ' ').trim();
  return text.length > 0 && text.length <= 24 ? { text, target } : undefined;
}

function visit(nodes: readonly RenderedNode[], run: (element: RenderedElement) => void): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    run(node);
    visit(node.children, run);
  }
}

/** The footnotes of rendered trees: marks and notes that are both there. */
export function footnotesOf(nodes: readonly RenderedNode[], base: string): Footnotes {
  const wanted = new Map<string, string>();
  const marks = new Set<string>();
  visit(nodes, ({ element, name }) => {
    const reference = name === 'a' ? referenceOf(element, base) : undefined;
    if (!reference) return;
    const id = attribute(element, 'id');
    const parent = parentOf(element);
    const outer = parent && isElement(parent) ? attribute(parent, 'id') : null;
    if (id) marks.add(id);
    if (outer && isSup(parent as Element)) marks.add(outer);
    if (!wanted.has(reference.target)) wanted.set(reference.target, reference.text);
  });
  const labels = new Map<string, string>();
  if (wanted.size === 0) return { labels, marks };
  const used = new Set<string>();
  visit(nodes, ({ element, name }) => {
    const id = name === 'li' ? attribute(element, 'id') : null;
    const text = id === null ? undefined : wanted.get(id);
    if (id === null || text === undefined || labels.has(id)) return;
    let label = /^[\p{L}\p{N}_-]+$/u.test(text) ? text : String(labels.size + 1);
    while (used.has(label.toLowerCase())) label = `${label}-`;
    used.add(label.toLowerCase());
    labels.set(id, label);
  });
  return { labels, marks };
}

/** Whether an element in a note only leads back to the text. */
export function isBackLink(element: Element, { marks }: Footnotes, base: string): boolean {
  if (BACK_LINK.test(attribute(element, 'class') ?? '')) return true;
  if (htmlName(element) !== 'a') return false;
  if (attribute(element, 'role') === 'doc-backlink' || attribute(element, 'data-footnote-backref') !== null)
    return true;
  const target = fragmentOf(element, base);
  return target !== undefined && (marks.has(target) || /^(?:[\s↩↑^⏎]|\uFE0E|\uFE0F)*$/.test(textOf(element) ?? ''));
}
