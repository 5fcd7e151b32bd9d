import type { Page } from 'playwright';
import type { MessageKey, Translate } from '#lib/core/message-key.ts';
import type { ExtensionBrowser } from './chromium-driver.ts';
import type { Target } from './clip-target.ts';
import { type Overlaid, overlaid } from './overlaid.ts';
import type { Box, PageTools } from './page-tools.ts';
import { startKind } from './popup-gestures.ts';

/** The kinds that are picked on the page, and the only elements that some of them pick. */
export const PICKED = { element: undefined, table: 'table', image: 'img' } as const;

/** What is picked on the page: by which button of the popup, and the name of the only elements that it picks. */
export type Pick = { label: MessageKey; only: string | undefined };

/** What the picker shows that it is on. */
type Sight = { name: string; box: Box };

type Aim =
  /** Point there, see that, and press those. */
  | { state: 'point'; x: number; y: number; sees: Sight; keys: string[] }
  /** One of a few that no point leads to: the arrow keys go through all of them. */
  | { state: 'leaf'; candidates: number; twins: number }
  | { state: 'unreachable' };

/** Runs in the page: where to point at, and which keys lead on from there to the element. */
function aimAt(tools: PageTools, target: Element, only: string | null): Aim {
  const root: Element = Document.prototype.querySelector.call(document, ':root') as Element;
  const view = { width: root.clientWidth || innerWidth, height: innerHeight };
  /** The picker's surface, which is over everything. */
  const surface: Element | null = Object.getOwnPropertyDescriptor(Document.prototype, 'activeElement')?.get?.call(
    document,
  );
  const within = tools.documentOf(target);

  const route = (from: Element): string[] | undefined => {
    const repeated = (key: string, times: number): string[] => Array.from({ length: Math.max(times, 0) }, () => key);
    const up = tools.lineOf(from);
    if (only !== null) return up.find((element) => tools.nameOf(element) === only) === target ? [] : undefined;
    if (up.includes(target)) return repeated('ArrowUp', up.indexOf(target));
    const down = tools.lineOf(target);
    let level = down.findIndex((element) => up.includes(element));
    const meeting = down[level];
    if (!meeting) return undefined;
    const below = up.indexOf(meeting);
    // Down to the first that is in it, unless the way up ends at one that is.
    const keys = below === 0 ? ['ArrowDown'] : repeated('ArrowUp', below - 1);
    let at = below === 0 ? tools.drawnChildren(meeting)[0] : up[below - 1];
    for (level -= 1; level >= 0; level -= 1) {
      const around = down[level + 1];
      const want = down[level];
      if (!at || !around || !want) return undefined;
      const beside = tools.drawnChildren(around);
      const steps = beside.indexOf(want) - beside.indexOf(at);
      if (!beside.includes(want) || !beside.includes(at)) return undefined;
      keys.push(...repeated(steps < 0 ? 'ArrowLeft' : 'ArrowRight', Math.abs(steps)));
      if (level > 0) {
        keys.push('ArrowDown');
        at = tools.drawnChildren(want)[0];
      }
    }
    return keys;
  };

  const points = function* ({ x, y, width, height }: Box, count: number): Generator<[number, number]> {
    const left = Math.max(x, 0);
    const top = Math.max(y, 0);
    const right = Math.min(x + width, view.width);
    const bottom = Math.min(y + height, view.height);
    if (right <= left || bottom <= top) return;
    yield [(left + right) / 2, (top + bottom) / 2];
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < count; column += 1) {
        yield [left + ((column + 0.5) * (right - left)) / count, top + ((row + 0.5) * (bottom - top)) / count];
      }
    }
  };
  const best = (box: Box, count: number): Aim | undefined => {
    let shortest: (Aim & { state: 'point' }) | undefined;
    for (const [x, y] of points(box, count)) {
      const from = tools.innermost(document, x, y, surface ?? undefined);
      if (!from || tools.documentOf(from) !== within) continue;
      const keys = route(from);
      if (!keys || (shortest && shortest.keys.length <= keys.length)) continue;
      const seen = only === null ? from : target;
      shortest = { state: 'point', x, y, sees: { name: tools.nameOf(seen), box: tools.drawnAt(seen) }, keys };
    }
    return shortest;
  };

  const box = tools.drawnAt(target);
  const onIt = best(box, 9);
  if (onIt) return onIt;
  if (only === null) return best({ x: 0, y: 0, ...view }, 15) ?? { state: 'unreachable' };
  const count = (of: Document): number =>
    tools.all(of, only).length +
    tools
      .all(of, 'iframe, frame, object')
      .map((frame) => tools.insideOf(frame))
      .reduce((sum, inside) => sum + (inside ? count(inside) : 0), 0);
  const same = (a: Box, b: Box) => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
  const before = tools.all(within, only);
  const twins = before.slice(0, before.indexOf(target)).filter((other) => same(tools.drawnAt(other), box)).length;
  return { state: 'leaf', candidates: count(document), twins };
}

/** Brings an element into view, as a user does who scrolls to it. @returns whether there is anything to see of it. */
function bringIntoView(tools: PageTools, element: Element): boolean {
  Element.prototype.scrollIntoView.call(element, { block: 'center', inline: 'nearest', behavior: 'instant' });
  return tools.isShown(element);
}

function sightOf(tools: PageTools, element: Element): Sight {
  return { name: tools.nameOf(element), box: tools.drawnAt(element) };
}

/** The picker rounds what it shows. */
const isOn = ({ picker }: Overlaid, { name, box }: Sight): boolean =>
  picker?.box !== undefined &&
  picker.name === name &&
  (['x', 'y', 'width', 'height'] as const).every(
    (side) => Math.abs((picker.box?.[side] ?? Infinity) - box[side]) < 0.75,
  );

/** How long the picker may take to open, to follow the pointer, and to hand over what it took, in ms. */
const OPENS = 15_000;
const FOLLOWS = 1_500;
const TAKES = 60_000;

/** How deep in shadow roots that cannot be looked into something may lie that is pointed at. */
const CLOSED_DEPTH = 40;

/** Asks again and again, until there is an answer. Undefined when there is none in time. */
export async function until<T>(patience: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const deadline = Date.now() + patience; ; ) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > deadline) return answer;
    await new Promise((done) => setTimeout(done, 40));
  }
}

/**
 * Picks an element on the page by hand: starts the picker from the open popup, points, walks with the arrow keys, takes.
 * @returns the popup that opens on what was clipped. Rejects with a sentence on why it could not be.
 */
export async function pickTarget(
  browser: ExtensionBrowser,
  page: Page,
  target: Target,
  { label, only }: Pick,
  words: Translate,
): Promise<{ popup: Page; before: string | undefined }> {
  const { world, tools, element, what } = target;
  if (!(await world.call(bringIntoView, tools, element))) {
    throw new Error(`${what} is not shown on the page: there is nothing to point at.`);
  }
  const before = await startKind(await browser.clickToolbar(page), words(label));

  /** What the page is told by a toast, or the popup that opens: either ends the picking. */
  const ended = async (shown: Overlaid): Promise<Page | undefined> => {
    if (shown.toast?.isError) throw new Error(shown.toast.text);
    return browser.attachPopup(40).catch(() => undefined);
  };
  const opened = await until(OPENS, async () => {
    const shown = await overlaid(world);
    return shown.picker?.hasKeyboard ? 'picker' : await ended(shown);
  });
  if (opened === undefined) throw new Error('the picker did not open on the page.');
  // The only one of its sort is taken at once.
  if (opened !== 'picker') return { popup: opened, before };

  const isOnTarget = async () => isOn(await overlaid(world), await world.call(sightOf, tools, element));
  const arrived = await walkTo(page, target, only ?? null, isOnTarget);
  if (!arrived) {
    await page.keyboard.press('Escape');
    throw new Error(`${what} cannot be picked: the picker could not be brought onto it.`);
  }
  await page.keyboard.press('Enter');
  const popup = await until(TAKES, async () => ended(await overlaid(world)));
  if (!popup) throw new Error(`${what} was picked, but no popup opened on it.`);
  return { popup, before };
}

/** @returns whether the picker is on the element. */
async function walkTo(
  page: Page,
  { world, tools, element }: Target,
  only: string | null,
  isOnTarget: () => Promise<boolean>,
): Promise<boolean> {
  const press = async (key: string, times = 1) => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
  };
  const aim = await world.call(aimAt, tools, element, only);
  if (aim.state === 'unreachable') return false;
  if (aim.state === 'leaf') {
    await press('ArrowRight');
    await press('ArrowLeft', aim.candidates);
    let twins = aim.twins;
    for (let step = 0; step <= aim.candidates; step += 1) {
      if ((await isOnTarget()) && twins-- === 0) return true;
      await press('ArrowRight');
    }
    return false;
  }
  await page.mouse.move(aim.x, aim.y);
  const sees = async () => isOn(await overlaid(world), aim.sees);
  let follows: boolean | undefined = await until(FOLLOWS, async () => (await sees()) || undefined);
  // The picker sees into shadow roots that are closed to anybody else, and starts further in.
  for (let step = 0; !follows && step < CLOSED_DEPTH; step += 1) {
    await press('ArrowUp');
    follows = await sees();
  }
  if (!follows) return false;
  for (const key of aim.keys) await press(key);
  return (await until(FOLLOWS, async () => (await isOnTarget()) || undefined)) ?? false;
}
