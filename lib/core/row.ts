import * as z from 'zod/mini';

/** Milliseconds since the epoch. Numbers, not Dates: they sort in an index and survive JSON. */
export const timestamp = z.number().check(z.int(), z.nonnegative());

export const rowId = z.uuidv7();

/** What every row of every table has. `deletedAt` is set while the row is in the trash. */
export const rowShape = {
  id: rowId,
  createdAt: timestamp,
  updatedAt: timestamp,
};

export const trashable = { deletedAt: z.optional(timestamp) };
