import { ending, localHeader, type ZipEntry } from './layout.ts';

type Bytes = Blob | Uint8Array<ArrayBuffer>;

/** Where a file grows. `restart` makes it empty again. */
export type Sink = { write(data: Bytes): Promise<unknown>; restart(): Promise<unknown> };

export const sizeOf = (bytes: Bytes): number => (bytes instanceof Blob ? bytes.size : bytes.length);

/** Bytes one after the other; `size` of all of them. */
export function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The bytes of an entry as they are to stand in the file, and what is known of them. */
export type Packed = Pick<ZipEntry, 'method' | 'crc' | 'size'> & { bytes: Bytes };

/** Handed on together: writing to a file takes longer to begin than to do. */
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
  let batch: Bytes[] = [];
  let waiting = 0;

  async function flush(): Promise<void> {
    const inMemory = batch.flatMap((part) => (part instanceof Blob ? [] : [part]));
    // A Blob of bytes would be copied to the browser's own process, and there once more.
    await sink.write(inMemory.length === batch.length ? joined(inMemory, waiting) : new Blob(batch));
    batch = [];
    waiting = 0;
  }

  function push(part: Bytes): void {
    const length = sizeOf(part);
    batch.push(part);
    offset += length;
    waiting += length;
  }

  return {
    async add(name, { bytes, method, crc, size }) {
      const packed = sizeOf(bytes);
      const entry = { name, method, crc, packed, size, offset };
      entries.push(entry);
      push(localHeader(entry));
      push(bytes);
      if (waiting >= BATCH_BYTES) await flush();
    },
    async close() {
      push(ending(entries, offset));
      await flush();
    },
  };
}
