/** The tables that hold what the user keeps. */
export const TABLES = [
  'projects',
  'clips',
  'assets',
  'tags',
  'actors',
  'events',
  'drafts',
  'observations',
  'snapshots',
  'views',
] as const;
export type TableName = (typeof TABLES)[number];

/** What only this browser needs, and can be made again: it is in no backup and has no migrations. */
export const OWN_TABLES = ['dirty', 'segments', 'local', 'sketches'] as const;
export type OwnTableName = (typeof OWN_TABLES)[number];

/**
 * How rows of the version before become rows of `version`: per table, a pure function from the old row to the new.
 * It throws on a row that it does not understand; the whole upgrade is then given up and every old row stays.
 */
export type Migration = {
  version: number;
  rows: Partial<Record<TableName, (row: Record<string, unknown>) => Record<string, unknown>>>;
};

/**
 * Oldest first, one entry for each version after the first. To change the schema: change the zod schema, add an entry
 * here and one in `lib/db/versions.ts`, and keep a fixture of the version before in `test/fixtures/db/`.
 */
export const migrations: readonly Migration[] = [
  // Two new tables and an index; what is there stays as it is.
  { version: 2, rows: {} },
  // More tables; a tag's place in the tree is its name, and nothing ever wrote another one.
  { version: 3, rows: { tags: ({ parentId: _, ...tag }) => tag } },
];
