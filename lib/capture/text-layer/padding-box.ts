import {
  boundsOf,
  clientHeightOf,
  clientLeftOf,
  clientTopOf,
  clientWidthOf,
  htmlName,
  layoutHeightOf,
  layoutWidthOf,
} from '#lib/capture/safe-dom.ts';
import type { Rect } from '#lib/core/schema/reading.ts';

/** By how much an element is drawn larger than it is laid out, by transforms of it and what is around it. */
export function scaleOf(element: Element, box: DOMRect): { x: number; y: number } {
  if (htmlName(element) === '') return { x: 1, y: 1 };
  const [width, height] = [layoutWidthOf(element as HTMLElement), layoutHeightOf(element as HTMLElement)];
  // Laid out in whole pixels: what is off by less than one is not scaled.
  const ratio = (drawn: number, laidOut: number) =>
    laidOut > 0 && Math.abs(drawn - laidOut) >= 1 && drawn > 0 ? drawn / laidOut : 1;
  return { x: ratio(box.width, width), y: ratio(box.height, height) };
}

/** Where the content of an element is drawn: its box within borders and scroll bars. */
export function paddingBox(element: Element): Rect {
  const box = boundsOf(element);
  const scale = scaleOf(element, box);
  return {
    x: box.x + clientLeftOf(element) * scale.x,
    y: box.y + clientTopOf(element) * scale.y,
    width: clientWidthOf(element) * scale.x,
    height: clientHeightOf(element) * scale.y,
  };
}
