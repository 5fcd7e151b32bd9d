import * as z from 'zod/mini';
import { METHODS } from '#lib/core/fields.ts';
import { rowId, rowShape, timestamp, trashable } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';

/** What a clip of a project says unless its user says otherwise. */
const defaultsSchema = z.object({
  tagIds: z.optional(z.array(rowId).check(z.maxLength(200))),
  actorId: z.optional(rowId),
  method: z.optional(z.enum(METHODS)),
});

export const projectSchema = z.object({
  ...rowShape,
  ...trashable,
  name: z.string().check(z.minLength(1), z.maxLength(LIMITS.name)),
  product: z.optional(z.string().check(z.maxLength(LIMITS.name))),
  locale: z.optional(z.string().check(z.maxLength(35))),
  /** When the user last switched to this project. The current project is the one with the latest. */
  currentSince: timestamp,
  /** An archived project is offered nowhere but in the list of projects; its clips stay where they are. */
  archivedAt: z.optional(timestamp),
  defaults: z.optional(defaultsSchema),
});

export type Project = z.infer<typeof projectSchema>;
