import { isClosedDetails } from '#lib/capture/box.ts';
import type { FlatTree } from '#lib/capture/flat-tree.ts';
import { bodyOf, documentOf, isElement, rootOf } from '#lib/capture/safe-dom.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { common } from './area.ts';
import { clippedTo } from './clip-shape.ts';
import { paddingBox } from './padding-box.ts';

/** How the text right in an element is drawn. */
export type TextLook = {
  vertical: boolean;
  /** Runs of white space are drawn as one space. */
  collapses: boolean;
  textTransform: string;
  /** The pointer finds what is behind it, so that a hit test tells nothing. */
  unhittable: boolean;
};

/** An element, and what of its content may be seen at most. */
type Scope = { style: CSSStyleDeclaration; outer: Scope | undefined; clip: Rect };

const EVERYTHING: Rect = { x: -1e7, y: -1e7, width: 2e7, height: 2e7 };

/** What of a tree is to be seen. Remembers what it found, so it must not outlive a change of the page. */
export class Sight {
  readonly #flat: FlatTree;
  readonly #root: Node;
  readonly #scopes = new Map<Element, Scope>();
  readonly #looks = new Map<Element, TextLook | undefined>();
  readonly #boxes = new Map<Element, boolean>();

  /** @param root What is around it hides nothing, nor does its own edge: it may be pictured scrolled from end to end. */
  constructor(flat: FlatTree, root: Node) {
    this.#flat = flat;
    this.#root = root;
  }

  /** What can be seen at most of what is in `element`, in the coordinates of the viewport of its document. */
  clipOf(element: Element): Rect {
    return this.#scopeOf(element)?.clip ?? EVERYTHING;
  }

  /** How text right in `element` is drawn; undefined where it is not. */
  lookOf(element: Element): TextLook | undefined {
    if (!this.#looks.has(element)) this.#looks.set(element, this.#readLook(element));
    return this.#looks.get(element);
  }

  /** Whether an element that draws something itself, such as a frame, is seen. */
  shows(element: Element): boolean {
    return getComputedStyle(element).visibility === 'visible' && this.#isShown(element);
  }

  /** Whether nothing hides the box of an element: what has none itself is seen as what is around it. */
  #isShown(element: Element): boolean {
    const known = this.#boxes.get(element);
    if (known !== undefined) return known;
    let boxed: Node | null = element;
    while (boxed && isElement(boxed) && getComputedStyle(boxed).display === 'contents')
      boxed = this.#flat.parent(boxed);
    const shown =
      !boxed || !isElement(boxed) || Element.prototype.checkVisibility.call(boxed, { opacityProperty: true });
    this.#boxes.set(element, shown);
    return shown;
  }

  #readLook(element: Element): TextLook | undefined {
    const style = getComputedStyle(element);
    if (style.visibility !== 'visible' || !this.#isShown(element) || holdsNothing(element, style)) return undefined;
    if ((style.getPropertyValue('-webkit-text-security') || 'none') !== 'none') return undefined;
    if (alphaOf(style.webkitTextFillColor || style.color) === 0 && !this.#isFilledByBackground(element))
      return undefined;
    return {
      vertical: !style.writingMode.startsWith('horizontal'),
      collapses: /^(?:collapse|normal|nowrap|preserve-breaks|pre-line)/.test(
        style.whiteSpaceCollapse || style.whiteSpace,
      ),
      textTransform: style.textTransform,
      unhittable: style.pointerEvents === 'none',
    };
  }

  /** Transparent letters that show the background of an element around them: how a gradient is put on text. */
  #isFilledByBackground(element: Element): boolean {
    for (let at: Node | null = element; at && isElement(at); at = this.#flat.parent(at)) {
      if (getComputedStyle(at).backgroundClip.includes('text')) return true;
    }
    return false;
  }

  #scopeOf(element: Element): Scope | undefined {
    const unknown: Element[] = [];
    let known: Scope | undefined;
    for (let at: Node | null = element; at && at !== this.#root && isElement(at); at = this.#flat.parent(at)) {
      known = this.#scopes.get(at);
      if (known) break;
      unknown.push(at);
    }
    for (const at of unknown.reverse()) {
      known = scopeIn(known, at);
      this.#scopes.set(at, known);
    }
    return known;
  }
}

/** Whether an element is drawn without its content. */
function holdsNothing(element: Element, { display, contentVisibility }: CSSStyleDeclaration): boolean {
  return isClosedDetails(element) || (contentVisibility === 'hidden' && display !== 'inline' && display !== 'contents');
}

function scopeIn(outer: Scope | undefined, element: Element): Scope {
  const style = getComputedStyle(element);
  const { display, position } = style;
  let clip = containing(outer, position)?.clip ?? EVERYTHING;
  if (display !== 'inline' && display !== 'contents') {
    const { overflowX, overflowY } = style;
    if ((overflowX !== 'visible' || overflowY !== 'visible') && !isScrolledByViewport(element)) {
      const box = paddingBox(element);
      if (overflowX !== 'visible') clip = common(clip, { ...EVERYTHING, x: box.x, width: box.width });
      if (overflowY !== 'visible') clip = common(clip, { ...EVERYTHING, y: box.y, height: box.height });
    }
    const shape = clippedTo(element, style);
    if (shape) clip = common(clip, shape);
  }
  return { style, outer, clip };
}

/** The nearest scope around something that moves with it, and so also cuts it. */
function containing(outer: Scope | undefined, position: string): Scope | undefined {
  if (position !== 'absolute' && position !== 'fixed') return outer;
  let at = outer;
  while (at && !(isContaining(at.style) || (position === 'absolute' && at.style.position !== 'static'))) at = at.outer;
  return at;
}

/** https://developer.mozilla.org/docs/Web/CSS/CSS_display/Containing_block */
function isContaining(style: CSSStyleDeclaration): boolean {
  const { display } = style;
  if (display === 'inline' || display === 'contents') return false;
  const moved = [style.transform, style.translate, style.rotate, style.scale, style.perspective, style.filter];
  return (
    moved.some((value) => value !== '' && value !== 'none') ||
    (style.backdropFilter || 'none') !== 'none' ||
    /paint|layout|strict|content/.test(style.contain) ||
    /transform|perspective|filter/.test(style.willChange)
  );
}

/** The edge of a document's root is that of what it is shown in, and mostly that of its body too. */
function isScrolledByViewport(element: Element): boolean {
  const document = documentOf(element);
  const root = document && rootOf(document);
  if (element === root) return true;
  return root !== null && element === bodyOf(document ?? element.ownerDocument) && isUncut(root);
}

function isUncut(root: Element): boolean {
  const { overflowX, overflowY } = getComputedStyle(root);
  return overflowX === 'visible' && overflowY === 'visible';
}

/** How opaque a computed colour is, from 0 to 1. */
export function alphaOf(color: string): number {
  if (color === 'transparent') return 0;
  const alpha = /(?:^rgba\(.*,|\/)\s*([\d.e-]+)(%?)\)$/.exec(color);
  if (!alpha) return 1;
  return Number(alpha[1]) / (alpha[2] ? 100 : 1);
}
