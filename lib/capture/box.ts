import type { WhiteSpace } from './line.ts';
import { attribute, htmlName, isElement, localName, parentOf } from './safe-dom.ts';

/** How an element lies among its neighbours. An `item` stands beside them with a gap, like a button in a toolbar. */
export type Flow = 'inline' | 'item' | 'block' | 'row' | 'cell';

/** What an element does to the text in it. */
export type Box = {
  flow: Flow;
  whiteSpace: WhiteSpace;
  /** Its own text is not seen; what is in its children may be. */
  textHidden: boolean;
  /** The page asked that its text is not selected: line numbers, copy buttons. */
  unselectable: boolean;
};

const NEVER_SHOWN = new Set(
  'script style noscript template head iframe object embed video audio canvas textarea select datalist'.split(' '),
);
const NEVER_SHOWN_FOREIGN = new Set([
  'title',
  'desc',
  'metadata',
  'defs',
  'annotation',
  'annotation-xml',
  'script',
  'style',
]);

const BLOCKS = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1
  h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search section summary table
  tbody tfoot thead caption ul xmp`.split(/\s+/),
);
const PHRASING = new Set(
  `a abbr b bdi bdo button cite code data del dfn em font i img ins kbd label mark meter output q ruby s samp small span
  strong sub sup svg time tt u var`.split(/\s+/),
);

/** Flow of an element in a document that is not laid out, by the default style sheet of HTML. */
function flowByName(name: string): Flow {
  if (name === 'tr') return 'row';
  if (name === 'td' || name === 'th') return 'cell';
  return BLOCKS.has(name) ? 'block' : 'inline';
}

function flowByStyle(element: Element, name: string, display: string, style: CSSStyleDeclaration): Flow {
  if (/^(inline|ruby|contents|math$|none)/.test(display)) return 'inline';
  // The parts of a formula are boxes of a layout of their own: for the reader they stand in one line.
  if (display === 'block math') return localName(element) === 'math' ? 'block' : 'inline';
  if (display === 'table-row') return 'row';
  if (display === 'table-cell') return 'cell';
  // A flex container turns `<span>`s into blocks, yet they stand on one line for the reader.
  if (PHRASING.has(name || localName(element)) && style.float === 'none') {
    const parent = parentOf(element);
    const outer = parent && isElement(parent) ? getComputedStyle(parent) : undefined;
    if (outer?.display.endsWith('flex') && outer.flexDirection.startsWith('row')) return 'item';
  }
  return 'block';
}

function whiteSpaceOf(style: CSSStyleDeclaration): WhiteSpace {
  // `white-space` computes to two keywords where no old one says the same.
  const value = style.whiteSpaceCollapse || style.whiteSpace;
  if (value.startsWith('preserve-breaks') || value === 'pre-line') return 'preserve-breaks';
  return value.startsWith('pre') || value.startsWith('break-spaces') ? 'preserve' : 'collapse';
}

/** Text for screen readers only: clipped away, or a box of one pixel. */
function visuallyHidden(style: CSSStyleDeclaration): boolean {
  const { position } = style;
  if (position !== 'absolute' && position !== 'fixed') return false;
  const [top, right, bottom, left] = style.clip.match(/-?[\d.]+/g)?.map(Number) ?? [];
  if (top !== undefined && right !== undefined && bottom !== undefined && left !== undefined) {
    if (right - left <= 1 && bottom - top <= 1) return true;
  }
  if (/^inset\((50|100)%\)$/.test(style.clipPath)) return true;
  return style.overflow !== 'visible' && Number.parseFloat(style.width) <= 1 && Number.parseFloat(style.height) <= 1;
}

/** Content of a closed `<details>`, which has no style of its own that says so. */
function foldedAway(element: Element, name: string): boolean {
  if (name === 'summary') return false;
  const parent = parentOf(element);
  return parent !== null && isClosedDetails(parent);
}

export function isClosedDetails(node: Node): boolean {
  return isElement(node) && htmlName(node) === 'details' && attribute(node, 'open') === null;
}

/** How `element` is shown; undefined if neither it nor anything in it is. `outer` is the box of its parent. */
export function boxOf(element: Element, outer: Box): Box | undefined {
  const name = htmlName(element);
  if (name ? NEVER_SHOWN.has(name) : NEVER_SHOWN_FOREIGN.has(localName(element))) return undefined;
  if (foldedAway(element, name)) return undefined;
  const style = getComputedStyle(element);
  // Each value costs, on pages of tens of thousands of elements: they are asked for once, and not where they cannot matter.
  const { display } = style;
  // No values: the document is not shown anywhere (parsed from text), so there are only names and attributes to go by.
  if (display === '') {
    if (attribute(element, 'hidden') !== null) return undefined;
    const whiteSpace = name === 'pre' || name === 'listing' || name === 'xmp' ? 'preserve' : outer.whiteSpace;
    return { flow: flowByName(name), whiteSpace, textHidden: false, unselectable: false };
  }
  // Parentheses around ruby are hidden where ruby is drawn; as plain text they are what keeps it readable.
  if (name === 'rp') return { ...outer, flow: 'inline' };
  if (display === 'none') return undefined;
  // What is positioned or contained is no inline box.
  if (display !== 'inline' && (style.contentVisibility === 'hidden' || visuallyHidden(style))) return undefined;
  return {
    flow: flowByStyle(element, name, display, style),
    whiteSpace: whiteSpaceOf(style),
    textHidden: style.visibility !== 'visible' || style.fontSize === '0px',
    unselectable: style.userSelect === 'none',
  };
}
