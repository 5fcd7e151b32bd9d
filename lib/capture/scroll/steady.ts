import { FlatTree } from '#lib/capture/flat-tree.ts';
import { bodyOf, documentOf, matches, rootOf, viewOf } from '#lib/capture/safe-dom.ts';
import { holdAnimations } from './animations.ts';
import { rootScrollerOf } from './panes.ts';
import type { Scroller } from './scroller.ts';
import { styleKeeper } from './style-keeper.ts';
import { documentsAround, elementsIn } from './trees.ts';

/** Where a tile is in the picture. What stands still while the page scrolls is in one of these, and in no other. */
export type TilePlace = { isFirst: boolean; isLast: boolean };

/** A page that is held still while it is pictured piece by piece. */
export type Steady = {
  /**
   * Looks through the page, which may have changed since, and has everything that does not scroll with it in the picture
   * once: what sticks stands where it belongs in the text; what is fixed in the upper half of the window is only in the
   * first tile, and what is fixed in the lower half only in the last.
   */
  hold(place: TilePlace): void;
  /** Puts everything back. */
  restore(): void;
};

/** What makes an element the reference of what is fixed in it, which then scrolls with it. */
// https://drafts.csswg.org/css-position-3/#fixed-positioning-containing-block
function holdsFixed(style: CSSStyleDeclaration): boolean {
  const { transform, translate, rotate, scale, perspective, filter, backdropFilter, contain, willChange } = style;
  const isSet = (value: string | undefined) => value !== undefined && value !== '' && value !== 'none';
  return (
    [transform, translate, rotate, scale, perspective, filter, backdropFilter].some(isSet) ||
    /paint|layout|strict|content/.test(contain) ||
    /transform|perspective|filter/.test(willChange)
  );
}

/** Whether `scroller` is what an element that sticks sticks to. What sticks to something else does not move with it. */
function isScrolledBy(scroller: Element, element: Element, flat: FlatTree): boolean {
  const document = documentOf(element);
  if (!document) return false;
  const isPort = (around: Element) => {
    const { overflowX, overflowY } = getComputedStyle(around);
    return /auto|scroll|hidden/.test(`${overflowX} ${overflowY}`);
  };
  const port = flat.ancestors(element).find(isPort);
  if (port === scroller) return true;
  // What the root or the body says of its overflow holds for the window.
  const isWindow = !port || port === rootOf(document) || port === bodyOf(document);
  return isWindow && scroller === rootScrollerOf(document);
}

function windowHeight(element: Element): number {
  const document = documentOf(element);
  return (document && viewOf(document)?.innerHeight) ?? innerHeight;
}

/**
 * @param scroller What will be scrolled.
 * @param within The element that is pictured: of what is fixed, only what is in it belongs in its picture. Undefined for
 * the whole of what `scroller` shows.
 * @param except What lies over the page and is none of it.
 */
export function steady(scroller: Scroller, within: Element | undefined, except: Element | undefined): Steady {
  const keeper = styleKeeper();
  const documents = documentsAround(scroller.element);
  const isUpper = new Map<Element, boolean>();
  const release = documents.map(holdAnimations);
  keeper.set(scroller.element, { 'scroll-snap-type': 'none', 'overflow-anchor': 'none', 'scroll-behavior': 'auto' });

  function holdSticky(element: Element, style: CSSStyleDeclaration, flat: FlatTree): void {
    if (!isScrolledBy(scroller.element, element, flat)) return;
    const zIndex = style.zIndex === 'auto' ? { 'z-index': '0' } : {};
    keeper.set(element, { position: 'relative', inset: 'auto', ...zIndex });
  }

  function holdFixed(element: Element, flat: FlatTree, { isFirst, isLast }: TilePlace): void {
    const around = flat.ancestors(element);
    // What is pictured may itself be in something fixed.
    if (element === scroller.element || flat.contains(element, scroller.element)) return;
    if (within && flat.contains(element, within)) return;
    const isOnTop = matches(element, ':popover-open, dialog:modal');
    if (!isOnTop && around.some((one) => holdsFixed(getComputedStyle(one)))) return;
    let upper = isUpper.get(element);
    if (upper === undefined) {
      const { y, height } = Element.prototype.getBoundingClientRect.call(element);
      upper = y + height / 2 <= windowHeight(element) / 2 + 1;
      isUpper.set(element, upper);
    }
    const belongs = !within || flat.contains(within, element);
    if (belongs && (upper ? isFirst : isLast)) keeper.unset(element, ['opacity']);
    // Not by `visibility`, which what is in it can undo.
    else keeper.set(element, { opacity: '0' });
  }

  return {
    hold(place) {
      const flat = new FlatTree();
      for (const document of documents) {
        for (const element of elementsIn(document, except)) {
          const style = getComputedStyle(element);
          const { position } = style;
          if (position === 'sticky') holdSticky(element, style, flat);
          else if (position === 'fixed') holdFixed(element, flat, place);
          if (/fixed/.test(style.backgroundAttachment)) keeper.set(element, { 'background-attachment': 'scroll' });
        }
      }
    },
    restore() {
      keeper.restore();
      for (const letGo of release) letGo();
    },
  };
}
