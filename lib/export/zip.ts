import { Zip, ZipPassThrough } from 'fflate';
import { GleanerError } from '#lib/core/errors.ts';

/** Beyond these a zip needs the 64-bit form, which neither the packer here nor every unpacker knows. */
const MAX_BYTES = 0xff_ff_00_00;
const MAX_FILES = 0xff_f0;

export type ZipWriter = { add(path: string, bytes: Uint8Array<ArrayBuffer>): void; close(): Blob };

/**
 * A zip of stored files (pictures do not shrink), written as it grows: what is done goes into Blobs, which the browser may
 * keep outside of memory. Same files in the same order, same bytes.
 */
export function zipWriter(): ZipWriter {
  const parts: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let files = 0;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    size += chunk.length;
    chunks.push(new Uint8Array(chunk));
  });
  const settle = () => {
    parts.push(new Blob(chunks));
    chunks = [];
  };
  return {
    /** @throws GleanerError `too_large` where the zip would need its 64-bit form. */
    add(path, bytes) {
      files += 1;
      if (size + bytes.length > MAX_BYTES || files > MAX_FILES) throw new GleanerError('too_large', path);
      const file = new ZipPassThrough(path);
      // The earliest that a zip can say, in local time as zip has it: a real time would make other bytes tomorrow.
      file.mtime = new Date(1980, 0, 1);
      zip.add(file);
      file.push(bytes, true);
      settle();
    },
    close() {
      zip.end();
      settle();
      return new Blob(parts, { type: 'application/zip' });
    },
  };
}
