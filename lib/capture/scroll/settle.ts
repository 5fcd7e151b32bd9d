import { isImage, queryRoot } from '#lib/capture/safe-dom.ts';
import { pictured } from '#lib/capture/viewport.ts';
import { intersection } from '#lib/screenshot/rect.ts';
import { treesOf } from './trees.ts';

/** How often to look whether what is seen has loaded. */
const LOOK_MS = 60;

function isLoading(element: Element, view: Window): boolean {
  if (!isImage(element)) return false;
  const complete = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'complete')?.get?.call(element);
  if (complete !== false) return false;
  const { x, y, width, height } = Element.prototype.getBoundingClientRect.call(element);
  return intersection({ x, y, width: width || 1, height: height || 1 }, pictured(view)) !== undefined;
}

/**
 * Waits until the images that are seen now have loaded.
 * @param from When it may end at the earliest, by `performance.now()`: pages that load as they are scrolled take a moment
 * to notice.
 * @param until When it ends at the latest.
 */
export async function settle(document: Document, view: Window, from: number, until: number, signal: AbortSignal) {
  const trees = treesOf(document);
  for (;;) {
    const now = performance.now();
    if (signal.aborted || now >= until) return;
    const waits = trees.some((tree) => queryRoot(tree, 'img').some((image) => isLoading(image, view)));
    if (!waits && now >= from) return;
    const left = waits ? until - now : from - now;
    await new Promise((resolve) => setTimeout(resolve, Math.min(LOOK_MS, left)));
  }
}
