import type { Rect } from '#lib/core/schema/reading.ts';
import { boundsOf, type Sheet } from './markup-geometry.ts';
import type { Shape } from './markup-items.ts';
import { contrastTo, MARK_SIZES } from './markup-style.ts';
import type { Point } from './rect.ts';

type Paint = { fill?: string; stroke?: string; strokeWidth?: number; opacity?: number };

/**
 * One thing to paint, in CSS pixels of the picture; joins and ends of strokes are round. A path is written as in SVG,
 * which canvases read as well: the preview and the picture cannot disagree.
 */
export type Primitive =
  | ({ type: 'path'; d: string } & Paint)
  | { type: 'text'; text: string; x: number; baseline: number; size: number; align: 'left' | 'center'; fill: string };

/** What covers a redaction. Nothing shines through it. */
export const REDACTION_COLOUR = '#000000';

function rectPath({ x, y, width, height }: Rect): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

function roundedPath({ x, y, width, height }: Rect, radius: number): string {
  const [across, down] = [width - 2 * radius, height - 2 * radius];
  const corner = (dx: number, dy: number) => `a${radius} ${radius} 0 0 1 ${dx * radius} ${dy * radius}`;
  return `M${x + radius} ${y}h${across}${corner(1, 1)}v${down}${corner(-1, 1)}h${-across}${corner(-1, -1)}v${-down}${corner(1, -1)}z`;
}

function circlePath({ x, y }: Point, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0z`;
}

/** The outline of an arrow: seven corners, or a head alone where there is no room for a shaft. */
export function arrowCorners(from: Point, to: Point, unit: number): Point[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return [];
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const head = Math.min(MARK_SIZES.arrowHead * unit, length);
  const [wing, shaft] = [head / 2, (MARK_SIZES.stroke * unit * 1.2) / 2];
  /** So far back from the point, and so far to its left. */
  const corner = (back: number, left: number): Point => ({
    x: to.x - along.x * back + along.y * left,
    y: to.y - along.y * back - along.x * left,
  });
  const tip = [corner(head, wing), corner(0, 0), corner(head, -wing)];
  if (head === length) return tip;
  return [corner(length, shaft), corner(head, shaft), ...tip, corner(head, -shaft), corner(length, -shaft)];
}

/** How a shape is painted, bottom up. A crop paints nothing. */
export function drawingOf(shape: Exclude<Shape, { type: 'crop' }>, sheet: Sheet): Primitive[] {
  const { unit } = sheet;
  const edge = MARK_SIZES.edge * unit;
  switch (shape.type) {
    case 'redaction':
      return [{ type: 'path', d: rectPath(shape.rect), fill: REDACTION_COLOUR }];
    case 'highlight':
      return [{ type: 'path', d: rectPath(shape.rect), fill: shape.colour, opacity: 0.35 }];
    case 'box': {
      const [d, width] = [rectPath(shape.rect), MARK_SIZES.stroke * unit];
      return [
        { type: 'path', d, stroke: contrastTo(shape.colour), strokeWidth: width + 2 * edge },
        { type: 'path', d, stroke: shape.colour, strokeWidth: width },
      ];
    }
    case 'arrow': {
      const corners = arrowCorners(shape.from, shape.to, unit);
      if (corners.length === 0) return [];
      const d = `M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}z`;
      return [
        { type: 'path', d, stroke: contrastTo(shape.colour), strokeWidth: unit + 2 * edge },
        // A hair of stroke rounds the corners off.
        { type: 'path', d, fill: shape.colour, stroke: shape.colour, strokeWidth: unit },
      ];
    }
    case 'pin': {
      const [d, size] = [circlePath(shape.at, MARK_SIZES.pin * unit), MARK_SIZES.pinText * unit];
      const text = String(shape.number);
      // Three figures still fit.
      const fitted = text.length > 2 ? size * 0.75 : size;
      const ink = contrastTo(shape.colour);
      return [
        { type: 'path', d, fill: shape.colour, stroke: ink, strokeWidth: edge },
        {
          type: 'text',
          text,
          x: shape.at.x,
          // Figures are about 0.7 of their size high.
          baseline: shape.at.y + fitted * 0.355,
          size: fitted,
          align: 'center',
          fill: ink,
        },
      ];
    }
    case 'text': {
      const size = MARK_SIZES.text * unit;
      const ink = contrastTo(shape.colour);
      const label = roundedPath(boundsOf(shape, sheet), MARK_SIZES.corner * unit);
      const lines = shape.text.split('\n').map(
        (text, line): Primitive => ({
          type: 'text',
          text,
          x: shape.at.x + MARK_SIZES.textPadding.x * unit,
          // Letters reach about 0.35 of their size from the middle of the line to the baseline.
          baseline: shape.at.y + MARK_SIZES.textPadding.y * unit + size * (MARK_SIZES.lineHeight * (line + 0.5) + 0.35),
          size,
          align: 'left',
          fill: ink,
        }),
      );
      return [{ type: 'path', d: label, fill: shape.colour, stroke: ink, strokeWidth: edge }, ...lines];
    }
  }
}
