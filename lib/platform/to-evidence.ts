import * as z from 'zod/mini';
import { rowId } from '#lib/core/row.ts';
import { anchorSchema } from '#lib/core/schema/anchor.ts';
import { seenSchema } from '#lib/core/schema/observation.ts';
import { LIMITS } from '#lib/core/text.ts';

const passage = z.object({
  clipId: rowId,
  anchor: anchorSchema,
  /** The clip's words, where its anchor does not hold them: those of a large element, an article, a field. */
  words: z.optional(z.string().check(z.maxLength(LIMITS.quote))),
  /** Whether it is the page's article, which is a choice of what stands in its element. */
  isArticle: z.optional(z.boolean()),
});
export type Passage = z.infer<typeof passage>;

/** What the script that finds clips again on their page can be asked, and what it answers. */
export const toEvidence = {
  /**
   * Find these passages, and say what has become of each; nothing of those that cannot be looked for. `url` is the
   * address at which they were: single-page apps go on to others.
   */
  'evidence.find': {
    from: 'extension',
    input: z.object({ passages: z.array(passage).check(z.maxLength(10_000)), takesText: z.boolean() }),
    output: z.object({
      url: z.string().check(z.maxLength(LIMITS.url)),
      seen: z.array(seenSchema),
      /** What the page is about, where that was asked for and the part that reads it is there. */
      text: z.optional(z.string().check(z.maxLength(LIMITS.quote))),
    }),
  },
  /** Scroll to a passage and point it out; `isShown` says whether it is there. */
  'evidence.show': {
    from: 'extension',
    input: z.object({ anchor: anchorSchema }),
    output: z.object({ isShown: z.boolean() }),
  },
  /** The clips of the page, or what is to be seen of them, have changed: ask again. */
  'evidence.refresh': { from: 'extension', input: z.object({}), output: z.object({}) },
} as const;

export type ToEvidence = typeof toEvidence;
