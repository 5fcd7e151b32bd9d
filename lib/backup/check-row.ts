import type { TableName } from '#lib/core/migrations.ts';
import { parse } from '#lib/core/parse.ts';
import { type AnyRow, rowSchemas } from '#lib/core/schema/rows.ts';

/**
 * A row as its table's schema knows it.
 * @throws GleanerError `invalid_data`, saying what is wrong with it.
 */
export function checkedRow(table: TableName, row: unknown): AnyRow {
  return parse<(typeof rowSchemas)[TableName]>(rowSchemas[table], row, table) as AnyRow;
}
