import * as z from 'zod/mini';

const place = z.number().check(z.minimum(-1e6), z.maximum(1e6));
const length = z.number().check(z.positive(), z.maximum(1e6));

/** Words that stand on one line of a picture, and the rectangle that they fill. */
export const textRunSchema = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(10_000)),
  /** In CSS pixels from the picture's top left corner, whatever the scale of its pixels. */
  x: place,
  y: place,
  width: length,
  height: length,
  /** Written from top to bottom, the lines from right to left. */
  isVertical: z.optional(z.boolean()),
});
export type TextRun = z.infer<typeof textRunSchema>;

/** The words that the DOM had under a picture, in the order of reading. */
export const textLayerSchema = z.array(textRunSchema).check(z.maxLength(100_000));
export type TextLayer = z.infer<typeof textLayerSchema>;
