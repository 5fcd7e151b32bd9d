import type { RenderedElement } from './rendered-tree.ts';
import { attribute, isElement, parentOf } from './safe-dom.ts';

const NAMED = /(?:^|\s)(?:language|lang|highlight-source|highlight-text|brush:?|sourceCode)[-\s]?([\w+#.-]{1,40})/;
// highlight.js writes the language as a class of its own beside `hljs`.
const HIGHLIGHT_JS = /(?:^|\s)hljs\s+([\w+#.-]{1,40})/;
const NO_LANGUAGE = new Set(['none', 'text', 'plaintext', 'nohighlight', 'hljs', 'undefined', 'copy', 'ln']);

function named(element: Element): string | undefined {
  const classes = (attribute(element, 'class') ?? '').slice(0, 1_000);
  const language =
    NAMED.exec(classes)?.[1] ??
    attribute(element, 'data-language') ??
    attribute(element, 'data-lang') ??
    HIGHLIGHT_JS.exec(classes)?.[1];
  if (!language || !/^[\w+#.-]{1,40}$/.test(language) || NO_LANGUAGE.has(language)) return undefined;
  return language;
}

/**
 * The language of a block of code, as highlighters note it (highlight.js, Prism, Shiki, Rouge, Pandoc, GitHub): on the
 * block, the `<code>` in it, or one of two elements around it.
 */
export function codeLanguage(block: RenderedElement): string | undefined {
  const inner = block.children.find((child) => child.type === 'element' && child.name === 'code');
  const candidates: Element[] = inner?.type === 'element' ? [inner.element, block.element] : [block.element];
  for (let at = parentOf(block.element), up = 0; up < 2 && at && isElement(at); at = parentOf(at), up += 1) {
    candidates.push(at);
  }
  for (const candidate of candidates) {
    const language = named(candidate);
    if (language) return language;
  }
  return undefined;
}
