import { innermostFocusedIn } from '#lib/capture/frames.ts';
import { htmlName } from '#lib/capture/safe-dom.ts';

/** Remembers what has the focus, in shadow trees and frames too. @returns how to give it back, without scrolling. */
export function focusKeeper(document: Document): () => void {
  const focused = innermostFocusedIn(document);
  return () => {
    const { focus } = focused && htmlName(focused) ? HTMLElement.prototype : SVGElement.prototype;
    if (focused && 'focus' in focused) Reflect.apply(focus, focused, [{ preventScroll: true }]);
  };
}
