import type { TableName } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { readAhead } from './read-ahead.ts';
import { filesOf } from './row-json.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of a row's files, by property. */
export type FileBytes = ReadonlyMap<string, Bytes>;

/** A row of which the files are wanted; `bytes` of them all. */
type Wanted = { table: TableName; row: AnyRow; bytes: number };

/** Files up to this size are read as if they were one: a browser takes longer to begin with a file than to read so much. */
const SMALL_BYTES = 2 ** 16;

/** Of rows that are read together. */
const TOGETHER = { bytes: 2 ** 21, rows: 10 };

/** Rows in groups, in order: small ones together, a large one alone. */
async function* groupsOf<Item extends Wanted>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let group: Item[] = [];
  let room = TOGETHER.bytes;
  for await (const item of items) {
    if (group.length > 0 && (group.length === TOGETHER.rows || item.bytes > room)) {
      yield group;
      group = [];
      room = TOGETHER.bytes;
    }
    group.push(item);
    room -= item.bytes;
  }
  if (group.length > 0) yield group;
}

/** What is in a Blob; undefined where the browser has lost it. */
async function contentOf(blob: Blob): Promise<Bytes | undefined> {
  try {
    return await blob.bytes();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

const contentOfEach = (blobs: readonly Blob[]) => Promise.all(blobs.map(contentOf));

/** What is in each of some small Blobs. */
async function contentsAtOnce(blobs: readonly Blob[]): Promise<(Bytes | undefined)[]> {
  if (blobs.length < 2) return contentOfEach(blobs);
  const all = await contentOf(new Blob([...blobs]));
  // One of them was lost: each by itself tells which.
  if (!all) return contentOfEach(blobs);
  let end = 0;
  return blobs.map(({ size }) => {
    end += size;
    return all.subarray(end - size, end);
  });
}

/** The files of each of some rows; undefined where the browser has lost one of a row's. */
async function filesOfEach(rows: readonly Wanted[]): Promise<(FileBytes | undefined)[]> {
  const files = rows.map(({ table, row }) => filesOf(table, row));
  const blobs = files.flatMap((own) => own.map(({ blob }) => blob));
  const small = blobs.filter(({ size }) => size <= SMALL_BYTES);
  const large = blobs.filter(({ size }) => size > SMALL_BYTES);
  const [ofSmall, ofLarge] = await Promise.all([contentsAtOnce(small), contentOfEach(large)]);
  const contents = new Map([
    ...small.map((blob, at) => [blob, ofSmall[at]] as const),
    ...large.map((blob, at) => [blob, ofLarge[at]] as const),
  ]);
  return files.map((own) => {
    const found = own.flatMap(({ key, blob }) => {
      const bytes = contents.get(blob);
      return bytes ? [[key, bytes] as const] : [];
    });
    return found.length === own.length ? new Map(found) : undefined;
  });
}

/**
 * What `use` makes of each row and of its files, in order: while one is used, those after it are being read, some MB of them. There
 * are no files of a row of which the browser has lost one.
 */
export async function* withFiles<Item extends Wanted, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  use: (item: Item, files: FileBytes | undefined) => Promise<Result>,
): AsyncGenerator<Result> {
  const read = async (group: Item[]): Promise<Result[]> => {
    const files = await filesOfEach(group);
    return Promise.all(group.map((item, at) => use(item, files[at])));
  };
  const bytesOf = (group: Item[]): number => group.reduce((sum, { bytes }) => sum + bytes, 0);
  for await (const results of readAhead(groupsOf(items), read, bytesOf)) yield* results;
}
