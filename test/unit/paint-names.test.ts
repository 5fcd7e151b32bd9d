import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { brightnessOf } from '#lib/capture/evidence/paint.ts';
import { allLooks, nameOf, paintCss } from '#lib/capture/evidence/paint-names.ts';

describe('the looks of highlights', () => {
  it('have the colours that their types have everywhere else', async () => {
    const tokens = await readFile('components/ui/tokens.css', 'utf8');
    for (const { type, isOnDark, colour } of allLooks()) {
      const name = type ?? 'ink-3';
      const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens) ?? [];
      expect(colour, name).toBe(isOnDark ? dark : light);
    }
  });

  it('have each a name and a rule of their own', () => {
    const names = allLooks().map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(paintCss()).toContain(`::highlight(${name}) {`);
  });
});

describe('the brightness of a colour', () => {
  it.each([
    ['rgb(31, 28, 23)', 0.11],
    ['rgba(241, 237, 228, 0.9)', 0.93],
    ['rgb(255 255 255)', 1],
    ['oklch(0.93 0.02 90)', 0.93],
    ['lab(12 3 4)', 0.12],
    ['color(srgb 0.9 0.9 0.9)', 0.9],
    ['color(display-p3 0.1 0.1 0.1)', 0.1],
  ])('of %s is about %d', (colour, brightness) => {
    expect(brightnessOf(colour)).toBeCloseTo(brightness, 1);
  });
});
