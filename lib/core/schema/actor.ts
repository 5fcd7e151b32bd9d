import * as z from 'zod/mini';
import { rowShape, trashable } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';

export const ACTOR_KINDS = ['competitor', 'customer', 'segment', 'persona', 'self'] as const;

/** Whom a clip is about or from. */
export const actorSchema = z.object({
  ...rowShape,
  ...trashable,
  kind: z.enum(ACTOR_KINDS),
  name: z.string().check(z.minLength(1), z.maxLength(LIMITS.name)),
  /** Hosts without "www."; a clip on one of them, or below it, suggests this actor. */
  domains: z.array(z.string().check(z.maxLength(253))),
  tier: z.optional(z.string().check(z.maxLength(LIMITS.name))),
  /** What the customer is worth, in the currency the team thinks in. */
  value: z.optional(z.number().check(z.nonnegative())),
});

export type Actor = z.infer<typeof actorSchema>;
export type ActorKind = Actor['kind'];
