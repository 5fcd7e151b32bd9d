import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { blobFrom } from './blob-from.ts';
import { crc32 } from './crc32.ts';
import { ZIP_LIMITS } from './reader.ts';
import { streamOf } from './stream-of.ts';
import { type Packed, sizeOf } from './writer.ts';

/** What deflates is given in pieces of this size: how it comes to be cut must not show in the bytes. */
const PIECE = 64 * 1024;

/** A packed entry with the SHA-256 of its contents, lower-case hex. */
export type PackedFile = Packed & { sha256: string };

/** As it is: for pictures, which do not shrink. `hash` is the SHA-256 where it is known. */
export function stored(bytes: Uint8Array<ArrayBuffer>, hash = bytesToHex(sha256(bytes))): PackedFile {
  return { method: 0, crc: crc32(bytes), size: bytes.length, bytes, sha256: hash };
}

/** Cuts what comes into pieces of one size, and shows each to `see`. */
function inPieces(see: (piece: Uint8Array) => void): TransformStream<Uint8Array, Uint8Array> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  return new TransformStream({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; ) {
        const taken = chunk.subarray(at, at + PIECE - filled);
        piece.set(taken, filled);
        filled += taken.length;
        at += taken.length;
        if (filled < PIECE) continue;
        see(piece);
        controller.enqueue(piece);
        piece = new Uint8Array(PIECE);
        filled = 0;
      }
    },
    flush(controller) {
      const rest = piece.subarray(0, filled);
      see(rest);
      if (filled > 0) controller.enqueue(rest);
    },
  });
}

/** All that a stream gives, in memory. */
async function bytesFrom(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/**
 * Deflated: for text. The plain text is read as it goes, and what it shrinks to goes into a Blob, which the browser may
 * keep outside of memory; of bytes in memory it stays there. What shrinks so much that a reader would take it for a bomb is
 * stored.
 * @param onBytes how many bytes have been read since it was last called.
 */
export async function deflated(
  text: Blob | Uint8Array<ArrayBuffer>,
  onBytes?: (count: number) => void,
): Promise<PackedFile> {
  const hash = sha256.create();
  let crc = 0;
  const source = (text instanceof Blob ? text.stream() : streamOf(text)).pipeThrough(
    inPieces((piece) => {
      hash.update(piece);
      crc = crc32(piece, crc);
      onBytes?.(piece.length);
    }),
  );
  const shrunk = source.pipeThrough(
    new CompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array>,
  );
  const bytes = text instanceof Blob ? await blobFrom(shrunk) : await bytesFrom(shrunk);
  const [size, packed] = [sizeOf(text), sizeOf(bytes)];
  const known = { crc, size, sha256: bytesToHex(hash.digest()) };
  if (size > packed * ZIP_LIMITS.ratio) return { method: 0, bytes: text, ...known };
  return { method: 8, bytes, ...known };
}
