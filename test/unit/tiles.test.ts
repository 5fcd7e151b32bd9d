import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import { layerOf, newEnd, nextStop, partHeight, placeTile, reaches, shares, tileCount } from '#lib/screenshot/tiles.ts';

const SCALES = [0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 3];
const scales = fc.oneof(fc.constantFrom(...SCALES), fc.double({ min: 0.5, max: 4, noNaN: true }));

/** A page as a browser has it: in whole pixels of the screen, of which its scripts are told rounded CSS pixels. */
const pages = fc.record({
  scale: scales,
  window: fc.record({ width: fc.integer({ min: 200, max: 1500 }), height: fc.integer({ min: 150, max: 1200 }) }),
  /** Where the scroller's content is drawn in the window. */
  inset: fc.record({ x: fc.integer({ min: 0, max: 40 }), y: fc.integer({ min: 0, max: 60 }) }),
  content: fc.record({ width: fc.integer({ min: 1, max: 3_000 }), height: fc.integer({ min: 1, max: 12_000 }) }),
});
type Device = typeof pages extends fc.Arbitrary<infer T> ? T : never;

type Shown = { tile: Tile; scroll: { x: number; y: number } };

/**
 * What the page does: scrolls, and says what each picture shows.
 * @param tell What is told of so many pixels of the screen, in CSS pixels.
 */
function tilesOf({ scale, window, inset, content }: Device, tell: (css: number) => number): Shown[] {
  const pane = { width: window.width - 2 * inset.x, height: window.height - 2 * inset.y };
  const most = {
    x: Math.max(0, content.width - pane.width),
    y: Math.max(0, content.height - pane.height),
  };
  const scrolledTo = (css: number, max: number) => Math.min(Math.max(0, Math.round(css * scale)), max);
  const shown = { width: tell(pane.width / scale), height: tell(pane.height / scale) };
  // No more than can be scrolled to.
  const whole = {
    width: Math.min(content.width / scale, most.x / scale + shown.width),
    height: Math.min(content.height / scale, most.y / scale + shown.height),
  };
  const made: Shown[] = [];
  for (let top = 0; !reaches(top, whole.height, scale); ) {
    const down = { done: top, length: whole.height, shown: shown.height };
    const y = scrolledTo(nextStop(down, scale), most.y);
    const bottom = newEnd(down, y / scale, scale);
    if (bottom === undefined) throw new Error(`nothing new at ${y}`);
    for (let left = 0; !reaches(left, whole.width, scale); ) {
      const across = { done: left, length: whole.width, shown: shown.width };
      const x = scrolledTo(nextStop(across, scale), most.x);
      const right = newEnd(across, x / scale, scale);
      if (right === undefined) throw new Error(`nothing new at ${x}`);
      const rect = {
        x: inset.x / scale + left - x / scale,
        y: inset.y / scale + top - y / scale,
        width: right - left,
        height: bottom - top,
      };
      const viewport = { x: 0, y: 0, width: window.width / scale, height: window.height / scale };
      const tile = { run: 0, index: made.length, viewport, scale, rect, x: left, y: top, whole };
      made.push({ tile, scroll: { x, y } });
      left = right;
    }
    top = bottom;
  }
  return made;
}

/** Scripts hear of most sizes in whole CSS pixels, but of places, and of some sizes, as they are. */
const rounded = (css: number) => Math.max(1, Math.round(css));
const exact = (css: number) => css;

const area = ({ width, height }: Rect) => width * height;

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe('tiles', () => {
  it('cover every pixel exactly once, in order, never outside of the picture that shows them', () => {
    fc.assert(
      fc.property(pages, (device) => {
        const shown = tilesOf(device, rounded);
        const placed = shown.flatMap(({ tile, scroll }) => {
          const placement = placeTile(tile, device.scale, device.window);
          return placement ? [{ ...placement, scroll }] : [];
        });
        let covered = 0;
        for (const [index, { from, to, scroll }] of placed.entries()) {
          expect([from.width, from.height]).toEqual([to.width, to.height]);
          expect(Math.min(from.x, from.y, to.x, to.y)).toBeGreaterThanOrEqual(0);
          expect(from.x + from.width).toBeLessThanOrEqual(device.window.width);
          expect(from.y + from.height).toBeLessThanOrEqual(device.window.height);
          // Each pixel comes from where the page really drew it.
          expect(from.x - device.inset.x + scroll.x).toBe(to.x);
          expect(from.y - device.inset.y + scroll.y).toBe(to.y);
          covered += area(to);
          const next = placed[index + 1];
          if (next) expect(next.to.y > to.y || (next.to.y === to.y && next.to.x > to.x)).toBe(true);
          if (next) expect(overlap(to, next.to)).toBe(false);
        }
        // A window that is said to be larger than it is leaves out the part of a CSS pixel at its far edge, at most.
        const missing = device.content.width * device.content.height - covered;
        const edges = (device.content.width + device.content.height) * Math.ceil(device.scale / 2);
        expect(missing).toBeGreaterThanOrEqual(0);
        expect(missing).toBeLessThanOrEqual(edges);
      }),
      { numRuns: 500 },
    );
  });

  it('leave nothing out where it is known to the pixel what is shown', () => {
    const inset = { x: 0, y: 0 };
    /** So many pixels more than are shown at once. */
    const more = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined });
    fc.assert(
      fc.property(pages, more, more, ({ scale, window, content }, wider, longer) => {
        const width = wider === undefined ? content.width : window.width + wider;
        const height = longer === undefined ? content.height : window.height + longer;
        const total = tilesOf({ scale, window, inset, content: { width, height } }, exact)
          .map(({ tile }) => placeTile(tile, scale, window))
          .reduce((sum, placement) => sum + (placement ? area(placement.to) : 0), 0);
        expect(total).toBe(width * height);
      }),
      { numRuns: 20_000 },
    );
  });

  it('are as many as was said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 50, max: 2_000 }), (length, shown) => {
        let count = 0;
        for (let done = 0; done < length; count += 1) {
          const axis = { done, length, shown };
          done = newEnd(axis, nextStop(axis, 1), 1) ?? Number.NaN;
        }
        expect(count).toBe(tileCount({ length, shown }, 1));
      }),
    );
  });

  it('stop on whole pixels, and where the window reaches the end', () => {
    expect(nextStop({ done: 799, length: 4_000, shown: 800 }, 1)).toBe(799);
    expect(nextStop({ done: 3_900, length: 4_000, shown: 800 }, 1)).toBe(3_200);
    expect(nextStop({ done: 48.2, length: 4_000, shown: 800 }, 1.25)).toBe(48);
    expect(nextStop({ done: 0, length: 300, shown: 800 }, 2)).toBe(0);
  });

  it('are refused where the page jumped past something, or did not move', () => {
    expect(newEnd({ done: 799, length: 4_000, shown: 800 }, 900, 1)).toBeUndefined();
    expect(newEnd({ done: 799, length: 4_000, shown: 800 }, 0, 1)).toBeUndefined();
  });
});

describe('pictures of at most so many pixels', () => {
  const ceiling = { pixels: 64_000, side: 300 };

  it('hold each pixel of a placement exactly once, in order', () => {
    const placements = fc.record({
      width: fc.integer({ min: 1, max: 2_000 }),
      y: fc.integer({ min: 0, max: 5_000 }),
      height: fc.integer({ min: 1, max: 2_000 }),
    });
    fc.assert(
      fc.property(placements, ({ width, y, height }) => {
        const most = partHeight(width, ceiling);
        expect(most).toBeLessThanOrEqual(ceiling.side);
        expect(most * width).toBeLessThanOrEqual(Math.max(ceiling.pixels, width));
        const whole = { from: { x: 0, y: 7, width, height }, to: { x: 0, y, width, height } };
        let at = y;
        for (const { part, placement } of shares(whole, most)) {
          expect(placement.to.y + part * most).toBe(at);
          expect(placement.from.y).toBe(7 + at - y);
          expect(placement.to.y).toBeGreaterThanOrEqual(0);
          expect(placement.to.y + placement.to.height).toBeLessThanOrEqual(most);
          at += placement.to.height;
        }
        expect(at).toBe(y + height);
      }),
    );
  });

  it('have their own words, placed from their own corner; a cut line is in both', () => {
    const run = (text: string, y: number) => ({ text, x: 5, y, width: 60, height: 20 });
    const layer = [run('first', 10), run('cut', 90), run('second', 130)];
    expect(layerOf(layer, 0, 100)).toEqual([run('first', 10), { ...run('cut', 90), height: 10 }]);
    expect(layerOf(layer, 100, 100)).toEqual([{ ...run('cut', 0), height: 10 }, run('second', 30)]);
  });
});
