import * as z from 'zod/mini';
import { rowId, rowShape, timestamp } from '#lib/core/row.ts';

const values = z.record(z.string(), z.unknown());

/** One change to one row; append-only. It feeds undo and a row's change log. */
export const eventSchema = z.object({
  ...rowShape,
  /** The table of the row that changed. */
  entity: z.enum(['clips', 'projects', 'tags', 'actors', 'views']),
  entityId: rowId,
  /** Changes made by one action share this, and are undone together. */
  batchId: rowId,
  /** The batch that this one takes back. */
  undoes: z.optional(rowId),
  /** The values of the changed properties. A property that is missing on one side did not exist there. */
  patch: z.object({ before: values, after: values }),
  at: timestamp,
});

export type HistoryEvent = z.infer<typeof eventSchema>;
