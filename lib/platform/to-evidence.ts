import * as z from 'zod/mini';
import { rowId } from '#lib/core/row.ts';
import { anchorSchema } from '#lib/core/schema/anchor.ts';
import { seenSchema } from '#lib/core/schema/observation.ts';

const passage = z.object({ clipId: rowId, anchor: anchorSchema });
export type Passage = z.infer<typeof passage>;

/** What the script that finds clips again on their page can be asked, and what it answers. */
export const toEvidence = {
  /** Find these passages, and say what has become of each. */
  'evidence.find': {
    from: 'extension',
    input: z.object({ passages: z.array(passage).check(z.maxLength(10_000)) }),
    output: z.object({ seen: z.array(seenSchema) }),
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
