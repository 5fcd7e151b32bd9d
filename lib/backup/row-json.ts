import { GleanerError } from '#lib/core/errors.ts';
import type { TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { FILE_TYPE, fileNames } from './file-names.ts';

/**
 * Rows as lines of JSON. A Blob is a file of its own, to which its property refers; `undefined` inside a value says that
 * something was cleared, which JSON cannot.
 */
export type FileRef = { $file: string; type: string; bytes: number };

const UNDEFINED = '$undefined';
const OBJECT = '$object';

/** Objects within objects: rows of today go to 9. */
const MAX_DEPTH = 32;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function isMarked(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === UNDEFINED || keys[0] === OBJECT);
}

function byCodeUnits([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toJson(value: unknown): Json {
  if (value === undefined) return { [UNDEFINED]: true };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value as Json;
  const entries = Object.entries(value).sort(byCodeUnits);
  const plain = Object.fromEntries(entries.map(([key, each]) => [key, toJson(each)]));
  return isMarked(value) ? { [OBJECT]: plain } : plain;
}

/** @throws GleanerError `invalid_data` for what no row of ours is like: too deep, or a name that has powers in JavaScript. */
function fromJson(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) throw new GleanerError('invalid_data', 'nested too deeply');
  if (Array.isArray(value)) return value.map((each) => fromJson(each, depth + 1));
  if (Object.hasOwn(value, '__proto__')) throw new GleanerError('invalid_data', '__proto__');
  if (isMarked(value)) {
    const [[key, inner]] = Object.entries(value) as [[string, unknown]];
    if (key === UNDEFINED) return undefined;
    if (typeof inner !== 'object' || inner === null) throw new GleanerError('invalid_data', OBJECT);
    return plainFrom(inner, depth + 1);
  }
  return plainFrom(value, depth);
}

function plainFrom(value: object, depth: number): Record<string, unknown> {
  if (Object.hasOwn(value, '__proto__')) throw new GleanerError('invalid_data', '__proto__');
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fromJson(each, depth + 1)]));
}

/** The files of a row: which property each is of. */
export function filesOf(table: TableName, row: AnyRow): { key: string; name: string; blob: Blob }[] {
  return Object.entries(fileNames[table] ?? {}).flatMap(([key, name]) => {
    const blob = row[key];
    return blob instanceof Blob ? [{ key, name: name(row), blob }] : [];
  });
}

/** What the line of a row says of its files. */
export function refsOf(table: TableName, row: AnyRow): ReadonlyMap<string, FileRef> {
  return new Map(
    filesOf(table, row).map(({ key, name, blob }) => [
      key,
      { $file: name, bytes: blob.size, type: FILE_TYPE.test(blob.type) ? blob.type : '' },
    ]),
  );
}

/** A row as one line: the same row is the same line. `refs` stand in the place of its files. */
export function lineOf(table: TableName, row: AnyRow, refs = refsOf(table, row)): string {
  const entries = Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .sort(byCodeUnits)
    .map(([key, value]) => [key, refs.get(key) ?? toJson(value)]);
  return JSON.stringify(Object.fromEntries(entries));
}

function isRef(value: unknown): value is FileRef {
  if (typeof value !== 'object' || value === null) return false;
  const { $file, type, bytes } = value as Partial<FileRef>;
  return (
    Object.keys(value).length === 3 &&
    typeof $file === 'string' &&
    typeof type === 'string' &&
    Number.isSafeInteger(bytes)
  );
}

/**
 * A line as a row, of whatever version; not yet known to be a valid one.
 * @returns the row without its files, and what refers to them by property.
 * @throws GleanerError `invalid_data`
 */
export function rowOf(table: TableName, line: string): { row: Record<string, unknown>; refs: Map<string, FileRef> } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new GleanerError('invalid_data', 'no JSON', error);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new GleanerError('invalid_data', 'no row');
  const refs = new Map<string, FileRef>();
  const own: Record<string, unknown> = { ...json };
  for (const key of Object.keys(fileNames[table] ?? {})) {
    const ref = own[key];
    if (ref === undefined) continue;
    if (!isRef(ref)) throw new GleanerError('invalid_data', `${key}: no file`);
    refs.set(key, ref);
    delete own[key];
  }
  if (Object.hasOwn(json, '__proto__')) throw new GleanerError('invalid_data', '__proto__');
  return { row: plainFrom(own, 0), refs };
}
