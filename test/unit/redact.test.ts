import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textLayerSchema } from '#lib/core/schema/text-layer.ts';
import { coveredPixels } from '#lib/screenshot/redact.ts';
import { cropTextLayer, redactTextLayer } from '#lib/screenshot/text-layer-cut.ts';

const rect = fc.record({
  x: fc.double({ min: -50, max: 400, noNaN: true }),
  y: fc.double({ min: -50, max: 400, noNaN: true }),
  width: fc.double({ min: 0.5, max: 300, noNaN: true }),
  height: fc.double({ min: 0.5, max: 300, noNaN: true }),
});
const run = rect.map((place) => ({ text: 'secret', ...place }));
const scale = fc.constantFrom(0.9, 1, 1.1, 1.25, 1.5, 2, 3);
const IMAGE = { width: 500, height: 400 };

describe('coveredPixels', () => {
  it('covers every pixel that a redaction so much as touches', () => {
    expect(coveredPixels({ x: 10.2, y: 20.8, width: 5.1, height: 0.1 }, 1, IMAGE)).toEqual({
      x: 10,
      y: 20,
      width: 6,
      height: 1,
    });
    expect(coveredPixels({ x: 10, y: 20, width: 5, height: 4 }, 1.25, IMAGE)).toEqual({
      x: 12,
      y: 25,
      width: 7,
      height: 5,
    });
    fc.assert(
      fc.property(rect, scale, (redaction, dpr) => {
        const covered = coveredPixels(redaction, dpr, IMAGE);
        const [left, right] = [redaction.x * dpr, (redaction.x + redaction.width) * dpr];
        const [top, bottom] = [redaction.y * dpr, (redaction.y + redaction.height) * dpr];
        if (!covered) {
          const isBeside = right <= 0 || bottom <= 0 || left >= IMAGE.width || top >= IMAGE.height;
          expect(isBeside).toBe(true);
          return;
        }
        expect(Object.values(covered).every(Number.isInteger)).toBe(true);
        expect(covered.x).toBeLessThanOrEqual(Math.max(0, left));
        expect(covered.y).toBeLessThanOrEqual(Math.max(0, top));
        expect(covered.x + covered.width).toBeGreaterThanOrEqual(Math.min(IMAGE.width, right));
        expect(covered.y + covered.height).toBeGreaterThanOrEqual(Math.min(IMAGE.height, bottom));
      }),
    );
  });
});

describe('the words of a picture', () => {
  it('go as a whole where a redaction takes anything of them', () => {
    const layer = [
      { text: 'anna@example.com', x: 10, y: 10, width: 100, height: 20 },
      { text: 'beside', x: 110, y: 10, width: 50, height: 20 },
      { text: 'below', x: 10, y: 30, width: 50, height: 20 },
    ];
    const left = redactTextLayer(layer, [{ x: 105, y: 5, width: 5, height: 25 }]);
    expect(left.map(({ text }) => text)).toEqual(['beside', 'below']);
    expect(redactTextLayer(layer, [{ x: 0, y: 0, width: 500, height: 500 }])).toEqual([]);
    expect(redactTextLayer(layer, [])).toEqual(layer);
  });

  it('never overlap a redaction', () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), fc.array(rect, { maxLength: 4 }), (layer, redactions) => {
        for (const { x, y, width, height } of redactTextLayer(layer, redactions)) {
          for (const black of redactions) {
            const isApart =
              x + width <= black.x ||
              y + height <= black.y ||
              x >= black.x + black.width ||
              y >= black.y + black.height;
            expect(isApart).toBe(true);
          }
        }
      }),
    );
  });

  it('move with a crop, which drops those that are mostly outside', () => {
    const layer = [
      { text: 'inside', x: 60, y: 60, width: 40, height: 10 },
      { text: 'mostly', x: 40, y: 80, width: 40, height: 10 },
      { text: 'hardly', x: 15, y: 90, width: 40, height: 10 },
      { text: 'outside', x: 300, y: 300, width: 40, height: 10 },
    ];
    expect(cropTextLayer(layer, { x: 50, y: 50, width: 100, height: 100 })).toEqual([
      { text: 'inside', x: 10, y: 10, width: 40, height: 10 },
      { text: 'mostly', x: 0, y: 30, width: 30, height: 10 },
    ]);
  });

  it('lie within a crop, and are a valid layer', () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), rect, (layer, crop) => {
        const cut = cropTextLayer(layer, crop);
        expect(textLayerSchema.safeParse(cut).success).toBe(true);
        for (const { x, y, width, height } of cut) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-9);
          expect(x + width).toBeLessThanOrEqual(crop.width + 1e-9);
          expect(y + height).toBeLessThanOrEqual(crop.height + 1e-9);
        }
      }),
    );
  });
});
