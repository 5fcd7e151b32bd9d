import { GleanerError } from '#lib/core/errors.ts';
import { ending, extentOf, findList, localHeader, MAX_TAIL, readList, type ZipEntry } from './layout.ts';
import { through } from './through.ts';

/** Beyond these nothing is read at all. */
export const ZIP_LIMITS = {
  entries: 2_000_000,
  /** Bytes of the list of entries. */
  list: 2 ** 29,
  /** An entry may inflate to so many times its bytes: what would be more is stored. */
  ratio: 100,
} as const;

const damaged = (where: string) => new GleanerError('backup_damaged', where);

const endOf = (entry: ZipEntry): number => extentOf(entry)[1];

async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/**
 * The entries of a zip that {@link zipWriter} wrote, in order. Every byte beside their contents is what it would have
 * written, so nothing hides between entries, and none overlap.
 * @throws GleanerError `backup_unreadable` for whatever is no zip, `backup_damaged` for another's, or one that was touched.
 */
export async function readEntries(file: Blob): Promise<ZipEntry[]> {
  const start = await bytesOf(file, 0, 4);
  const isZip = start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4;
  if (!isZip) throw new GleanerError('backup_unreadable', 'no zip');
  const tail = await bytesOf(file, Math.max(0, file.size - MAX_TAIL), file.size);
  const from = findList(tail, file.size);
  if (from === undefined) throw damaged('the end of the file');
  if (file.size - from > ZIP_LIMITS.list) throw new GleanerError('backup_too_large', 'the list of entries');
  const list = await bytesOf(file, from, file.size);
  const entries = readList(list, ZIP_LIMITS.entries);
  if (!entries) throw damaged('the list of entries');
  let end = 0;
  for (const entry of entries) {
    if (entry.offset !== end) throw damaged(`the place of ${entry.name.slice(0, 200)}`);
    const isBomb = entry.method === 8 ? entry.size > entry.packed * ZIP_LIMITS.ratio : entry.size !== entry.packed;
    if (isBomb) throw new GleanerError('backup_too_large', `the size of ${entry.name.slice(0, 200)}`);
    end = endOf(entry);
  }
  if (end !== from || !isSame(ending(entries, from), list)) throw damaged('the list of entries');
  return entries;
}

/** Makes sure that an entry begins where the list of entries says. @throws GleanerError `backup_damaged` */
export async function checkHeader(file: Blob, entry: ZipEntry): Promise<void> {
  const found = await bytesOf(file, entry.offset, extentOf(entry)[0]);
  if (!isSame(found, localHeader(entry))) throw damaged(`the header of ${entry.name}`);
}

/** Takes no more than `size` bytes, and no fewer. */
function exactly(size: number, name: string): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let taken = 0;
  return new TransformStream({
    transform(chunk, controller) {
      taken += chunk.length;
      if (taken > size) throw damaged(`${name} is longer than it says`);
      controller.enqueue(chunk);
    },
    flush() {
      if (taken !== size) throw damaged(`${name} is shorter than it says`);
    },
  });
}

/**
 * The contents of an entry, as they are read: as many bytes as the entry says, or an error.
 * @throws GleanerError `backup_damaged` while it is read; what the browser throws where the file cannot be read any more.
 */
export function contentsOf(file: Blob, entry: ZipEntry): ReadableStream<Uint8Array<ArrayBuffer>> {
  const packed = file.slice(...extentOf(entry)).stream();
  const plain =
    entry.method === 0 ? packed : packed.pipeThrough(new DecompressionStream('deflate-raw') as ReadableWritablePair);
  return plain.pipeThrough(exactly(entry.size, entry.name));
}

/**
 * All of an entry, in memory.
 * @throws GleanerError `backup_damaged`
 */
export async function wholeOf(file: Blob, entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
  // In one go: there may be tens of thousands.
  return wholeIn(await bytesOf(file, entry.offset, endOf(entry)), entry.offset, entry);
}

/** The same of an entry that stands in `bytes`, of which the first is the one at `from` in the file. */
async function wholeIn(
  bytes: Uint8Array<ArrayBuffer>,
  from: number,
  entry: ZipEntry,
): Promise<Uint8Array<ArrayBuffer>> {
  const [start, end] = extentOf(entry);
  const header = localHeader(entry);
  if (!isSame(bytes.subarray(entry.offset - from, start - from), header)) throw damaged(`the header of ${entry.name}`);
  const packed = bytes.subarray(start - from, end - from);
  if (entry.method === 0) return packed;
  const whole = await through(packed, new DecompressionStream('deflate-raw'), entry.size);
  if (whole?.length === entry.size) return whole;
  throw damaged(`${entry.name} is ${whole ? 'shorter' : 'longer'} than it says`);
}

/**
 * All of each of some entries, as {@link wholeOf} gives it. They are read at once where they stand one after the other: a
 * file that is read for each of them is three times as slow.
 * @returns for each the contents, or what is wrong with them.
 */
export async function wholesOf(
  file: Blob,
  entries: readonly ZipEntry[],
): Promise<PromiseSettledResult<Uint8Array<ArrayBuffer>>[]> {
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) return [];
  const isTogether = entries.every((entry, at) => at === 0 || entry.offset === endOf(entries[at - 1] ?? first));
  if (!isTogether) return Promise.allSettled(entries.map((entry) => wholeOf(file, entry)));
  const bytes = await bytesOf(file, first.offset, endOf(last));
  return Promise.allSettled(entries.map((entry) => wholeIn(bytes, first.offset, entry)));
}
