import * as z from 'zod/mini';
import { CLIP_TYPES, type ClipEdits, clipEditsSchema, clipFields } from '#lib/core/fields.ts';
import { rowId } from '#lib/core/row.ts';
import { anchorSchema } from '#lib/core/schema/anchor.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import { draftSchema } from '#lib/core/schema/draft.ts';
import { ANCHOR_STATES } from '#lib/core/schema/observation.ts';
import { readingSchema, restSchema } from '#lib/core/schema/reading.ts';
import { tileSchema } from '#lib/core/schema/tile.ts';
import { LIMITS } from '#lib/core/text.ts';
import { LATE_FILES } from './capture-order.ts';

/** Of the page that asks. */
const address = z.string().check(z.maxLength(LIMITS.url));

/**
 * What the background can be asked, by whom, and what it answers. Whatever is asked twice with the same values is done
 * once: an answer that was lost is simply asked for again.
 */
export const toBackground = {
  /** Captures a tab, for the popup, which names the draft or clip that comes of it. */
  'capture.start': {
    from: 'extension',
    input: z.object({ id: rowId, kindId: z.string().check(z.maxLength(40)), tabId: z.number() }),
    output: z.object({ id: rowId }),
  },
  /** What the page gave; `hasRest` says that `capture.rest` will follow. */
  'capture.deliver': {
    from: 'page',
    input: z.object({ id: rowId, reading: readingSchema, hasRest: z.boolean() }),
    output: z.object({ kept: z.enum(['draft', 'clip']) }),
  },
  /** Put into the page what it needs to go on. */
  'page.part': { from: 'page', input: z.object({ file: z.enum(LATE_FILES) }), output: z.object({}) },
  /** What else there is of it, once that is kept. */
  'capture.rest': { from: 'page', input: z.extend(restSchema, { id: rowId }), output: z.object({}) },
  /**
   * Takes a picture of what the page shows at this moment, and puts it where it belongs. Answers when the page may scroll
   * on. `capture_interrupted` where the tiles before it are gone, with a background that was stopped.
   */
  'capture.tile': { from: 'page', input: z.object({ id: rowId, tile: tileSchema }), output: z.object({}) },
  /** Keep the tiles: the user is being asked whether to. `capture_interrupted` as above. */
  'capture.hold': { from: 'page', input: z.object({ id: rowId }), output: z.object({}) },
  /** The user left the picker, so nothing will be delivered. */
  'capture.cancel': { from: 'page', input: z.object({ id: rowId }), output: z.object({}) },
  /**
   * Look at a tab's page again, and record what has become of its clips. `found`: how many clips were looked for. Answers
   * `page_forbidden` and the like where no script may enter.
   */
  'evidence.check': {
    from: 'extension',
    input: z.object({ tabId: z.number() }),
    output: z.object({ found: z.number() }),
  },
  /** Scroll a tab's page to a clip and point it out; `isShown` says whether it is there. */
  'evidence.show': {
    from: 'extension',
    input: z.object({ tabId: z.number(), clipId: rowId }),
    output: z.object({ isShown: z.boolean() }),
  },
  /**
   * What to find on this page and how to paint it, with nothing among it that the user wrote. The script that paints is in
   * the page before this is answered, if there is something to paint: `canPaint` says that it is there already.
   */
  'highlights.clips': {
    from: 'page',
    input: z.object({ url: address, canPaint: z.boolean() }),
    output: z.object({
      clips: z.array(
        z.object({
          clipId: rowId,
          anchor: anchorSchema,
          /** Whether it is the page's article, which is looked for and not painted. */
          isArticle: z.boolean(),
          type: z.optional(z.enum(CLIP_TYPES)),
          ignoredChanges: clipSchema.shape.ignoredChanges,
        }),
      ),
    }),
  },
  /** What is found of this page's clips is not what it was: look, and record what has become of them. */
  'highlights.changed': { from: 'page', input: z.object({ url: address }), output: z.object({}) },
  /** What to say of a clip of this page that the user points at. */
  'highlights.note': {
    from: 'page',
    input: z.object({ url: address, clipId: rowId }),
    output: z.object({
      type: z.optional(z.enum(CLIP_TYPES)),
      note: z.optional(z.string()),
      tags: z.array(z.string()),
      capturedAt: z.number(),
      state: z.optional(z.enum(ANCHOR_STATES)),
    }),
  },
  /** Show a clip of this page in the library. */
  'highlights.open': { from: 'page', input: z.object({ url: address, clipId: rowId }), output: z.object({}) },
  /** What a control holds after a keystroke. `cleared` names the fields that were emptied: JSON has no `undefined`. */
  'draft.type': {
    from: 'extension',
    input: z.object({
      id: rowId,
      edits: clipEditsSchema,
      cleared: z.array(z.enum(Object.keys(clipFields) as (keyof ClipEdits)[])),
      typing: draftSchema.shape.typing,
    }),
    output: z.object({}),
  },
} as const;

export type ToBackground = typeof toBackground;
