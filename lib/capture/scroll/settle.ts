import { isImage, queryRoot } from '#lib/capture/safe-dom.ts';
import { isInSight } from './in-sight.ts';
import { treesOf } from './trees.ts';

/** How often to look whether what is seen has loaded. */
const LOOK_MS = 60;

function isLoading(element: Element, view: Window): boolean {
  if (!isImage(element)) return false;
  const complete = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'complete')?.get?.call(element);
  return complete === false && isInSight(element, view);
}

/** Whether it is on its way to where it will stay: what appears when it is scrolled to fades or moves in. */
function isComing({ effect, playState, playbackRate }: Animation, view: Window): boolean {
  if (playState !== 'running' || playbackRate === 0 || !(effect instanceof KeyframeEffect)) return false;
  const isForEver = effect.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
  return !isForEver && effect.target !== null && isInSight(effect.target, view);
}

/**
 * Waits until the images that are seen now have loaded, and what comes in has come.
 * @param from When it may end at the earliest, by `performance.now()`: pages that load as they are scrolled take a moment
 * to notice.
 * @param until When it ends at the latest.
 */
export async function settle(document: Document, view: Window, from: number, until: number, signal: AbortSignal) {
  const trees = treesOf(document);
  for (;;) {
    const now = performance.now();
    if (signal.aborted || now >= until) return;
    const waits =
      trees.some((tree) => queryRoot(tree, 'img').some((image) => isLoading(image, view))) ||
      Document.prototype.getAnimations.call(document).some((animation) => isComing(animation, view));
    if (!waits && now >= from) return;
    const left = waits ? until - now : from - now;
    await new Promise((resolve) => setTimeout(resolve, Math.min(LOOK_MS, left)));
  }
}
