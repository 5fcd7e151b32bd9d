import type { Rect } from '#lib/core/schema/reading.ts';

/** What two rectangles have in common; of no width or height where they have nothing. */
export function common(a: Rect, b: Rect): Rect {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The smallest rectangle around two. */
export function around(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** Where what is drawn in a frame stands in the page: `page = frame * scale + offset`. */
export type Placement = { x: number; y: number; scaleX: number; scaleY: number };

export const IN_PLACE: Placement = { x: 0, y: 0, scaleX: 1, scaleY: 1 };

export function toPage({ x, y, width, height }: Rect, at: Placement): Rect {
  return { x: x * at.scaleX + at.x, y: y * at.scaleY + at.y, width: width * at.scaleX, height: height * at.scaleY };
}

export function fromPage({ x, y, width, height }: Rect, at: Placement): Rect {
  return { x: (x - at.x) / at.scaleX, y: (y - at.y) / at.scaleY, width: width / at.scaleX, height: height / at.scaleY };
}
