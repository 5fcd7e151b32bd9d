import * as z from 'zod/mini';
import { rowShape, trashable } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';

/** A way to look at the library that the user gave a name. */
export const viewSchema = z.object({
  ...rowShape,
  ...trashable,
  name: z.string().check(z.minLength(1), z.maxLength(LIMITS.name)),
  /** What the library's address says after `#`: filter, layout, order, groups, columns. */
  address: z.string().check(z.maxLength(LIMITS.url)),
});

export type View = z.infer<typeof viewSchema>;
