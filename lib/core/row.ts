import * as z from 'zod/mini';

/** The latest date that there is: no later one can be shown. https://tc39.es/ecma262/#sec-time-values-and-time-range */
export const LATEST = 8.64e15;

/** Milliseconds since the epoch. Numbers, not Dates: they sort in an index and survive JSON. */
export const timestamp = z.number().check(z.int(), z.nonnegative(), z.maximum(LATEST));

export const rowId = z.uuidv7();

/** What every row of every table has. `deletedAt` is set while the row is in the trash. */
export const rowShape = {
  id: rowId,
  createdAt: timestamp,
  updatedAt: timestamp,
};

export const trashable = { deletedAt: z.optional(timestamp) };
