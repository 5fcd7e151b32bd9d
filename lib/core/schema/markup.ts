import * as z from 'zod/mini';
import { LIMITS } from '#lib/core/text.ts';
import { assetId } from './asset.ts';

const place = z.number().check(z.minimum(-1e6), z.maximum(1e6));
const length = z.number().check(z.positive(), z.maximum(1e6));

/** In CSS pixels from the top left corner of the picture that is marked, before it is cropped. */
const point = z.object({ x: place, y: place });
const box = z.object({ x: place, y: place, width: length, height: length });
const colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/));

/** Something drawn on a picture. Redactions are none: they are in the pixels. */
export const markSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('box'), rect: box, colour }),
  z.object({ type: z.literal('highlight'), rect: box, colour }),
  z.object({ type: z.literal('arrow'), from: point, to: point, colour }),
  z.object({
    type: z.literal('text'),
    at: point,
    text: z.string().check(z.minLength(1), z.maxLength(LIMITS.name)),
    colour,
  }),
  z.object({ type: z.literal('pin'), at: point, number: z.number().check(z.int(), z.positive()), colour }),
]);
export type Mark = z.infer<typeof markSchema>;

/** What the user did to a picture of a clip. The picture itself stays as it was, and the result is one of its own. */
export const markupSchema = z.object({
  /** The picture that was marked: one of the clip's `assetIds`. */
  assetId,
  crop: z.optional(box),
  marks: z.array(markSchema).check(z.maxLength(500)),
  /** The picture that came of it: shown and exported in place of the other. */
  editedId: assetId,
});
export type Markup = z.infer<typeof markupSchema>;
