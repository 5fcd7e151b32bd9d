import { toAppError } from '#lib/core/errors.ts';
import { TABLES, type TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { rowsOfOneMoment } from '#lib/db/backup-rows.ts';
import { countedHandles } from '#lib/db/blob-handles.ts';
import { checkedRow } from './check-row.ts';
import type { DamagedRow } from './damaged-row.ts';
import { fileNames } from './file-names.ts';
import { filesOf, lineOf } from './row-json.ts';

/**
 * `row`, where the moment is held, refers to files that the browser keeps for as long as it does. Each costs the browser some
 * 20 kB of memory.
 */
export type RowWithFiles = { table: TableName; id: string; line: string; bytes: number; row?: AnyRow };

/** The library as it was at one moment. */
export type Moment = {
  /** Lines of the rows without files, in pieces that the browser may keep outside of memory. */
  texts: Map<TableName, { parts: Blob[]; rows: number }>;
  /** Rows with files, as lines; `bytes` of their files. */
  withFiles: RowWithFiles[];
  damaged: DamagedRow[];
  changedAt: number;
  /** Of texts and files together. */
  bytes: number;
};

/**
 * Reads all rows.
 * @param isHeld Whether their files are to stay, whatever becomes of the rows: at the price of memory.
 * @throws GleanerError `cancelled`
 */
export async function takeMoment(isHeld: boolean, signal?: AbortSignal): Promise<Moment> {
  const moment: Moment = { texts: new Map(), withFiles: [], damaged: [], changedAt: 0, bytes: 0 };
  for (const table of TABLES) if (!fileNames[table]) moment.texts.set(table, { parts: [], rows: 0 });
  const letGo = countedHandles();
  await rowsOfOneMoment((table, { rows, unreadable }) => {
    for (const id of unreadable) moment.damaged.push({ table, id, why: 'unreadable' });
    const lines: string[] = [];
    for (const found of rows) {
      let row: AnyRow;
      try {
        row = checkedRow(table, found);
      } catch (error) {
        moment.damaged.push({ table, id: String(found.id), why: toAppError(error).detail ?? '', row: found });
        continue;
      }
      moment.changedAt = Math.max(moment.changedAt, row.updatedAt);
      if (fileNames[table]) {
        const files = filesOf(table, row);
        const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
        moment.withFiles.push({ table, id: row.id, line: lineOf(table, row), bytes, ...(isHeld ? { row } : {}) });
        moment.bytes += bytes;
        if (!isHeld) letGo(files.length);
      } else {
        lines.push(`${lineOf(table, row)}\n`);
      }
    }
    const text = moment.texts.get(table);
    if (!text || lines.length === 0) return;
    const part = new Blob([lines.join('')]);
    text.parts.push(part);
    text.rows += lines.length;
    moment.bytes += part.size;
  }, signal);
  return moment;
}
