/**
 * How the zips of backups are laid out, as bytes: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * There is one way only to write a list of entries, so whoever reads can tell whether a byte was touched. Files beyond
 * 4 GB and 65,535 entries take the 64-bit form.
 */

/** `method`: 0 stored, 8 deflated. `packed` and `size` in bytes; `offset` is where its header begins. */
export type ZipEntry = { name: string; method: 0 | 8; crc: number; packed: number; size: number; offset: number };

const MAX_16 = 0xff_ff;
const MAX_32 = 0xff_ff_ff_ff;
/** The earliest that a zip can say: a real time would make other bytes tomorrow. */
const DATE = 0x21;

const LOCAL = 0x04_03_4b_50;
const CENTRAL = 0x02_01_4b_50;
const END = 0x06_05_4b_50;
const END_64 = 0x06_06_4b_50;
const LOCATOR_64 = 0x07_06_4b_50;
const SIZES = { central: 46, end: 22, locator: 20, end64: 56 };

type Field = readonly [bytes: 2 | 4 | 8, value: number];

function packedFields(fields: readonly Field[], ...rest: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const all = new Uint8Array(length + rest.reduce((sum, bytes) => sum + bytes.length, 0));
  const view = new DataView(all.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  for (const bytes of rest) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return all;
}

const NOTHING = new Uint8Array();

function extra64(values: readonly number[]): Uint8Array {
  if (values.length === 0) return NOTHING;
  return packedFields([[2, 1], [2, values.length * 8], ...values.map((value): Field => [8, value])]);
}

const isLarge = ({ packed, size }: ZipEntry): boolean => packed >= MAX_32 || size >= MAX_32;
const nameBytes = (name: string): Uint8Array => new TextEncoder().encode(name);

/** What stands before the bytes of an entry. */
export function localHeader(entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const name = nameBytes(entry.name);
  const large = isLarge(entry);
  const extra = extra64(large ? [entry.size, entry.packed] : []);
  return packedFields(
    [
      [4, LOCAL],
      [2, large ? 45 : 20],
      [2, 0],
      [2, entry.method],
      [2, 0],
      [2, DATE],
      [4, entry.crc],
      [4, large ? MAX_32 : entry.packed],
      [4, large ? MAX_32 : entry.size],
      [2, name.length],
      [2, extra.length],
    ],
    name,
    extra,
  );
}

/** Where the bytes of an entry begin in the file, and where they end. */
export function extentOf(entry: ZipEntry): [from: number, to: number] {
  const from = entry.offset + 30 + nameBytes(entry.name).length + (isLarge(entry) ? 20 : 0);
  return [from, from + entry.packed];
}

function centralHeader(entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const name = nameBytes(entry.name);
  const large = isLarge(entry);
  const isFar = entry.offset >= MAX_32;
  const extra = extra64([...(large ? [entry.size, entry.packed] : []), ...(isFar ? [entry.offset] : [])]);
  const version = large || isFar ? 45 : 20;
  return packedFields(
    [
      [4, CENTRAL],
      [2, version],
      [2, version],
      [2, 0],
      [2, entry.method],
      [2, 0],
      [2, DATE],
      [4, entry.crc],
      [4, large ? MAX_32 : entry.packed],
      [4, large ? MAX_32 : entry.size],
      [2, name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, isFar ? MAX_32 : entry.offset],
    ],
    name,
    extra,
  );
}

/** All that comes after the last entry: the list of entries, which begins at `offset`, and where to find it. */
export function ending(entries: readonly ZipEntry[], offset: number): Uint8Array<ArrayBuffer> {
  const headers = entries.map(centralHeader);
  const size = headers.reduce((sum, bytes) => sum + bytes.length, 0);
  const count = entries.length;
  const needs64 = count >= MAX_16 || size >= MAX_32 || offset >= MAX_32;
  const end64: Uint8Array[] = needs64
    ? [
        packedFields([
          [4, END_64],
          [8, SIZES.end64 - 12],
          [2, 45],
          [2, 45],
          [4, 0],
          [4, 0],
          [8, count],
          [8, count],
          [8, size],
          [8, offset],
        ]),
        packedFields([
          [4, LOCATOR_64],
          [4, 0],
          [8, offset + size],
          [4, 1],
        ]),
      ]
    : [];
  const end = packedFields([
    [4, END],
    [2, 0],
    [2, 0],
    [2, Math.min(count, MAX_16)],
    [2, Math.min(count, MAX_16)],
    [4, Math.min(size, MAX_32)],
    [4, Math.min(offset, MAX_32)],
    [2, 0],
  ]);
  return packedFields([], ...headers, ...end64, end);
}

/** The most that {@link ending} adds after the list of entries. */
export const MAX_TAIL = SIZES.end64 + SIZES.locator + SIZES.end;

/** Where the list of entries begins, as the last bytes of a file say it; undefined where they say nothing of the kind. */
export function findList(tail: Uint8Array, fileSize: number): number | undefined {
  if (tail.length < SIZES.end) return undefined;
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const end = tail.length - SIZES.end;
  if (view.getUint32(end, true) !== END) return undefined;
  let offset = view.getUint32(end + 16, true);
  const at64 = end - SIZES.locator - SIZES.end64;
  if (at64 >= 0 && view.getUint32(end - SIZES.locator, true) === LOCATOR_64 && view.getUint32(at64, true) === END_64) {
    offset = Number(view.getBigUint64(at64 + 48, true));
  }
  return offset <= fileSize - SIZES.end ? offset : undefined;
}

/** Reads the list of entries: what {@link ending} wrote. Undefined where it is no such list. */
export function readList(bytes: Uint8Array, maxEntries: number): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + SIZES.central <= bytes.length && view.getUint32(at, true) === CENTRAL) {
    if (entries.length === maxEntries) return undefined;
    const method = view.getUint16(at + 10, true);
    if (method !== 0 && method !== 8) return undefined;
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
    const nameAt = at + SIZES.central;
    let extraAt = nameAt + nameLength + 4;
    const next = nameAt + nameLength + extraLength;
    if (next > bytes.length) return undefined;
    // What does not fit into 32 bits stands in the extra field, in this order.
    const wide = (place: number): number | undefined => {
      const value = view.getUint32(place, true);
      if (value !== MAX_32) return value;
      if (extraAt + 8 > next) return undefined;
      extraAt += 8;
      return Number(view.getBigUint64(extraAt - 8, true));
    };
    const size = wide(at + 24);
    const packed = wide(at + 20);
    const offset = wide(at + 42);
    if (size === undefined || packed === undefined || offset === undefined) return undefined;
    if (![size, packed, offset].every(Number.isSafeInteger)) return undefined;
    let name: string;
    try {
      name = text.decode(bytes.subarray(nameAt, nameAt + nameLength));
    } catch {
      return undefined;
    }
    entries.push({ name, method, crc: view.getUint32(at + 16, true), packed, size, offset });
    at = next;
  }
  return entries;
}
