import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rectSchema } from '#lib/core/schema/reading.ts';
import { fitInto, moveRect, pixelRect, rectBetween, resizeRect } from '#lib/screenshot/rect.ts';

const BOUNDS = { width: 1280, height: 800 };
const point = fc.record({ x: fc.integer({ min: -500, max: 2000 }), y: fc.integer({ min: -500, max: 2000 }) });
/** What a drag can leave behind: at least a pixel each way, inside the page. */
const dragged = fc
  .record({ x: fc.integer({ min: 0, max: 1279 }), y: fc.integer({ min: 0, max: 799 }) })
  .chain(({ x, y }) =>
    fc.record({
      x: fc.constant(x),
      y: fc.constant(y),
      width: fc.integer({ min: 1, max: 1280 - x }),
      height: fc.integer({ min: 1, max: 800 - y }),
    }),
  );

function expectInside(rect: { x: number; y: number; width: number; height: number }, box = BOUNDS): void {
  expect(rect.x).toBeGreaterThanOrEqual(0);
  expect(rect.y).toBeGreaterThanOrEqual(0);
  expect(rect.x + rect.width).toBeLessThanOrEqual(box.width);
  expect(rect.y + rect.height).toBeLessThanOrEqual(box.height);
}

describe('rectBetween', () => {
  it.each([
    ['down and right', { x: 10, y: 20 }, { x: 110, y: 70 }],
    ['down and left', { x: 110, y: 20 }, { x: 10, y: 70 }],
    ['up and right', { x: 10, y: 70 }, { x: 110, y: 20 }],
    ['up and left', { x: 110, y: 70 }, { x: 10, y: 20 }],
  ])('is the same rectangle dragged %s', (_direction, from, to) => {
    expect(rectBetween(from, to, BOUNDS)).toEqual({ x: 10, y: 20, width: 100, height: 50 });
  });

  it('ends at the edges of the page, however far the pointer goes', () => {
    expect(rectBetween({ x: 1200, y: 700 }, { x: 5000, y: 5000 }, BOUNDS)).toEqual({
      x: 1200,
      y: 700,
      width: 80,
      height: 100,
    });
    expect(rectBetween({ x: 50, y: 60 }, { x: -9, y: -9 }, BOUNDS)).toEqual({ x: 0, y: 0, width: 50, height: 60 });
    fc.assert(fc.property(point, point, (a, b) => expectInside(rectBetween(a, b, BOUNDS))));
  });
});

describe('moving and resizing by keyboard', () => {
  it('moves without changing the size, as far as the edges', () => {
    const rect = { x: 1000, y: 10, width: 200, height: 100 };
    expect(moveRect(rect, { x: 30, y: -5 }, BOUNDS)).toEqual({ ...rect, x: 1030, y: 5 });
    expect(moveRect(rect, { x: 500, y: -50 }, BOUNDS)).toEqual({ ...rect, x: 1080, y: 0 });
  });

  it('resizes at the far corner, down to a pixel and out to the edges', () => {
    const rect = { x: 1000, y: 10, width: 200, height: 100 };
    expect(resizeRect(rect, { x: 10, y: -10 }, BOUNDS)).toEqual({ ...rect, width: 210, height: 90 });
    expect(resizeRect(rect, { x: -900, y: 9000 }, BOUNDS)).toEqual({ ...rect, width: 1, height: 790 });
  });

  it('never leaves the page', () => {
    fc.assert(
      fc.property(dragged, fc.array(fc.tuple(fc.boolean(), point), { maxLength: 8 }), (start, steps) => {
        const end = steps.reduce((rect, [move, by]) => (move ? moveRect : resizeRect)(rect, by, BOUNDS), start);
        expectInside(end);
        expect(rectSchema.safeParse(end).success).toBe(true);
      }),
    );
  });
});

describe('pixelRect', () => {
  it('takes in pixel ratio and zoom at once', () => {
    const viewport = { x: 0, y: 0, ...BOUNDS };
    const rect = { x: 10, y: 20, width: 100, height: 50 };
    expect(pixelRect(rect, viewport, { width: 1280, height: 800 })).toEqual(rect);
    expect(pixelRect(rect, viewport, { width: 2560, height: 1600 })).toEqual({ x: 20, y: 40, width: 200, height: 100 });
    expect(pixelRect(rect, viewport, { width: 1600, height: 1000 })).toEqual({ x: 13, y: 25, width: 125, height: 63 });
  });

  it('starts where the picture starts after a pinch zoom', () => {
    const viewport = { x: 100, y: 50, width: 640, height: 400 };
    const rect = { x: 110, y: 70, width: 100, height: 50 };
    expect(pixelRect(rect, viewport, { width: 1280, height: 800 })).toEqual({ x: 20, y: 40, width: 200, height: 100 });
  });

  const screens = [1, 1.25, 1.5, 2].flatMap((dpr) => [0.9, 1, 1.1].map((zoom) => ({ dpr, zoom })));

  it.each(screens)('at pixel ratio $dpr and zoom $zoom stays inside the picture, close to what was asked', (screen) => {
    // The window has whole device pixels; the page is told its size in whole CSS pixels.
    const image = { width: Math.round(1280 * screen.dpr), height: Math.round(800 * screen.dpr) };
    const scale = screen.dpr * screen.zoom;
    const page = { width: Math.floor(image.width / scale), height: Math.floor(image.height / scale) };
    const inPage = fc.tuple(point, point).map(([a, b]) => rectBetween(a, b, page));
    fc.assert(
      fc.property(
        inPage.filter(({ width, height }) => width > 0 && height > 0),
        (rect) => {
          const pixels = pixelRect(rect, { x: 0, y: 0, ...page }, image);
          expectInside(pixels, image);
          expect(Object.values(pixels).every(Number.isInteger)).toBe(true);
          expect(pixels.width).toBeGreaterThanOrEqual(1);
          expect(pixels.height).toBeGreaterThanOrEqual(1);
          // Two edges, each rounded, and the page's own size in whole pixels.
          for (const [exact, got] of [
            [rect.x * scale, pixels.x],
            [rect.y * scale, pixels.y],
            [rect.width * scale, pixels.width],
            [rect.height * scale, pixels.height],
          ] as const) {
            expect(Math.abs(exact - got)).toBeLessThanOrEqual(1 + 2 * scale);
          }
        },
      ),
    );
  });

  it.each(screens)('at pixel ratio $dpr and zoom $zoom rectangles that touch share an edge', ({ dpr, zoom }) => {
    const scale = dpr * zoom;
    const viewport = { x: 0, y: 0, width: 1280, height: 800 };
    const image = { width: Math.round(1280 * scale), height: Math.round(800 * scale) };
    const cut = fc.tuple(fc.integer({ min: 2, max: 1200 }), fc.integer({ min: 2, max: 60 }));
    fc.assert(
      fc.property(cut, cut, ([x, left], [, right]) => {
        const [y, height] = [100, 50];
        const before = pixelRect({ x: x - Math.min(left, x), y, width: Math.min(left, x), height }, viewport, image);
        const after = pixelRect({ x, y, width: right, height }, viewport, image);
        expect(before.x + before.width).toBe(after.x);
      }),
    );
  });

  it('gives the whole picture for the whole page', () => {
    const viewport = { x: 0, y: 0, width: 1137, height: 711 };
    const image = { width: 1280, height: 800 };
    expect(pixelRect(viewport, viewport, image)).toEqual({ x: 0, y: 0, ...image });
  });
});

describe('fitInto', () => {
  it('keeps the shape, and never makes larger', () => {
    expect(fitInto({ width: 1280, height: 800 }, { width: 320, height: 200 })).toEqual({ width: 320, height: 200 });
    expect(fitInto({ width: 100, height: 1000 }, { width: 320, height: 200 })).toEqual({ width: 20, height: 200 });
    expect(fitInto({ width: 30, height: 20 }, { width: 320, height: 200 })).toEqual({ width: 30, height: 20 });
    expect(fitInto({ width: 10_000, height: 1 }, { width: 320, height: 200 })).toEqual({ width: 320, height: 1 });
  });
});
