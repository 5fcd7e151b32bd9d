import { afterEach, expect, it } from 'vitest';
import { styleKeeper } from '#lib/capture/scroll/style-keeper.ts';

afterEach(() => document.body.replaceChildren());

function made(html: string): Element {
  document.body.innerHTML = html;
  const [element] = document.body.children;
  if (!element) throw new Error('nothing was made');
  return element;
}

const HELD = { opacity: '0', position: 'relative', inset: 'auto' };

it.each([
  ['no style', '<p>a</p>'],
  ['an empty style', '<p style="">a</p>'],
  ['a style that is no CSS', '<p style="color:red;; nonsense ; --x:1">a</p>'],
  ['what is set meanwhile', '<p style="opacity:.5!important;top:3px; INSET-INLINE:4px">a</p>'],
  ['a form with a field of that name', '<form style="color: RED"><input name="style"></form>'],
  ['a drawing', '<svg style="opacity:.7 "><g/></svg>'],
])('puts %s back to the letter', (_what, html) => {
  const element = made(html);
  const before = element.outerHTML;
  const keeper = styleKeeper();
  keeper.set(element, HELD);
  expect(getComputedStyle(element).opacity).toBe('0');
  keeper.unset(element, ['opacity']);
  keeper.set(element, { opacity: '0' });
  keeper.restore();
  expect(element.outerHTML).toBe(before);
});

it('holds against styles of the page’s own, and shows again what it hid', () => {
  const element = made('<p class="seen">a</p>');
  const sheet = document.createElement('style');
  sheet.textContent = '.seen { opacity: .9 !important }';
  document.body.append(sheet);
  const keeper = styleKeeper();
  keeper.set(element, HELD);
  expect(getComputedStyle(element).opacity).toBe('0');
  keeper.unset(element, ['opacity']);
  expect(getComputedStyle(element)).toMatchObject({ opacity: '0.9', position: 'relative' });
  keeper.restore();
  expect(getComputedStyle(element)).toMatchObject({ opacity: '0.9', position: 'static' });
});

it('keeps what the page writes there meanwhile', () => {
  const element = made('<p style="color: red; opacity: 0.4">a</p>') as HTMLElement;
  const keeper = styleKeeper();
  keeper.set(element, HELD);
  element.style.color = 'blue';
  element.style.marginTop = '3px';
  keeper.restore();
  expect(element.style.cssText).toBe('color: blue; opacity: 0.4; margin-top: 3px;');
});

it('lets nothing fade in again', () => {
  const element = made('<p style="transition: opacity 10s">a</p>');
  expect(getComputedStyle(element).opacity).toBe('1');
  const keeper = styleKeeper();
  keeper.set(element, { opacity: '0' });
  expect(getComputedStyle(element).opacity).toBe('0');
  keeper.restore();
  expect(getComputedStyle(element).opacity).toBe('1');
  expect(document.getAnimations()).toEqual([]);
});
