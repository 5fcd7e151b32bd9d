import * as z from 'zod/mini';
import { clipEditsSchema } from '#lib/core/fields.ts';
import { rowShape } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';
import { captureSchema } from './clip.ts';

const typing = z.optional(z.string().check(z.maxLength(LIMITS.note)));

/**
 * Work in progress on one clip; `id` is the clip's. It is written at every keystroke and gone once it is saved, so a
 * popup that closes in mid-word takes nothing with it.
 */
export const draftSchema = z.object({
  ...rowShape,
  /** `pageKey` of the page it belongs to. */
  page: z.string().check(z.maxLength(LIMITS.url)),
  /** What the page gave, while the clip itself does not exist yet. */
  capture: z.optional(captureSchema),
  edits: clipEditsSchema,
  /** Half-typed words in fields that take whole values. */
  typing: z.object({ tag: typing, actor: typing }),
});

export type Draft = z.infer<typeof draftSchema>;
