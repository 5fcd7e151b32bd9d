import * as z from 'zod/mini';
import { actorSchema } from './schema/actor.ts';
import { clipSchema } from './schema/clip.ts';
import { tagSchema } from './schema/tag.ts';

/** A clip as a file has it, before it belongs to a project: its tags, and whom it is about, are names. */
export const importedClipSchema = z.object({
  clip: z.omit(clipSchema, { projectId: true, tagIds: true, actorId: true }),
  tags: z.array(tagSchema.shape.name).check(z.maxLength(200)),
  actor: z.optional(z.pick(actorSchema, { kind: true, name: true })),
});
export type ImportedClip = z.infer<typeof importedClipSchema>;
