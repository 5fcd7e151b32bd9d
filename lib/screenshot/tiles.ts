import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import type { Size } from './rect.ts';

/**
 * What is said to be shown may end up to half a CSS pixel early where a browser only tells rounded sizes: the far edge of a
 * tile is left to the next one, which shows it again.
 */
const EDGE = 1;

/** One direction of a picture that is taken in steps, in CSS pixels. */
export type Axis = {
  /** How much of it is pictured by now. */
  done: number;
  /** How long the picture is: no more than can be scrolled to. */
  length: number;
  /** How much of it is seen at once. */
  shown: number;
};

/**
 * How far to scroll so that the next tile begins where the last one ended, and no further than the last one that shows
 * only the picture. On a whole pixel of the screen: there nothing is drawn between two pixels.
 * @param scale Pixels of the screen per CSS pixel.
 */
export function nextStop({ done, length, shown }: Axis, scale: number): number {
  // A computer's 48 × 1.1 is 52.800000000000004.
  const where = Math.floor(done * scale + 0.001);
  const last = Math.ceil((length - shown) * scale - 0.001);
  return Math.max(0, Math.min(where, last)) / scale;
}

/**
 * Whether a picture of the beginning, up to `end`, shows all there is up to `length`, both in CSS pixels. What is rounded to
 * the same pixel of the screen is the same, as where tiles are placed.
 * @param scale Pixels of the screen per CSS pixel.
 */
export function reaches(end: number, length: number, scale: number): boolean {
  return Math.round(end * scale) >= Math.round(length * scale);
}

/**
 * What is new to be seen after scrolling.
 * @param offset How far it really is scrolled; negative where the picture begins below the top of the window.
 * @param scale Pixels of the screen per CSS pixel.
 * @returns the end of it, where the next tile begins; undefined where something would be left out.
 */
export function newEnd({ done, length, shown }: Axis, offset: number, scale: number): number | undefined {
  if (offset > done + 0.01) return undefined;
  const end = offset + shown;
  if (reaches(end, length, scale)) return length;
  if (end - EDGE > done) return end - EDGE;
  // A page that does not scroll as far as it said keeps no more than this for itself.
  return end >= length - 2 * EDGE ? length : undefined;
}

/** How many tiles it takes, if nothing changes meanwhile. */
export function tileCount({ length, shown }: Omit<Axis, 'done'>, scale: number): number {
  if (reaches(shown, length, scale)) return 1;
  return 1 + Math.ceil((length - shown) / Math.max(1, shown - EDGE));
}

/** Which pixels of a picture go where. Both rectangles are of one size: nothing is made larger or smaller. */
export type Placement = { from: Rect; to: Rect };

/**
 * Where the pixels of a tile go in the larger picture. Edges are rounded and not sizes, so tiles that touch on the page
 * touch in pixels; all of a tile is moved by one whole number of pixels.
 * @param image Size of the browser's picture.
 * @returns undefined where the picture shows nothing of it.
 */
export function placeTile({ rect, viewport, x, y }: Tile, scale: number, image: Size): Placement | undefined {
  const across = placeEdge(x, rect.width, rect.x - viewport.x, scale, image.width);
  const down = placeEdge(y, rect.height, rect.y - viewport.y, scale, image.height);
  if (across.length <= 0 || down.length <= 0) return undefined;
  const size = { width: across.length, height: down.length };
  return { from: { x: across.from, y: down.from, ...size }, to: { x: across.to, y: down.to, ...size } };
}

function placeEdge(place: number, length: number, shownAt: number, scale: number, image: number) {
  const by = Math.round((shownAt - place) * scale);
  const start = Math.max(Math.round(place * scale), -by);
  const end = Math.min(Math.round((place + length) * scale), image - by);
  return { to: start, from: start + by, length: end - start };
}

/** What one canvas may hold. */
export type Ceiling = { pixels: number; side: number };

/**
 * What one canvas may hold: 256 MiB of pixels, in every browser's range, and sides that WebP can have too. While one is
 * turned into a file the next is filled, so a picture of any length takes at most two of them, 512 MiB, and one tile. A
 * picture that is wider is cut: nobody reads a page of sixteen thousand pixels from left to right.
 */
export const CANVAS: Ceiling = { pixels: 2 ** 26, side: 16_383 };

/** Height, in pixels, of the pictures that a picture of this width is split into; the last one is as high as need be. */
export function partHeight(width: number, { pixels, side }: Ceiling): number {
  return Math.max(1, Math.min(side, Math.floor(pixels / width)));
}

/** A placement, divided among the pictures that it falls into. `to` is from the corner of each. */
export function shares({ from, to }: Placement, height: number): { part: number; placement: Placement }[] {
  const found: { part: number; placement: Placement }[] = [];
  for (let y = to.y; y < to.y + to.height; ) {
    const part = Math.floor(y / height);
    const size = { width: to.width, height: Math.min((part + 1) * height, to.y + to.height) - y };
    const placement = {
      from: { x: from.x, y: from.y + y - to.y, ...size },
      to: { x: to.x, y: y - part * height, ...size },
    };
    found.push({ part, placement });
    y += size.height;
  }
  return found;
}

/**
 * The words in one of the pictures that a larger one was split into, placed from its own corner. Words that the cut goes
 * through are half seen in both, and belong to both.
 * @param top Where the picture begins in the larger one, in CSS pixels, and its `height`.
 */
export function layerOf(layer: TextLayer, top: number, height: number): TextLayer {
  return layer.flatMap((run) => {
    const start = Math.max(run.y, top);
    const end = Math.min(run.y + run.height, top + height);
    return end > start ? [{ ...run, y: start - top, height: end - start }] : [];
  });
}
