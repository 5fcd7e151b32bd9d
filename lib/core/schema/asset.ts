import * as z from 'zod/mini';
import { PICTURE_TYPES } from '#lib/core/picture-types.ts';
import { timestamp } from '#lib/core/row.ts';

export const assetId = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const pixels = z.number().check(z.int(), z.positive());

/** Bytes that a clip refers to, addressed by content: the same picture is kept once. */
export const assetSchema = z.object({
  /** SHA-256 of the bytes, lower-case hex. */
  id: assetId,
  createdAt: timestamp,
  updatedAt: timestamp,
  blob: z.instanceof(Blob),
  mime: z.enum(PICTURE_TYPES),
  /** In image pixels. */
  width: pixels,
  height: pixels,
  /** Image pixels per CSS pixel: a screenshot taken at DPR 2 is shown at half its pixel size. */
  scale: z.number().check(z.positive()),
  thumbnail: z.instanceof(Blob),
  /** The words in the picture: a `TextLayer` as JSON. A file, for the reason that `textLayerFile` gives. */
  textLayer: z.optional(z.instanceof(Blob)),
  /** When its bytes were made as few as they get; absent until then. */
  recompressedAt: z.optional(timestamp),
  /** The name that the same pixels had in larger bytes: a page that still shows those finds its picture again. */
  formerId: z.optional(assetId),
});

export type Asset = z.infer<typeof assetSchema>;
