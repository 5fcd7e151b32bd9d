import type { DisplayMath, InlineMath } from '#lib/core/markdown-nodes.ts';
import { isInlineTex } from '#lib/core/math.ts';
import { mathmlToTex } from './mathml.ts';
import {
  attribute,
  htmlName,
  isElement,
  localName,
  namespaceOf,
  nextSiblingOf,
  parentOf,
  queryWithin,
  textOf,
} from './safe-dom.ts';

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** What KaTeX, MathJax 2, MediaWiki and Zhihu put around a formula. MathJax 3 has an element of its own. */
const RENDERED = /(?:^|\s)(?:katex(?:-display)?|MathJax(?:_Display|_SVG|_CHTML)?|mwe-math-element|ztext-math)(?:\s|$)/;

export type Formula = { tex: string; display: boolean };

const isMathml = (element: Element): boolean => namespaceOf(element) === MATHML && localName(element) === 'math';

/** The formula that an element draws, if it is the outermost one that does and says what it draws. */
export function formulaOf(element: Element): Formula | undefined {
  const name = htmlName(element);
  const classes = attribute(element, 'class') ?? '';
  if (name === '' ? !isMathml(element) : name !== 'mjx-container' && !RENDERED.test(classes)) return undefined;
  const source = texOf(element);
  if (!source) return undefined;
  const display =
    attribute(element, 'display') === 'true' ||
    attribute(element, 'display') === 'block' ||
    /katex-display|MathJax_Display|mwe-math-element-block/.test(classes) ||
    queryWithin(element, '.katex-display, .MathJax_Display, math[display="block"]').length > 0 ||
    scriptOf(element)?.display === true;
  return { tex: source, display };
}

/** TeX as MathJax 2 keeps it: a script, after the formula that it drew of it. */
export function formulaOfScript(element: Element): Formula | undefined {
  const type = attribute(element, 'type') ?? '';
  if (htmlName(element) !== 'script' || !/^math\/tex\b/i.test(type)) return undefined;
  const tex = tidy(textOf(element) ?? '');
  return tex ? { tex, display: /mode=display/.test(type) } : undefined;
}

function scriptOf(element: Element): Formula | undefined {
  if (!/MathJax/.test(attribute(element, 'class') ?? '')) return undefined;
  for (let at: Node = element, up = 0; up < 3; up += 1) {
    const next = nextSiblingOf(at);
    const formula = next && isElement(next) ? formulaOfScript(next) : undefined;
    if (formula) return formula;
    const parent = parentOf(at);
    if (!parent) break;
    at = parent;
  }
  return undefined;
}

/** Whether the formula of a script stands on the page already: MathJax draws it right before. */
export function isDrawn(script: Element): boolean {
  const id = attribute(script, 'id');
  const parent = parentOf(script);
  if (!parent || !isElement(parent)) return false;
  return id !== null && queryWithin(parent, '[id]').some((element) => attribute(element, 'id') === `${id}-Frame`);
}

function texOf(element: Element): string | undefined {
  const given = attribute(element, 'data-tex');
  if (given) return tidy(given);
  const [annotation] = queryWithin(element, 'annotation[encoding="application/x-tex"]');
  if (annotation) return tidy(textOf(annotation) ?? '');
  const script = scriptOf(element);
  if (script) return script.tex;
  const math = isMathml(element) ? element : queryWithin(element, 'math')[0];
  return math ? mathmlToTex(math) : undefined;
}

/** TeX without what only says how large it was drawn, and without the white space of its source. */
function tidy(tex: string): string {
  const inner = /^\s*\{\\(?:displaystyle|textstyle)\b([\s\S]*)\}\s*$/.exec(tex)?.[1] ?? tex;
  return inner
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** A formula as Markdown; undefined for TeX that cannot stand between dollar signs. */
export function mathNode({ tex, display }: Formula): InlineMath | DisplayMath | undefined {
  if (display) return { type: 'math', value: tex };
  const value = tex.replace(/(?:%[^\n]*)?\n/g, ' ').trim();
  return isInlineTex(value) ? { type: 'inlineMath', value } : undefined;
}
