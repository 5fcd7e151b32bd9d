import { accessor } from './safe-dom.ts';

export const clientLeftOf = accessor(() => Element, 'clientLeft');
export const clientTopOf = accessor(() => Element, 'clientTop');
export const clientWidthOf = accessor(() => Element, 'clientWidth');
export const clientHeightOf = accessor(() => Element, 'clientHeight');
export const scrollLeftOf = accessor(() => Element, 'scrollLeft');
export const scrollWidthOf = accessor(() => Element, 'scrollWidth');
export const scrollHeightOf = accessor(() => Element, 'scrollHeight');
export const scrollTopOf = accessor(() => Element, 'scrollTop');
export const layoutWidthOf = accessor(() => HTMLElement, 'offsetWidth');
export const layoutHeightOf = accessor(() => HTMLElement, 'offsetHeight');

/** The box of an element, in CSS pixels of the viewport of its document. */
export function boundsOf(element: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(element);
}
