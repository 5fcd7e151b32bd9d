import * as z from 'zod/mini';
import { PICTURE_TYPES } from '#lib/core/picture-types.ts';
import { LIMITS } from '#lib/core/text.ts';
import { anchorSchema, fragmentSelector } from './anchor.ts';
import { sourceSchema } from './source.ts';
import { textLayerSchema } from './text-layer.ts';

const css = z.number().check(z.minimum(-1e6), z.maximum(1e6));
const length = z.number().check(z.positive(), z.maximum(1e6));

/** A rectangle in CSS pixels. */
export const rectSchema = z.object({ x: css, y: css, width: length, height: length });
export type Rect = z.infer<typeof rectSchema>;

/**
 * The pixels that belong to a reading. The page says which part of its viewport; only the background can take them.
 * `viewport` is what the browser's picture shows, in the same coordinates as `rect` (offset where the user zoomed in by
 * pinching). Without a `rect` it is the whole picture. `scale` is the picture's pixels per CSS pixel, as the page knows it.
 */
export const shotSchema = z.object({
  rect: z.optional(rectSchema),
  viewport: z.optional(rectSchema),
  scale: z.optional(z.number().check(z.positive(), z.maximum(100))),
});
export type Shot = z.infer<typeof shotSchema>;

/** What became of a picture that was put together from tiles, which the background has by now. */
export const tiledSchema = z.object({
  /** How much of it is pictured, in CSS pixels. */
  width: length,
  height: length,
  /** There was more below: the user stopped it, or the page kept growing. */
  isCut: z.boolean(),
  /** There was more to the right: the user stopped it, or it is too wide. */
  isCutRight: z.boolean(),
});
export type Tiled = z.infer<typeof tiledSchema>;

/** Bytes of a picture, and how many of its pixels make one CSS pixel on the page. */
const pictureSchema = z.object({
  /** At most 24 MB of picture. */
  base64: z.string().check(z.maxLength(32_000_000)),
  mime: z.enum(PICTURE_TYPES),
  scale: z.number().check(z.positive(), z.maximum(100)),
});
export type Picture = z.infer<typeof pictureSchema>;

/** What reading a page gave: the only thing that pages send. */
export const readingSchema = z.object({
  quote: z.string().check(z.maxLength(LIMITS.quote)),
  markdown: z.string().check(z.maxLength(LIMITS.markdown)),
  isPlain: z.optional(z.boolean()),
  source: sourceSchema,
  anchor: z.optional(anchorSchema),
  shot: z.optional(shotSchema),
  tiled: z.optional(tiledSchema),
  /** The words in the picture, placed from the corner of what `shot` asks for, or of all tiles together. */
  textLayer: z.optional(textLayerSchema),
  picture: z.optional(pictureSchema),
});
export type Reading = z.infer<typeof readingSchema>;

/** What follows a reading once that is kept, as it takes longer than anybody waits for: each where it could be had. */
export const restSchema = z.object({
  /** The same as sanitised HTML. */
  html: z.optional(z.string().check(z.maxLength(LIMITS.html))),
  /** One more selector of the anchor. */
  fragment: z.optional(fragmentSelector),
  /** What the page is about: kept beside the clip, and compared at the next visit. */
  pageText: z.optional(z.string().check(z.maxLength(LIMITS.quote))),
});
export type Rest = z.infer<typeof restSchema>;
