import * as z from 'zod/mini';
import { rectSchema } from './reading.ts';

const place = z.number().check(z.minimum(0), z.maximum(1e6));

/** One picture of the viewport, and where it belongs in a larger picture that is put together from many. */
export const tileSchema = z.object({
  /** Which attempt at the whole picture: one that starts over counts on. */
  run: z.number().check(z.int(), z.nonnegative(), z.maximum(10)),
  /** From 0, one more for each tile that is asked for. */
  index: z.number().check(z.int(), z.nonnegative(), z.maximum(100_000)),
  /** What the browser's picture shows, and its pixels per CSS pixel: as in a `Shot`. */
  viewport: rectSchema,
  scale: z.number().check(z.positive(), z.maximum(100)),
  /** The part of the viewport that belongs in the larger picture, in CSS pixels of the viewport. */
  rect: rectSchema,
  /** Where that part's corner lies in the larger picture, in CSS pixels. */
  x: place,
  y: place,
  /** Size of the larger picture in CSS pixels, as far as it is known by now. */
  whole: z.object({
    width: z.number().check(z.positive(), z.maximum(1e6)),
    height: z.number().check(z.positive(), z.maximum(1e6)),
  }),
});
export type Tile = z.infer<typeof tileSchema>;
