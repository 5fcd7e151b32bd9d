import type { Rect } from '#lib/core/schema/reading.ts';
import { around, boxesOf } from './drawn.ts';
import type { Pane } from './panes.ts';

/** What takes up more of a pane than this is shown from its beginning, with so much of the pane above. */
const MOST = 0.8;
const ABOVE = 0.15;

/** How far to scroll along one axis to have a stretch in the middle of a pane. */
function toMiddle(start: number, size: number, paneStart: number, paneSize: number): number {
  const isLong = size > paneSize * MOST;
  return isLong ? start - paneStart - paneSize * ABOVE : start + size / 2 - (paneStart + paneSize / 2);
}

function isWithin(rect: Rect, pane: Rect): boolean {
  const isInX = rect.x >= pane.x && rect.x + rect.width <= pane.x + pane.width;
  return isInX && rect.y >= pane.y && rect.y + rect.height <= pane.y + pane.height;
}

/**
 * Scrolls a range into the middle of the window, and of all panes on the way: at once, also where the page scrolls
 * smoothly. Sideways only where it is not in sight. What only the page itself can scroll is not, unless it must be.
 */
export function reveal(range: Range, panes: readonly Pane[]): void {
  for (const { element, scrolls, rect } of panes) {
    if (scrolls === 'never') continue;
    const target = around(boxesOf(range));
    if (!target) return;
    const pane = rect();
    if (scrolls === 'script' && isWithin(target, pane)) continue;
    const isInX = target.x >= pane.x && target.x + target.width <= pane.x + pane.width;
    const by: ScrollToOptions = {
      left: isInX ? 0 : toMiddle(target.x, target.width, pane.x, pane.width),
      top: toMiddle(target.y, target.height, pane.y, pane.height),
      behavior: 'instant',
    };
    Reflect.apply(Element.prototype.scrollBy, element, [by]);
  }
}
