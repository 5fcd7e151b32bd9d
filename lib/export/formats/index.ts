import type { ExportFormat } from '#lib/export/input.ts';
import { annotations } from './annotations.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import { markdownZip } from './markdown-zip.ts';
import { tablesCsv } from './tables-csv.ts';

/** Every format that findings can be exported to, in the order in which they are offered. */
export const exportFormats: ExportFormat[] = [markdown, markdownZip, tablesCsv, json, annotations];
