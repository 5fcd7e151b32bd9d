import type { RenderedElement } from './rendered-tree.ts';
import { attribute, htmlName, isElement, parentOf } from './safe-dom.ts';

/** What may stand behind the backticks of a fence. */
const LANGUAGE = /^[^\s`]{1,40}$/;
const NAMED = /^(?:language|lang|highlight-source|highlight-text|brush:?|sourceCode)-([^\s`]{1,40})$/;
/** Words before the language, where a class of its own is that: highlight.js, SyntaxHighlighter, Pandoc, Jekyll, Hexo. */
const BESIDE = new Set(['hljs', 'brush:', 'sourceCode', 'highlight', 'prism-code', 'prettyprint', 'code-block']);
const NO_LANGUAGE =
  /^(?:none|te?xt|plain(?:text)?|no-?highlight|undefined|auto|copy|ln|numberLines|line-?numbers|lineAnchors|linenums|wrap|chroma|shiki|code|block|source|notranslate|highlight(?:er-rouge|-.*)?|hljs(?:-.*)?|language-.*|lang-.*|.*[-_].*[-_].*|dark|light|nohighlight)$/i;

function named(element: Element): string | undefined {
  const classes = (attribute(element, 'class') ?? '').slice(0, 1_000).split(/\s+/).filter(Boolean);
  const beside = classes.some((name) => BESIDE.has(name)) ? classes.filter((name) => !BESIDE.has(name)) : [];
  return [
    ...classes.map((name) => NAMED.exec(name)?.[1]),
    attribute(element, 'data-language'),
    attribute(element, 'data-lang'),
    ...beside,
  ].find((language): language is string => !!language && LANGUAGE.test(language) && !NO_LANGUAGE.test(language));
}

/**
 * The language of a block of code, as highlighters note it (highlight.js, Prism, Shiki, Rouge, Pandoc, GitHub): on the
 * block, the `<code>` in it, or one of two elements around it; those of a table that sets line numbers beside it do not
 * count.
 */
export function codeLanguage(block: RenderedElement): string | undefined {
  const candidates: Element[] = [...codesIn(block), block.element];
  let up = 0;
  for (let at = parentOf(block.element); up < 2 && at && isElement(at); at = parentOf(at)) {
    candidates.push(at);
    if (!/^t(?:d|r|body|able)$/.test(htmlName(at))) up += 1;
  }
  for (const candidate of candidates) {
    const language = named(candidate);
    if (language) return language;
  }
  return undefined;
}

function codesIn({ children }: RenderedElement): Element[] {
  const inner = children.find((child) => child.type === 'element' && child.name === 'code');
  return inner?.type === 'element' ? [inner.element] : [];
}
