import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import {
  largest,
  layerOf,
  newEnd,
  nextStop,
  partHeight,
  placeTile,
  reaches,
  shares,
  tileCount,
} from '#lib/screenshot/tiles.ts';

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
  const lengths = fc.integer({ min: 1, max: 2_000 });
  const places = fc.integer({ min: 0, max: 5_000 });

  it('hold each pixel of a placement exactly once, in order', () => {
    fc.assert(
      fc.property(places, places, lengths, lengths, (x, y, width, height) => {
        const size = { width: 300, height: partHeight(300, ceiling) };
        expect(size.height * size.width).toBeLessThanOrEqual(ceiling.pixels);
        const whole = { from: { x: 3, y: 7, width, height }, to: { x, y, width, height } };
        const found = shares(whole, size);
        let covered = 0;
        for (const [index, { part, placement }] of found.entries()) {
          const { from, to } = placement;
          expect([from.width, from.height]).toEqual([to.width, to.height]);
          expect([from.x - 3 + x, from.y - 7 + y]).toEqual([
            to.x + part.column * size.width,
            to.y + part.row * size.height,
          ]);
          expect(Math.min(to.x, to.y, to.width - 1, to.height - 1)).toBeGreaterThanOrEqual(0);
          expect(to.x + to.width).toBeLessThanOrEqual(size.width);
          expect(to.y + to.height).toBeLessThanOrEqual(size.height);
          covered += area(to);
          const next = found[index + 1]?.part;
          if (next) expect(next.column * 1e6 + next.row).toBeGreaterThan(part.column * 1e6 + part.row);
        }
        expect(covered).toBe(width * height);
      }),
    );
  });

  it('are never more than a clip can have, nor fewer than what there is where that is enough', () => {
    const sides = fc.double({ min: 1, max: 300_000, noNaN: true });
    fc.assert(
      fc.property(sides, sides, scales, (width, height, scale) => {
        const most = largest({ width, height }, scale, ceiling);
        const [across, down] = [Math.round(most.width * scale), Math.round(most.height * scale)];
        const part = { width: Math.min(across, ceiling.side), height: partHeight(Math.min(across, 300), ceiling) };
        const count = Math.ceil(across / part.width) * Math.ceil(down / part.height);
        expect(count).toBeLessThanOrEqual(100);
        if (most.width < width) expect(count + Math.ceil(down / part.height)).toBeGreaterThan(100);
        if (most.height < height) expect(Math.ceil(down / part.height)).toBe(100);
      }),
      { numRuns: 5_000 },
    );
  });

  it('have their own words, placed from their own corner; a cut line is in both', () => {
    const run = (text: string, x: number, y: number) => ({ text, x, y, width: 60, height: 20 });
    const layer = [run('first', 5, 10), run('cut', 5, 90), run('second', 5, 130), run('right', 80, 10)];
    expect(layerOf(layer, { x: 0, y: 0, width: 100, height: 100 })).toEqual([
      run('first', 5, 10),
      { ...run('cut', 5, 90), height: 10 },
      { ...run('right', 80, 10), width: 20 },
    ]);
    expect(layerOf(layer, { x: 0, y: 100, width: 100, height: 100 })).toEqual([
      { ...run('cut', 5, 0), height: 10 },
      run('second', 5, 30),
    ]);
    expect(layerOf(layer, { x: 100, y: 0, width: 100, height: 100 })).toEqual([{ ...run('right', 0, 10), width: 40 }]);
  });
});
