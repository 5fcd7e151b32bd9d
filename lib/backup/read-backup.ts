import { sha256 as incremental } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { GleanerError, toAppError } from '#lib/core/errors.ts';
import { migrations, TABLES, type TableName } from '#lib/core/migrations.ts';
import { parse } from '#lib/core/parse.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { wrongFile } from './check-files.ts';
import { checkedRow } from './check-row.ts';
import { DAMAGED, FILE_TYPE, fileNames, isText, MANIFEST, tableFile } from './file-names.ts';
import { linesOf } from './lines.ts';
import {
  BACKUP_LIMITS,
  FORMAT_VERSION,
  headSchema,
  type Manifest,
  manifestSchema,
  SCHEMA_VERSION,
} from './manifest.ts';
import { readAhead } from './read-ahead.ts';
import { type FileRef, lineOf, rowOf } from './row-json.ts';
import { sha256 } from './sha256.ts';
import type { Work } from './write-backup.ts';
import { crc32 } from './zip/crc32.ts';
import type { ZipEntry } from './zip/layout.ts';
import { checkHeader, contentsOf, readEntries, wholeOf, wholesOf } from './zip/reader.ts';

/** A row of a backup, as today's schema knows it. Its files are empty, and `refs` says which they are. */
export type BackupRow = { row: AnyRow; refs: ReadonlyMap<string, FileRef>; where: string };

/** A backup of which every byte and every row has been checked. */
export type Backup = {
  manifest: Manifest;
  /** The rows of a table, by id. */
  rows(table: TableName): AsyncGenerator<BackupRow>;
  /** A row with its files, in memory. */
  withFiles(found: BackupRow): Promise<AnyRow>;
};

type Entries = ReadonlyMap<string, ZipEntry>;

const damaged = (where: string, cause?: unknown) => new GleanerError('backup_damaged', where, cause);

/** Whatever goes wrong in reading a part of a backup, said with its place. */
function placed(where: string, error: unknown): GleanerError {
  const { code, detail } = toAppError(error);
  if (error instanceof DOMException) return new GleanerError('backup_unreadable', `${where} · ${detail}`, error);
  if (code === 'invalid_data' || code === 'unexpected') return damaged(`${where} · ${detail}`, error);
  return error as GleanerError;
}

async function readManifest(file: Blob, entries: readonly ZipEntry[]): Promise<Manifest> {
  const entry = entries.at(-1);
  if (entry?.name !== MANIFEST) throw new GleanerError('backup_unreadable', `no ${MANIFEST}`);
  if (entry.size > BACKUP_LIMITS.manifest) throw new GleanerError('backup_too_large', MANIFEST);
  try {
    const bytes = await wholeOf(file, entry);
    // All that the manifest says of other files is told by their hashes; of the manifest itself only the zip tells.
    if (crc32(bytes) !== entry.crc) throw damaged(MANIFEST);
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const head = parse(headSchema, json, MANIFEST);
    if (head.version > FORMAT_VERSION || head.schema > SCHEMA_VERSION) {
      throw new GleanerError('backup_newer', `format ${head.version}, schema ${head.schema}`);
    }
    return parse(manifestSchema, json, MANIFEST);
  } catch (error) {
    throw placed(MANIFEST, error);
  }
}

/** Files that the format knows by name; the others belong to rows. */
const isOwn = (name: string): boolean => name === DAMAGED || TABLES.some((table) => name === tableFile(table));

/** Compares what the manifest says with what the zip has. */
function checkList({ files, tables, schema, damaged: lost }: Manifest, entries: readonly ZipEntry[]): Entries {
  if (files.length !== entries.length - 1) throw damaged(`${MANIFEST} · not as many files as there are`);
  const byName = new Map<string, ZipEntry>();
  let total = 0;
  let ofTables = 0;
  for (const [index, { name, bytes }] of files.entries()) {
    const entry = entries[index];
    if (!entry || entry.name !== name || entry.size !== bytes) throw damaged(`${MANIFEST} · ${name}`);
    if (byName.has(name)) throw damaged(`${name} · twice`);
    byName.set(name, entry);
    total += bytes;
    if (isOwn(name)) ofTables += bytes;
    const most = isOwn(name) ? BACKUP_LIMITS.tables : entry.method === 8 ? BACKUP_LIMITS.deflated : BACKUP_LIMITS.file;
    if (bytes > most) throw new GleanerError('backup_too_large', name);
    if (entry.method === 8 && !isText(name)) throw damaged(`${name} · deflated`);
  }
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
  const isTooLarge = total > BACKUP_LIMITS.total || ofTables > BACKUP_LIMITS.tables || rows > BACKUP_LIMITS.rows;
  if (isTooLarge) throw new GleanerError('backup_too_large', MANIFEST);
  const unknown = Object.keys(tables).find((name) => !(TABLES as readonly string[]).includes(name));
  if (unknown !== undefined) throw damaged(`${MANIFEST} · table ${unknown.slice(0, 100)}`);
  for (const table of TABLES) {
    const isThere = byName.has(tableFile(table));
    if (isThere !== Object.hasOwn(tables, table)) throw damaged(`${MANIFEST} · ${tableFile(table)}`);
    if (!isThere && schema === SCHEMA_VERSION) throw damaged(`${tableFile(table)} · missing`);
  }
  if (byName.has(DAMAGED) !== lost > 0) throw damaged(`${MANIFEST} · ${DAMAGED}`);
  return byName;
}

/** A larger file is hashed as it is read. */
const WHOLE_BYTES = 2 ** 26;
/** Small files that stand side by side are read together, up to so much. */
const TOGETHER_BYTES = 2 ** 22;

/** Entries as they are read: some small ones at once, or a larger one alone. */
function* together(entries: Iterable<ZipEntry>): Generator<ZipEntry[]> {
  let group: ZipEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Math.max(entry.packed, entry.size);
    if (group.length > 0 && bytes + size > TOGETHER_BYTES) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(entry);
    bytes += size;
  }
  if (group.length > 0) yield group;
}

const sizeOfAll = (entries: readonly ZipEntry[]): number => entries.reduce((sum, { size }) => sum + size, 0);

async function hashOfLarge(file: Blob, entry: ZipEntry): Promise<string> {
  await checkHeader(file, entry);
  const hash = incremental.create();
  for await (const chunk of contentsOf(file, entry)) hash.update(chunk);
  return bytesToHex(hash.digest());
}

/** Makes sure that entries hold the bytes that were saved. @throws GleanerError */
async function checkBytes(
  file: Blob,
  entries: readonly ZipEntry[],
  hashes: ReadonlyMap<string, string>,
): Promise<readonly ZipEntry[]> {
  const check = async (entry: ZipEntry, hash: () => Promise<string>) => {
    try {
      if ((await hash()) === hashes.get(entry.name)) return;
      throw damaged(`${entry.name} · not the bytes that were saved`);
    } catch (error) {
      throw placed(entry.name, error);
    }
  };
  const [first] = entries;
  if (first && first.size > WHOLE_BYTES) {
    await check(first, () => hashOfLarge(file, first));
    return entries;
  }
  const wholes = await wholesOf(file, entries).catch((error: unknown) => {
    throw placed(first?.name ?? '', error);
  });
  // In order: of several that are damaged, the first is named.
  for (const [at, entry] of entries.entries()) {
    await check(entry, async () => {
      const whole = wholes[at];
      if (whole?.status !== 'fulfilled') throw whole?.reason;
      return sha256(whole.value);
    });
  }
  return entries;
}

/** The row that a line stands for, brought to today's version. @throws GleanerError */
function rowOfLine(table: TableName, line: string, schema: number, entries: Entries): Omit<BackupRow, 'where'> {
  let { row, refs } = rowOf(table, line);
  for (const { version, rows } of migrations) if (version > schema) row = rows[table]?.(row) ?? row;
  for (const key of refs.keys()) row[key] = new Blob();
  const checked = checkedRow(table, row);
  for (const [key, { $file, bytes, type }] of refs) {
    if ($file !== fileNames[table]?.[key]?.(checked) || entries.get($file)?.size !== bytes || !FILE_TYPE.test(type)) {
      throw new GleanerError('invalid_data', `${key}: not its file`);
    }
  }
  // What the schema does not know would get lost, and nobody would know.
  if (lineOf(table, row as AnyRow, refs) !== lineOf(table, checked, refs)) {
    throw new GleanerError('invalid_data', 'says more than is known');
  }
  return { row: checked, refs };
}

/**
 * Opens a backup: reads all of it once, and believes nothing. Nothing of the library is touched.
 * @throws GleanerError `backup_unreadable` for another kind of file, `backup_newer`, `backup_too_large`, `backup_damaged`
 * with the place, `cancelled`
 */
export async function openBackup(file: Blob, { signal, onProgress }: Work = {}): Promise<Backup> {
  const list = await readEntries(file).catch((error: unknown) => {
    throw placed('the list of entries', error);
  });
  const manifest = await readManifest(file, list);
  const entries = checkList(manifest, list);

  const hashes = new Map(manifest.files.map(({ name, sha256: hash }) => [name, hash]));
  let done = 0;
  const groups = readAhead(
    together(entries.values()),
    (group) => checkBytes(file, group, hashes),
    (group) => Math.min(sizeOfAll(group), WHOLE_BYTES),
  );
  for await (const group of groups) {
    if (signal?.aborted) throw new GleanerError('cancelled');
    for (const { packed } of group) done += packed;
    onProgress?.({ done, all: file.size });
  }

  async function* rows(table: TableName): AsyncGenerator<BackupRow> {
    const name = tableFile(table);
    const entry = entries.get(name);
    if (!entry) return;
    let number = 0;
    try {
      for await (const line of linesOf(contentsOf(file, entry), BACKUP_LIMITS.line)) {
        number += 1;
        yield { ...rowOfLine(table, line, manifest.schema, entries), where: `${name}:${number}` };
      }
    } catch (error) {
      throw placed(`${name}:${number}`, error);
    }
  }

  async function withFiles({ row, refs, where }: BackupRow): Promise<AnyRow> {
    const whole: AnyRow = { ...row };
    const files = [...refs].map(([key, { $file, type }]) => {
      const entry = entries.get($file);
      if (!entry) throw damaged(where);
      return { key, type, entry };
    });
    const contents = await wholesOf(
      file,
      files.map(({ entry }) => entry),
    ).catch((error: unknown) => {
      throw placed(where, error);
    });
    for (const [at, { key, type, entry }] of files.entries()) {
      const content = contents[at];
      if (content?.status !== 'fulfilled') throw placed(entry.name, content?.reason);
      whole[key] = new Blob([content.value], { type });
    }
    return whole;
  }

  const backup = { manifest, rows, withFiles };
  await checkRows(backup, entries, hashes, signal);
  return backup;
}

/** Makes sure that rows are as many as is said, in order, each once, and that every file is a row's. */
async function checkRows(
  { manifest, rows, withFiles }: Backup,
  entries: Entries,
  hashes: ReadonlyMap<string, string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let files = 0;
  const tagKeys = new Set<unknown>();
  for (const table of TABLES) {
    let count = 0;
    let last = '';
    for await (const found of rows(table)) {
      if (signal?.aborted) throw new GleanerError('cancelled');
      const { row, refs, where } = found;
      if (row.id <= last) throw damaged(`${where} · out of order`);
      last = row.id;
      count += 1;
      files += refs.size;
      if (table === 'assets' && hashes.get(refs.get('blob')?.$file ?? '') !== row.id) throw damaged(`${where} · blob`);
      if (table === 'snapshots') {
        const whole = await withFiles(found);
        if (await wrongFile(table, row, new Map([['text', await (whole.text as Blob).bytes()]])))
          throw damaged(`${where} · text`);
      }
      if (table !== 'tags') continue;
      if (tagKeys.has(row.key)) throw damaged(`${where} · key`);
      tagKeys.add(row.key);
    }
    if (count !== (manifest.tables[table] ?? 0)) throw damaged(`${tableFile(table)} · not as many rows as is said`);
  }
  const ofRows = [...entries.keys()].filter((name) => !isOwn(name));
  if (ofRows.length !== files) throw damaged('a file that is no row’s');
}
