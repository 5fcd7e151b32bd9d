import { pictured } from '#lib/capture/viewport.ts';
import { intersection } from '#lib/screenshot/rect.ts';

/** Whether something is where the window is; also if it has no size yet. */
export function isInSight(element: Element, view: Window): boolean {
  const { x, y, width, height } = Element.prototype.getBoundingClientRect.call(element);
  return intersection({ x, y, width: width || 1, height: height || 1 }, pictured(view)) !== undefined;
}
