import { ending, localHeader, type ZipEntry } from './layout.ts';

type Bytes = Blob | Uint8Array<ArrayBuffer>;

/** Where a file grows. What is written may be used for something else once that is done; `restart` makes it empty again. */
export type Sink = { write(data: Bytes): Promise<unknown>; restart(): Promise<unknown> };

export const sizeOf = (bytes: Bytes): number => (bytes instanceof Blob ? bytes.size : bytes.length);

/** The bytes of an entry as they are to stand in the file, and what is known of them. */
export type Packed = Pick<ZipEntry, 'method' | 'crc' | 'size'> & { bytes: Bytes };

/** Collected and handed on together: writing to a file takes longer to begin than to do. */
const BATCH_BYTES = 4 * 2 ** 20;

export type ZipWriter = {
  /** Entries stand in the file in the order in which they are added. */
  add(name: string, packed: Packed): Promise<void>;
  close(): Promise<void>;
};

/** A zip that is written as it grows: same entries in the same order, same bytes. */
export function zipWriter(sink: Pick<Sink, 'write'>): ZipWriter {
  const entries: ZipEntry[] = [];
  let offset = 0;
  // Always the same memory: to be given new one takes longer than to copy into it.
  const batch = new Uint8Array(BATCH_BYTES);
  let filled = 0;

  async function flush(): Promise<void> {
    if (filled > 0) await sink.write(batch.subarray(0, filled));
    filled = 0;
  }

  async function push(part: Bytes): Promise<void> {
    const length = sizeOf(part);
    offset += length;
    const isAlone = part instanceof Blob || length > BATCH_BYTES;
    if (isAlone || filled + length > BATCH_BYTES) await flush();
    if (isAlone) {
      await sink.write(part);
    } else {
      batch.set(part, filled);
      filled += length;
    }
  }

  return {
    async add(name, { bytes, method, crc, size }) {
      const entry = { name, method, crc, packed: sizeOf(bytes), size, offset };
      entries.push(entry);
      await push(localHeader(entry));
      await push(bytes);
    },
    async close() {
      await push(ending(entries, offset));
      await flush();
    },
  };
}
