import type { Rect } from '#lib/core/schema/reading.ts';

export type Point = { x: number; y: number };
export type Size = { width: number; height: number };

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** The rectangle between two corners, in whichever direction it was dragged, cut at the edges of `bounds`. */
export function rectBetween(a: Point, b: Point, bounds: Size): Rect {
  const [x1, x2] = [clamp(Math.min(a.x, b.x), 0, bounds.width), clamp(Math.max(a.x, b.x), 0, bounds.width)];
  const [y1, y2] = [clamp(Math.min(a.y, b.y), 0, bounds.height), clamp(Math.max(a.y, b.y), 0, bounds.height)];
  return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
}

/** The rectangle moved by a distance, as far as `bounds` lets it go. */
export function moveRect(rect: Rect, by: Point, bounds: Size): Rect {
  return {
    ...rect,
    x: clamp(rect.x + by.x, 0, Math.max(0, bounds.width - rect.width)),
    y: clamp(rect.y + by.y, 0, Math.max(0, bounds.height - rect.height)),
  };
}

/** The rectangle with its far corner moved by a distance: at least one pixel a side, at most to the edge of `bounds`. */
export function resizeRect(rect: Rect, by: Point, bounds: Size): Rect {
  return {
    ...rect,
    width: clamp(rect.width + by.x, 1, bounds.width - rect.x),
    height: clamp(rect.height + by.y, 1, bounds.height - rect.y),
  };
}

/**
 * What `image` shows, to the fraction of a CSS pixel. Pages are told the window's size rounded down, and at a zoom of 90 %
 * that alone puts the far edge of a region a pixel off. `scale` (pixels per CSS pixel) is believed where both agree.
 */
export function exactViewport(viewport: Rect, scale: number | undefined, image: Size): Rect {
  if (scale === undefined || Math.abs(image.width / scale - viewport.width) >= 1) return viewport;
  return { ...viewport, width: image.width / scale, height: image.height / scale };
}

/**
 * The pixels of `image` that show `rect`, where `image` as a whole shows `viewport` (both in CSS pixels). The ratio of
 * image to viewport takes in device pixel ratio and zoom at once. Edges are rounded, not sizes: rectangles that touch on
 * the page touch in pixels.
 */
export function pixelRect(rect: Rect, viewport: Rect, image: Size): Rect {
  const scale = image.width / viewport.width;
  const left = clamp(Math.round((rect.x - viewport.x) * scale), 0, image.width - 1);
  const top = clamp(Math.round((rect.y - viewport.y) * scale), 0, image.height - 1);
  const right = clamp(Math.round((rect.x + rect.width - viewport.x) * scale), left + 1, image.width);
  const bottom = clamp(Math.round((rect.y + rect.height - viewport.y) * scale), top + 1, image.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** What two rectangles have in common; undefined for nothing. */
export function intersection(a: Rect, b: Rect): Rect | undefined {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The size at which something of `size` fits into `box`; never larger than it is. */
export function fitInto(size: Size, box: Size): Size {
  const ratio = Math.min(1, box.width / size.width, box.height / size.height);
  return { width: Math.max(1, Math.round(size.width * ratio)), height: Math.max(1, Math.round(size.height * ratio)) };
}
