import * as z from 'zod/mini';
import { rowId, rowShape, trashable } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';

const name = z.string().check(z.minLength(1), z.maxLength(LIMITS.name));

export const tagSchema = z.object({
  ...rowShape,
  ...trashable,
  name,
  /** `nameKey(name)`: two tags never share one. */
  key: name,
  colour: z.optional(z.string().check(z.regex(/^#[0-9a-f]{6}$/))),
  parentId: z.optional(rowId),
  aliases: z.array(name),
  mergedInto: z.optional(rowId),
});

export type Tag = z.infer<typeof tagSchema>;
