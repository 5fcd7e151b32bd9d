import * as z from 'zod/mini';
import { rowId } from '#lib/core/row.ts';
import { captureTargetSchema } from '#lib/core/schema/capture-target.ts';

/** What the script in a page can be asked, and what it answers. */
export const toPage = {
  /** Read the page and deliver. Answers once that is done, or at once where the user must first pick something. */
  'page.read': {
    from: 'extension',
    input: z.object({ id: rowId, kindId: z.string().check(z.maxLength(40)), target: captureTargetSchema }),
    output: z.object({}),
  },
  /** Tell the user, on the page. */
  'page.toast': {
    from: 'extension',
    input: z.object({ text: z.string().check(z.maxLength(500)), tone: z.enum(['done', 'error']) }),
    output: z.object({}),
  },
} as const;

export type ToPage = typeof toPage;
