import * as z from 'zod/mini';
import { rowId, rowShape, trashable } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';

/** Levels of a name are divided by this: `pricing/limits` is below `pricing`. */
export const TAG_DIVIDER = '/';

const name = z.string().check(z.minLength(1), z.maxLength(LIMITS.name));

export const tagSchema = z.object({
  ...rowShape,
  ...trashable,
  /** The whole path, from the top of the tree: a tree needs no other property. */
  name,
  /** `nameKey(name)`: two tags never share one. */
  key: name,
  colour: z.optional(z.string().check(z.regex(/^#[0-9a-f]{6}$/))),
  /** What the tag means, for whoever wonders whether it fits. */
  definition: z.optional(z.string().check(z.maxLength(LIMITS.note))),
  /** Other names that mean this tag, in searches and where tags are typed. */
  aliases: z.array(name),
  mergedInto: z.optional(rowId),
});

export type Tag = z.infer<typeof tagSchema>;
