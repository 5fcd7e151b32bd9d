import type { Page } from '#lib/capture/capture-kind.ts';
import type { Panel } from '#lib/capture/overlay/progress.ts';
import { painted, shotOf } from '#lib/capture/viewport.ts';
import { GleanerError } from '#lib/core/errors.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import type { Size } from '#lib/screenshot/rect.ts';
import { CANVAS, largest, newEnd, nextStop, reaches, tileCount } from '#lib/screenshot/tiles.ts';
import type { Pace } from './pace.ts';
import type { Scroller } from './scroller.ts';
import { settle } from './settle.ts';
import type { Steady } from './steady.ts';

/** Part of what a scroller shows, seen or not. */
export type Area = {
  scroller: Scroller;
  /** In CSS pixels of the scroller's content, at this moment: pages grow while they are scrolled. */
  bounds(): Rect;
  /** The element that is pictured; undefined for all that the scroller has. */
  within: Element | undefined;
};

/** A page that grows while it is scrolled is followed for so many windows more than it had at first. */
const MAX_GROWTH = 40;
/** And no picture is longer than this, in CSS pixels: it would take minutes. */
const MAX_LENGTH = 250_000;

/**
 * From one picture to the next, less what it takes to hide the panel: the background waits for the rest. Firefox makes
 * nobody wait.
 */
const TURN_MS = import.meta.env.FIREFOX ? 0 : 450;
/** Images that are seen get so much time to load. */
const IMAGES_MS = 1_500;
/** A background that has not answered by then never will. */
const ANSWER_MS = 20_000;
/** A page that scrolls by itself is tried so often. */
const ATTEMPTS = 4;

/** A page that is longer each time its end has been pictured is believed so often in a row. */
const MAX_ENDS = 5;

/** How far a sweep has come. Also to be read when it has failed. */
export type Reached = {
  /** How much is pictured, in CSS pixels. */
  width: number;
  height: number;
  /** Whether there is more below; as far as was known when it was last measured. */
  isCut: boolean;
  /** Whether there is more to the right. */
  isCutRight: boolean;
};

/** Where a tile ends, and whether it is at the very end of the area. */
type Row = { right: number; bottom: number; isLast: boolean };

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new GleanerError('cancelled');
}

/** Waits for `work`, but neither longer than the user nor for ever. */
async function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new GleanerError('capture_interrupted', 'no answer')), ANSWER_MS);
    signal.addEventListener('abort', () => reject(new GleanerError('cancelled')), { once: true });
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/**
 * Scrolls over an area and has it pictured, tile by tile: rows from top to bottom, each from left to right. What is wider
 * than a canvas is pictured in columns of that width, one after the other. Everything is measured again for each tile, for
 * pages change as they are scrolled.
 * @param run Which attempt it is.
 * @param reached Is kept up to date.
 * @throws GleanerError `cancelled`, `capture_interrupted`, `tab_not_visible`, `screenshot_failed`
 */
export async function sweep(
  { document, view, camera }: Page,
  { scroller, bounds }: Area,
  { panel, page, pace, signal }: { panel: Panel; page: Pick<Steady, 'hold'>; pace: Pace; signal: AbortSignal },
  run: number,
  reached: Reached,
): Promise<void> {
  const first = bounds();
  const growth = MAX_GROWTH * scroller.pane().height;
  const { scale: firstScale = 1 } = shotOf(view);
  const most = largest({ ...first, height: Math.min(MAX_LENGTH, first.height + growth) }, firstScale, CANVAS);
  const columnWidth = CANVAS.side / firstScale;
  let index = 0;
  let taken = Number.NEGATIVE_INFINITY;
  /** How high it was when it was last looked at. */
  let known = first.height;

  /** What there is to picture, at this moment. */
  const measure = (): { size: Size; pane: Rect; at: Rect; scale: number } => {
    const [at, pane, { scale = 1 }] = [bounds(), scroller.pane(), shotOf(view)];
    const size = { width: Math.min(at.width, most.width), height: Math.min(at.height, most.height) };
    reached.isCut = !reaches(reached.height, at.height, scale);
    reached.isCutRight = !reaches(reached.width, at.width, scale);
    return { size, pane, at, scale };
  };

  const startOverIfHasty = (): void => {
    const { height } = bounds();
    const hasGrown = height > known;
    known = height;
    if (pace.wasHasty(hasGrown)) throw new GleanerError('capture_interrupted', 'the page answers late');
  };

  /** Where the column that begins at `from` ends. */
  const columnEnd = (from: number): number => Math.min(from + columnWidth, measure().size.width);

  /** Pictures what is new of a column, with `left` and `top` in sight. @returns where it ends. */
  async function shoot(from: number, left: number, top: number): Promise<Row> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      startOverIfHasty();
      const { size, pane, at, scale } = measure();
      const stop = (start: number, done: number, length: number, shown: number) =>
        Math.floor((start + nextStop({ done, length, shown }, scale)) * scale + 0.001) / scale;
      scroller.scrollTo({
        x: stop(at.x, left, columnEnd(from), pane.width),
        y: stop(at.y, top, size.height, pane.height),
      });
      const rows = tileCount({ length: size.height, shown: pane.height }, scale);
      const total = rows * tileCount({ length: size.width, shown: pane.width }, scale);
      await painted(view);
      const wait = pace.look(index, reaches(top + pane.height, size.height, scale));
      // Shown for a few frames only, and again at the next window, it would flicker.
      if (wait > 0) panel.show(index + 1, Math.max(index + 1, total));
      const soonest = Math.max(taken + TURN_MS, performance.now() + wait);
      await settle(document, view, soonest, Math.max(soonest, performance.now() + IMAGES_MS), signal);
      throwIfAborted(signal);
      startOverIfHasty();

      const ends = (): { right: number | undefined; bottom: number | undefined; isLast: boolean } => {
        const now = measure();
        const offset = scroller.offset();
        const across = { done: left, length: columnEnd(from), shown: now.pane.width };
        const down = { done: top, length: now.size.height, shown: now.pane.height };
        const right = newEnd(across, offset.x - now.at.x, scale);
        const bottom = newEnd(down, offset.y - now.at.y, scale);
        return { right, bottom, isLast: bottom === now.size.height };
      };
      const planned = ends();
      pace.ours(() => page.hold({ isFirst: left === 0 && top === 0, isLast: planned.isLast && left === 0 }));
      panel.hide();
      // Firefox pictures what the page is, and not what the screen shows of it.
      if (!import.meta.env.FIREFOX) await painted(view);
      throwIfAborted(signal);
      const { right, bottom, isLast } = ends();
      if (right === undefined || bottom === undefined || isLast !== planned.isLast) continue;

      const seen = measure();
      const offset = scroller.offset();
      const shot = shotOf(view);
      // Where the end of the content is a fraction of a pixel behind the edge of the pane, the edge is not in the picture.
      const seenEnd = {
        x: Math.min(right, offset.x - seen.at.x + seen.pane.width),
        y: Math.min(bottom, offset.y - seen.at.y + seen.pane.height),
      };
      const tile: Tile = {
        run,
        index,
        viewport: shot.viewport ?? seen.pane,
        scale: seen.scale,
        rect: {
          x: seen.pane.x + left - (offset.x - seen.at.x),
          y: seen.pane.y + top - (offset.y - seen.at.y),
          width: seenEnd.x - left,
          height: seenEnd.y - top,
        },
        x: left,
        y: top,
        whole: seen.size,
      };
      index += 1;
      taken = performance.now();
      await within(camera.take(tile), signal);
      const after = scroller.offset();
      // Scrolled while it was being pictured: nobody knows what is in the picture.
      if (Math.abs(after.x - offset.x) > 0.01 || Math.abs(after.y - offset.y) > 0.01) continue;
      return { right, bottom, isLast };
    }
    throw new GleanerError('screenshot_failed', 'the page scrolls by itself');
  }

  const isAcross = (end: number, until = most.width): boolean => {
    const { size, scale } = measure();
    return reaches(end, Math.min(until, size.width), scale);
  };
  const isDown = (end: number): boolean => {
    const { size, scale } = measure();
    return reaches(end, size.height, scale);
  };

  /** Pictures one column. @param note Is told how far down it is done. */
  async function column(from: number, note: (bottom: number) => void): Promise<void> {
    let ends = 0;
    for (let top = 0; !isDown(top); ) {
      let row: Row | undefined;
      for (let left = from; !isAcross(left, from + columnWidth); left = row.right) row = await shoot(from, left, top);
      if (!row) throw new GleanerError('screenshot_failed', 'nothing to picture');
      // What belongs to the end only is in this row, and the end is no longer here: once more.
      if (row.isLast && !isDown(row.bottom) && ends < MAX_ENDS) {
        ends += 1;
        continue;
      }
      ends = 0;
      top = row.bottom;
      note(top);
    }
  }

  [reached.width, reached.height] = [columnEnd(0), 0];
  await column(0, (bottom) => {
    reached.height = bottom;
  });
  // All columns are as long as the first.
  most.height = reached.height;
  while (!isAcross(reached.width)) {
    await column(reached.width, () => undefined);
    reached.width = columnEnd(reached.width);
  }
}
