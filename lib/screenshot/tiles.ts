import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import { intersection, type Size } from './rect.ts';

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
 * turned into a file the next is filled, so a picture of any size takes at most two of them, 512 MiB, and one tile.
 */
export const CANVAS: Ceiling = { pixels: 2 ** 26, side: 16_383 };

/** Into how many pictures one is split at most. */
const MAX_PARTS = 100;

/** Height, in pixels, of the pictures that a picture of this width is split into; the last one is as high as need be. */
export function partHeight(width: number, { pixels, side }: Ceiling): number {
  return Math.max(1, Math.min(side, Math.floor(pixels / width)));
}

/**
 * How much of an area can be had, in CSS pixels, split into at most a hundred pictures: of what is both wider and longer
 * than that, all of the length.
 * @param scale Pixels of the screen per CSS pixel.
 */
export function largest({ width, height }: Size, scale: number, ceiling: Ceiling): Size {
  const side = ceiling.side / scale;
  const part = partHeight(Math.ceil(Math.min(width, side) * scale), ceiling) / scale;
  const high = Math.min(height, part * MAX_PARTS);
  const columns = Math.max(1, Math.floor(MAX_PARTS / Math.ceil(high / part)));
  return { width: Math.min(width, side * columns), height: high };
}

/** One of the pictures that a larger one is split into: columns are as wide as a canvas may be, and divided into rows. */
export type Part = { column: number; row: number };

/** What of a line falls into which of the pieces of it that are `most` long, and where in them. */
function pieces(start: number, length: number, most: number) {
  const found: { piece: number; skipped: number; at: number; length: number }[] = [];
  for (let at = start; at < start + length; ) {
    const piece = Math.floor(at / most);
    const end = Math.min((piece + 1) * most, start + length);
    found.push({ piece, skipped: at - start, at: at - piece * most, length: end - at });
    at = end;
  }
  return found;
}

/**
 * A placement, divided among the pictures that it falls into. `to` is from the corner of each.
 * @param size Of one of those pictures.
 */
export function shares({ from, to }: Placement, size: Size): { part: Part; placement: Placement }[] {
  return pieces(to.x, to.width, size.width).flatMap((across) =>
    pieces(to.y, to.height, size.height).map((down) => {
      const share = { width: across.length, height: down.length };
      return {
        part: { column: across.piece, row: down.piece },
        placement: {
          from: { x: from.x + across.skipped, y: from.y + down.skipped, ...share },
          to: { x: across.at, y: down.at, ...share },
        },
      };
    }),
  );
}

/**
 * The words in one of the pictures that a larger one was split into, placed from its own corner. Words that the cut goes
 * through are half seen in both, and belong to both.
 * @param part Where the picture lies in the larger one, in CSS pixels.
 */
export function layerOf(layer: TextLayer, part: Rect): TextLayer {
  return layer.flatMap((run) => {
    const seen = intersection(run, part);
    return seen ? [{ ...run, ...seen, x: seen.x - part.x, y: seen.y - part.y }] : [];
  });
}
