import * as z from 'zod/mini';
import { rowId, rowShape, timestamp } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';
import { anchorSchema } from './anchor.ts';

/**
 * What has become of a passage on its page. exact: the same words at the same place. moved: the same words elsewhere.
 * changed: other words at a place that is recognisable. missing: nothing that can be told to be it.
 */
export const ANCHOR_STATES = ['exact', 'moved', 'changed', 'missing'] as const;
export type AnchorState = (typeof ANCHOR_STATES)[number];

const seenShape = {
  clipId: rowId,
  state: z.enum(ANCHOR_STATES),
  /** The words that stand there now, as the reader sees them. With `changed` only. */
  quote: z.optional(z.string().check(z.maxLength(LIMITS.quote))),
  /** Where those stand. With `changed` only. */
  anchor: z.optional(anchorSchema),
};

/** What a page showed of one clip when it was looked at again. */
export const seenSchema = z.object(seenShape);
export type Seen = z.infer<typeof seenSchema>;

/**
 * What was seen of a clip on its page, and when: a clip has one for each time that something else was seen than before.
 * The newest says how the clip stands.
 */
export const observationSchema = z.object({
  ...rowShape,
  ...seenShape,
  firstSeenAt: timestamp,
  lastSeenAt: timestamp,
});

export type Observation = z.infer<typeof observationSchema>;
