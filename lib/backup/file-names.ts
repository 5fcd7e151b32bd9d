import type { TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

/**
 * The properties of rows that are files, and what each is called in a backup. Names come from the row, never from a
 * backup: what is found in one is only ever compared with them.
 */
export const fileNames: Partial<Record<TableName, Readonly<Record<string, (row: AnyRow) => string>>>> = {
  assets: {
    blob: ({ id, mime }) => `assets/${id}.${EXTENSIONS[String(mime)] ?? 'bin'}`,
    thumbnail: ({ id }) => `thumbnails/${id}`,
    textLayer: ({ id }) => `text-layers/${id}.json`,
  },
  snapshots: { text: ({ id }) => `snapshots/${id}.gz` },
};

export const MANIFEST = 'manifest.json';
export const DAMAGED = 'damaged.jsonl';
export const tableFile = (table: TableName): string => `tables/${table}.jsonl`;

/** Whether a file is text, which shrinks. */
export const isText = (name: string): boolean => /\.jsonl?$/.test(name);

/** What a Blob may say it is: nothing that a browser would run, wherever it is opened. */
export const FILE_TYPE = /^(?:image\/(?:png|jpeg|webp|gif)|application\/(?:json|gzip|octet-stream)|text\/plain|)$/;
