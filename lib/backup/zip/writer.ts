import { ending, localHeader, type ZipEntry } from './layout.ts';

/** Where a file grows. `restart` makes it empty again. */
export type Sink = { write(data: Blob): Promise<unknown>; restart(): Promise<unknown> };

/** The bytes of an entry as they are to stand in the file, and what is known of them. */
export type Packed = Pick<ZipEntry, 'method' | 'crc' | 'size'> & { bytes: Blob | Uint8Array<ArrayBuffer> };

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
  let batch: BlobPart[] = [];
  let waiting = 0;

  async function flush(): Promise<void> {
    await sink.write(new Blob(batch));
    batch = [];
    waiting = 0;
  }

  function push(part: Blob | Uint8Array<ArrayBuffer>): void {
    const length = part instanceof Blob ? part.size : part.length;
    batch.push(part);
    offset += length;
    waiting += length;
  }

  return {
    async add(name, { bytes, method, crc, size }) {
      const packed = bytes instanceof Blob ? bytes.size : bytes.length;
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
