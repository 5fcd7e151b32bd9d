import * as z from 'zod/mini';
import { clipFieldShape } from '#lib/core/fields.ts';
import { rowId, rowShape, timestamp, trashable } from '#lib/core/row.ts';
import { LIMITS } from '#lib/core/text.ts';
import { anchorSchema } from './anchor.ts';
import { assetId } from './asset.ts';
import { markupSchema } from './markup.ts';
import { sourceSchema } from './source.ts';

/** How a clip was captured. What it is evidence of is its `type`: never mix the two. */
export const CLIP_KINDS = ['selection', 'article', 'table', 'element', 'image', 'link', 'screenshot'] as const;
export type ClipKind = (typeof CLIP_KINDS)[number];

/** What the page gave: word for word, never edited afterwards. */
export const captureShape = {
  kind: z.enum(CLIP_KINDS),
  /** Plain text, as the reader saw it. Empty for a screenshot. */
  quote: z.string().check(z.maxLength(LIMITS.quote)),
  /** The same as CommonMark + GFM. */
  markdown: z.string().check(z.maxLength(LIMITS.markdown)),
  /** The same as sanitised HTML, for a better converter to read again. Never shown without being sanitised again. */
  html: z.optional(z.string().check(z.maxLength(LIMITS.html))),
  /** Only the words could be had: on a page that no script may enter, or of a passage too large to convert. */
  isPlain: z.optional(z.boolean()),
  source: sourceSchema,
  anchor: z.optional(anchorSchema),
  /** One, or several that are each the continuation of the one before: from top to bottom, column by column. */
  assetIds: z.array(assetId).check(z.maxLength(100)),
  /** The picture ends after so many CSS pixels, and the page went on. */
  cutAt: z.optional(z.number().check(z.positive())),
  /** The same from left to right. */
  cutRightAt: z.optional(z.number().check(z.positive())),
  capturedAt: timestamp,
};

export const captureSchema = z.object(captureShape);
export type Capture = z.infer<typeof captureSchema>;

/** Where else the same was said: what a clip that was merged into another one leaves to it. */
const otherPlaceSchema = z.object({
  /** The clip that was merged; it may be gone by now. */
  clipId: rowId,
  source: sourceSchema,
  anchor: z.optional(anchorSchema),
  capturedAt: timestamp,
});

export const TRIAGE = ['inbox', 'kept'] as const;

/** What may differ on the page from day to day without saying anything new. */
export const IGNORABLE = ['numbers', 'dates'] as const;
export type Ignorable = (typeof IGNORABLE)[number];

/** A piece of evidence. */
export const clipSchema = z.object({
  ...rowShape,
  ...trashable,
  ...captureShape,
  ...clipFieldShape,
  /** What the user did to its pictures: at most one of each. */
  markups: z.optional(z.array(markupSchema).check(z.maxLength(100))),
  /** When something in its pictures was redacted for good: from then on no text of its page is kept. */
  redactedAt: z.optional(timestamp),
  /** What of the page's changes is noise to this clip: counters, days. */
  ignoredChanges: z.optional(z.array(z.enum(IGNORABLE)).check(z.maxLength(IGNORABLE.length))),
  /** The clip of the words that stood there before: this one was made when they had changed. */
  previousId: z.optional(rowId),
  /** When newer words were taken as evidence beside it: the page is no longer asked whether these still stand. */
  outdatedAt: z.optional(timestamp),
  /** The other places of clips that were merged into this one, each once. */
  alsoAt: z.optional(z.array(otherPlaceSchema).check(z.maxLength(100))),
  /** In the inbox until somebody has said what it is. */
  triage: z.enum(TRIAGE),
});

export type Clip = z.infer<typeof clipSchema>;
