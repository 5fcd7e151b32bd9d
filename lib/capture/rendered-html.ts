import { safeUrl } from '#lib/core/url.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';
import { attribute } from './safe-dom.ts';

/** Elements that say something; all others are only their content, on lines of its own where they were a block. */
const KEPT = new Set(
  `a abbr article aside b blockquote caption cite code col colgroup dd del details dfn dl dt em figcaption figure footer h1
  h2 h3 h4 h5 h6 header i ins kbd li main mark nav ol p pre q s samp section small strike strong sub summary sup table tbody
  td tfoot th thead time tr u ul var`.split(/\s+/),
);
/** What a converter may ask of them. Addresses are not among them: those are resolved first. */
const ATTRIBUTES = [
  'class',
  'colspan',
  'datetime',
  'dir',
  'headers',
  'itemprop',
  'lang',
  'reversed',
  'role',
  'rowspan',
  'scope',
  'start',
  'title',
  'type',
  'value',
];
const MAX_ATTRIBUTE = 500;

/** All that the HTML of a clip is made of. */
export const HTML_ELEMENTS: readonly string[] = [...KEPT, 'br', 'div', 'hr', 'img', 'input'];
export const HTML_ATTRIBUTES: readonly string[] = [...ATTRIBUTES, 'alt', 'checked', 'disabled', 'href', 'open', 'src'];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\u00a0': '&nbsp;' };
const escaped = (text: string): string => text.replace(/[&<>"\u00a0]/g, (char) => ENTITIES[char] ?? char);

/**
 * What a reader saw, as HTML: the words, the structure and the addresses, without anything that runs, loads or styles.
 * Hidden parts are left out and white space is as it was drawn, so that it reads the same where there is no style sheet.
 * @param base What relative addresses are relative to.
 */
export function renderedHtml(nodes: readonly RenderedNode[], base: string): string {
  return nodes.map((node) => htmlOf(node, base, false)).join('');
}

function htmlOf(node: RenderedNode, base: string, isCode: boolean): string {
  switch (node.type) {
    case 'text':
      return isCode ? escaped(node.value) : escaped(node.value).replaceAll('\n', '<br>');
    case 'break':
      return isCode ? '\n' : '<br>';
    case 'rule':
      return '<hr>';
    case 'checkbox':
      return `<input type="checkbox"${node.checked ? ' checked' : ''} disabled>`;
    case 'image': {
      const src = node.sources.map((source) => safeUrl(source, base)).find((source) => source?.startsWith('http'));
      return src ? `<img src="${escaped(src)}" alt="${escaped(node.alt)}">` : escaped(node.alt);
    }
    case 'math':
      return `<code class="language-math${node.display ? ' display' : ''}">${escaped(node.tex)}</code>`;
    case 'element':
      return elementHtml(node, base, isCode);
  }
}

function elementHtml({ element, name, flow, children }: RenderedElement, base: string, isCode: boolean): string {
  const inside = children.map((child) => htmlOf(child, base, isCode || name === 'pre')).join('');
  if (!KEPT.has(name)) return flow === 'inline' || flow === 'item' || isCode ? inside : `<div>${inside}</div>`;
  const attributes = ATTRIBUTES.flatMap((key) => {
    const value = attribute(element, key);
    return value === null ? [] : [` ${key}="${escaped(value.slice(0, MAX_ATTRIBUTE))}"`];
  });
  const href = name === 'a' ? safeUrl(attribute(element, 'href'), base) : undefined;
  if (href) attributes.push(` href="${escaped(href)}"`);
  // What is in a folded one was left out; what is here was seen.
  if (name === 'details') attributes.push(' open');
  // The parser drops a line feed right after the tag.
  const first = name === 'pre' && inside.startsWith('\n') ? '\n' : '';
  return `<${name}${attributes.join('')}>${first}${inside}</${name}>`;
}
