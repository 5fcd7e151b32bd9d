import { attribute, htmlName, previousElementOf, queryWithin, textOf } from './safe-dom.ts';

const integer = (text: string | null): number | undefined =>
  text !== null && /^\s*-?\d{1,9}/.test(text) ? Number.parseInt(text, 10) : undefined;

/** CommonMark knows no numbers below 0 and none of ten digits. */
const clamp = (value: number): number => Math.min(Math.max(value, 0), 999_999_999);

/** By how much the numbers of a list go up. */
export const stepOf = (list: Element): 1 | -1 => (attribute(list, 'reversed') === null ? 1 : -1);

/**
 * The number that an item of an ordered list shows. `next` is what it is if nothing else is said, for a list is read item by
 * item; without it, the items before are counted.
 */
export function ordinalOf(list: Element, item: Element, next?: number): number {
  const own = integer(attribute(item, 'value'));
  if (own !== undefined) return clamp(own);
  if (next !== undefined) return clamp(next);
  const step = stepOf(list);
  let before = 0;
  for (let at = previousElementOf(item); at; at = previousElementOf(at)) {
    if (htmlName(at) !== 'li') continue;
    before += step;
    const value = integer(attribute(at, 'value'));
    if (value !== undefined) return clamp(value + before);
  }
  const items = step === 1 ? 1 : queryWithin(list, ':scope > li').length;
  return clamp((integer(attribute(list, 'start')) ?? items) + before);
}

/** Whether an item is empty on the page and yet shown, by its number or bullet. */
export function isEmptyItem(item: Element): boolean {
  if ((textOf(item) ?? '').trim() !== '' || queryWithin(item, 'img, svg, video, input, iframe').length > 0)
    return false;
  return getComputedStyle(item).listStyleType !== 'none';
}
