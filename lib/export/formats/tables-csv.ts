import { GleanerError } from '#lib/core/errors.ts';
import { titleOf } from '#lib/export/clip-line.ts';
import { safeFileName, uniqueFileNames } from '#lib/export/file-name.ts';
import { groupFindings } from '#lib/export/findings.ts';
import { clipsOf, documentTitle } from '#lib/export/findings-document.ts';
import { type ExportFile, type ExportFormat, throwIfCancelled } from '#lib/export/input.ts';
import { tablesOf } from '#lib/export/tables.ts';
import { zipWriter } from '#lib/export/zip.ts';

/**
 * What a spreadsheet would take for a formula and run, in East Asian countries in full width too. Numbers with a sign are
 * none, nor is a dash alone. https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^(?:[=＝@＠\t\r\n]|[+＋\-－](?!(?:[\d.,\s]+%?)?$))/;

/** Spreadsheets read a file without it in the encoding of the country, and Chinese comes out as noise. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Every table that was clipped as CSV for a spreadsheet: one file, or a zip of several, named after their pages. */
export const tablesCsv: ExportFormat = {
  id: 'tables-csv',
  label: 'export_tables_label',
  description: 'export_tables_description',
  async run(input, signal): Promise<ExportFile> {
    const { unparse } = await import('papaparse');
    const tables = clipsOf(groupFindings(input)).flatMap((clip) => {
      throwIfCancelled(signal);
      return tablesOf(clip).map((rows) => ({
        name: safeFileName(titleOf(clip), 'csv'),
        csv: BYTE_ORDER_MARK + unparse(rows, { escapeFormulae: FORMULA }),
      }));
    });
    const [first, second] = tables;
    if (!first) throw new GleanerError('nothing_to_export', 'no clip holds a table');
    if (!second) return { name: first.name, mime: 'text/csv', bytes: new Blob([first.csv], { type: 'text/csv' }) };
    const zip = zipWriter();
    const names = uniqueFileNames(tables.map(({ name }) => name));
    for (const [index, { name, csv }] of tables.entries()) {
      zip.add(names[index] ?? name, new TextEncoder().encode(csv));
    }
    return { name: safeFileName(documentTitle(input), 'zip'), mime: 'application/zip', bytes: zip.close() };
  },
};
