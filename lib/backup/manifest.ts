import * as z from 'zod/mini';
import { migrations } from '#lib/core/migrations.ts';
import { timestamp } from '#lib/core/row.ts';

/**
 * A backup is one zip (`zip/layout.ts`), in this order: the files of rows (`file-names.ts`; pictures are stored, text is
 * deflated), `tables/<table>.jsonl` with a row on each line, by id (`row-json.ts`), `damaged.jsonl` where rows were damaged
 * (`damaged-row.ts`), and `manifest.json`, which tells the size and the SHA-256 of each.
 */
export const FORMAT = 'gleaner-backup';
/** Of the format of the file. A reader refuses what is newer. */
export const FORMAT_VERSION = 1;
/** Of the rows in it. */
export const SCHEMA_VERSION = Math.max(1, ...migrations.map(({ version }) => version));

/** Beyond these a backup is refused before it is read. */
export const BACKUP_LIMITS = {
  /** Bytes of a manifest, of all tables together, of one row, and of one file of a row. */
  manifest: 2 ** 29,
  tables: 16 * 2 ** 30,
  line: 2 ** 27,
  file: 2 ** 30,
  /** The same where it is deflated: it inflates in memory. */
  deflated: 2 ** 26,
  /** Bytes of all files together. */
  total: 2 ** 40,
  rows: 20_000_000,
} as const;

const count = z.number().check(z.int(), z.nonnegative());

/** Just enough to tell what somebody holds. */
export const headSchema = z.object({ format: z.literal(FORMAT), version: count, schema: count });

export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  /** Version of the schema that the rows are of. */
  schema: count,
  /** When the newest row was last changed. A backup says no other time: the same library is the same file. */
  changedAt: timestamp,
  /** How many rows there are of each table. */
  tables: z.record(z.string(), count),
  /** How many rows were damaged, and are in no table but in `damaged.jsonl`. */
  damaged: count,
  /** All files but this one, in the order in which they stand. */
  files: z.array(
    z.strictObject({
      name: z.string().check(z.maxLength(200)),
      bytes: count,
      sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;
