import { afterEach, expect, it } from 'vitest';
import { type Pace, pacedByPage } from '#lib/capture/scroll/pace.ts';

let pace: Pace;
afterEach(() => {
  pace.stop();
  document.body.replaceChildren();
});

const start = () => {
  pace = pacedByPage(document, window, undefined);
};
/** The page does something, and has done so when this resolves. */
async function change(element: Element = document.body): Promise<void> {
  element.append('words');
  await Promise.resolve();
}
const looks = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => pace.look(from + at, false) > 0);

it('looks longer at the first windows, at ever fewer after them, and at the end', () => {
  start();
  const longer = looks(0, 70).flatMap((isLonger, index) => (isLonger ? [index] : []));
  expect(longer).toEqual([0, 1, 4, 16, 64]);
  expect(pace.look(70, true)).toBeGreaterThan(0);
  expect(pace.wasHasty(false)).toBe(false);
});

it('waits where a page answers at once, and only there', async () => {
  start();
  await change();
  expect(looks(2, 4)).toEqual([true, false]);
});

it('has it done again where a page turns out to answer late, and is patient from then on', async () => {
  start();
  const usual = pace.look(1, false);
  expect([usual > 0, pace.look(2, false)]).toEqual([true, 0]);
  await change();
  expect(pace.wasHasty(false)).toBe(true);
  expect([pace.look(2, false) > usual, pace.look(3, false) > usual]).toEqual([true, true]);
  await change();
  expect(pace.wasHasty(false)).toBe(false);
});

it('has nothing done again where all windows were looked at, or the page grew at its end', async () => {
  start();
  pace.look(0, false);
  await change();
  expect(pace.wasHasty(false)).toBe(false);
  expect(pace.look(2, false)).toBeGreaterThan(0);
  pace.stop();
  start();
  expect(pace.look(2, false)).toBe(0);
  await change();
  expect(pace.wasHasty(true)).toBe(false);
  expect(pace.look(3, false)).toBeGreaterThan(0);
});

it('notices what a page does in its shadow trees, and not what we do to it', async () => {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<p>words</p>';
  document.body.append(host);
  start();
  pace.ours(() => host.setAttribute('style', 'opacity: 0'));
  await Promise.resolve();
  expect(pace.look(2, false)).toBe(0);
  await change(root.querySelector('p') ?? host);
  expect(pace.look(3, false)).toBeGreaterThan(0);
});

it.each([
  ['an image that has no picture yet', '<img width="50" height="50">', true],
  ['a frame', '<iframe></iframe>', true],
  ['something drawn', '<canvas></canvas>', true],
  ['a frame that is out of sight', '<iframe style="position: absolute; top: 5000px"></iframe>', false],
  ['nothing but words', '<p>words</p>', false],
])('waits where there is %s', (_what, html, waits) => {
  document.body.innerHTML = html;
  start();
  expect(pace.look(2, false) > 0).toBe(waits);
});
