import * as z from 'zod/mini';
import { clipFieldShape } from './fields.ts';
import { ACTOR_KINDS, actorSchema } from './schema/actor.ts';
import { anchorSchema } from './schema/anchor.ts';
import { captureShape, clipSchema, TRIAGE } from './schema/clip.ts';
import { sourceSchema } from './schema/source.ts';

/** The media type of the W3C's annotations. https://www.w3.org/TR/annotation-protocol/#annotation-retrieval */
export const ANNOTATION_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

/** The property of an annotation that holds what only Gleaner knows of a clip. */
export const OWN = 'gleaner:clip';

/**
 * The W3C's context, and ours beside it: one term, whose value is JSON as it stands. Readers that do not know it pass it
 * over. https://www.w3.org/TR/json-ld11/#json-literals
 */
export const ANNOTATION_CONTEXT = [
  'http://www.w3.org/ns/anno.jsonld',
  { '@version': 1.1, gleaner: 'urn:x-gleaner:', [OWN]: { '@type': '@json' } },
] as const;

const { kind, quote, markdown, html, isPlain, capturedAt } = captureShape;
const { type, sentiment, importance, method, occurredAt } = clipFieldShape;

/**
 * What an annotation of ours says under {@link OWN}: of a clip, all that the W3C's model has no place for. The note, the
 * tags, the address and the selectors are where that has them; `selectors` are here too where they hold in a frame or a
 * shadow tree, as other readers would look for them in the page. Pictures are not part of it.
 */
export const ownClipSchema = z.object({
  kind,
  quote,
  markdown,
  html,
  isPlain,
  capturedAt,
  /** Of `source`, what is not the address. */
  source: z.omit(sourceSchema, { url: true }),
  anchor: z.optional(z.partial(anchorSchema)),
  triage: z.enum(TRIAGE),
  type,
  sentiment,
  importance,
  method,
  occurredAt,
  /** The other targets, whole. */
  alsoAt: clipSchema.shape.alsoAt,
  actor: z.optional(z.object({ kind: z.enum(ACTOR_KINDS), name: actorSchema.shape.name })),
});
export type OwnClip = z.infer<typeof ownClipSchema>;
