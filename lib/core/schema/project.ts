import * as z from 'zod/mini';
import { rowShape, timestamp, trashable } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';

export const projectSchema = z.object({
  ...rowShape,
  ...trashable,
  name: z.string().check(z.minLength(1), z.maxLength(LIMITS.name)),
  product: z.optional(z.string().check(z.maxLength(LIMITS.name))),
  locale: z.optional(z.string().check(z.maxLength(35))),
  /** When the user last switched to this project. The current project is the one with the latest. */
  currentSince: timestamp,
});

export type Project = z.infer<typeof projectSchema>;
