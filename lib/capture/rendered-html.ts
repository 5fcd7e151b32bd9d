import { safeUrl } from '#lib/core/url.ts';
import { alignmentOf } from './cell-alignment.ts';
import { codeLanguage } from './code-language.ts';
import { KEPT_ATTRIBUTES, KEPT_ELEMENTS } from './html-names.ts';
import { imageUrl } from './image-source.ts';
import { ordinalOf } from './list-item.ts';
import { type Formula, formulaOf } from './math.ts';
import type { RenderedElement, RenderedNode } from './rendered-tree.ts';
import { attribute, attributeNamesOf } from './safe-dom.ts';

/** Of those, what is a block only because it is drawn as one, and what is drawn in a line all the same. */
const PHRASING = new Set(
  'a abbr b cite code del dfn em i ins kbd mark q s samp small strike strong sub sup time tt u var'.split(' '),
);
const SECTIONS = new Set('article aside figure figcaption footer header main nav p section summary'.split(' '));
/** Names by which notes and what refers to them find each other. */
const NOTE_ID = /^(?:fn|foot|note|cite|ref)/i;

const MAX_ATTRIBUTE = 500;

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
      const src = imageUrl(node.sources, base);
      const title = node.title ? ` title="${escaped(node.title)}"` : '';
      return src ? `<img src="${escaped(src)}" alt="${escaped(node.alt)}"${title}>` : escaped(node.alt);
    }
    case 'math':
      return mathHtml(node);
    case 'element':
      return elementHtml(node, base, isCode);
  }
}

/** A formula as the source that it was drawn of, marked as converters know it. */
function mathHtml({ tex, display }: Formula): string {
  const [name, classes] = display ? ['div', 'katex katex-display'] : ['span', 'katex'];
  return `<${name} class="${classes}" data-tex="${escaped(tex)}">${escaped(tex)}</${name}>`;
}

/** Where the text in a cell stands: style sheets say it, and those are not kept. */
function alignOf(cell: Element): string {
  const align = alignmentOf(cell);
  return align === null ? '' : ` align="${align}"`;
}

/** The number that a list begins with, where only a part of it was read, too. */
function startOf({ element, children }: RenderedElement): string {
  const first = children.find((child) => child.type === 'element' && child.name === 'li');
  const start = first?.type === 'element' ? ordinalOf(element, first.element) : 1;
  return start === 1 ? '' : ` start="${start}"`;
}

function elementHtml(node: RenderedElement, base: string, isCode: boolean): string {
  const { element, name, flow, children } = node;
  const formula = formulaOf(element, name, attribute(element, 'class') ?? '');
  if (formula) return mathHtml(formula);
  const inside = children.map((child) => htmlOf(child, base, isCode || name === 'pre')).join('');
  const isInLine = flow === 'inline' || flow === 'item';
  if (!KEPT_ELEMENTS.has(name) || (isInLine && SECTIONS.has(name))) return isInLine ? inside : `<div>${inside}</div>`;
  const language = name === 'pre' ? codeLanguage(node) : undefined;
  const names = attributeNamesOf(element);
  const attributes = KEPT_ATTRIBUTES.flatMap((key) => {
    const given = names.includes(key) ? attribute(element, key) : null;
    // Highlighters note it wherever they like.
    const value = key === 'class' && language ? `language-${language} ${given ?? ''}`.trim() : given;
    return value === null ? [] : [` ${key}="${escaped(value.slice(0, MAX_ATTRIBUTE))}"`];
  });
  const id = attribute(element, 'id');
  if (id && NOTE_ID.test(id) && id.length <= MAX_ATTRIBUTE) attributes.push(` id="${escaped(id)}"`);
  if (name === 'td' || name === 'th') attributes.push(alignOf(element));
  if (name === 'ol') attributes.push(startOf(node));
  const href = name === 'a' ? safeUrl(attribute(element, 'href'), base) : undefined;
  if (href) attributes.push(` href="${escaped(href)}"`);
  // What is in a folded one was left out; what is here was seen.
  if (name === 'details') attributes.push(' open');
  // Parsers drop a line feed right after the tag, each time.
  const content = name === 'pre' ? inside.replace(/^\n/, '<br>') : inside;
  const html = `<${name}${attributes.join('')}>${content}</${name}>`;
  return flow === 'block' && PHRASING.has(name) ? `<div>${html}</div>` : html;
}
