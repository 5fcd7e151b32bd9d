import { ending, localHeader, type ZipEntry } from './layout.ts';

export type Bytes = Blob | Uint8Array<ArrayBuffer>;

/**
 * Where a file grows. What it is asked for it does in turn. What is written may be used for something else once that is done;
 * `restart` makes the file empty again.
 */
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
  // Two, and always the same: one is filled while the other is written, and new memory takes longer than copying into old.
  let [batch, other] = [new Uint8Array(BATCH_BYTES), new Uint8Array(BATCH_BYTES)];
  let filled = 0;
  let writing: Promise<unknown> = Promise.resolve();

  /** Begins to write what has been collected, once what was written before is done. */
  async function flush(): Promise<void> {
    await writing;
    if (filled === 0) return;
    writing = sink.write(batch.subarray(0, filled));
    // It is heard of where it is waited for; where nobody does, the file was given up.
    writing.catch(() => undefined);
    [batch, other] = [other, batch];
    filled = 0;
  }

  async function push(part: Bytes): Promise<void> {
    const length = sizeOf(part);
    offset += length;
    const isAlone = part instanceof Blob || length > BATCH_BYTES;
    if (isAlone || filled + length > BATCH_BYTES) await flush();
    if (isAlone) {
      await writing;
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
      await writing;
    },
  };
}
