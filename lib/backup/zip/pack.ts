import { sha256 as incremental } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from '#lib/backup/sha256.ts';
import { blobFrom } from './blob-from.ts';
import { crc32 } from './crc32.ts';
import { ZIP_LIMITS } from './reader.ts';
import { PIECE_BYTES, through } from './through.ts';
import { type Bytes, type Packed, sizeOf } from './writer.ts';

/** A packed entry with the SHA-256 of its contents, lower-case hex. */
export type PackedFile = Packed & { sha256: string };

/** As it is: for pictures, which do not shrink. `hash` is the SHA-256 where it is known. */
export async function stored(bytes: Uint8Array<ArrayBuffer>, hash?: string): Promise<PackedFile> {
  return { method: 0, crc: crc32(bytes), size: bytes.length, bytes, sha256: hash ?? (await sha256(bytes)) };
}

/** What shrinks so much that a reader would take it for a bomb is stored. */
function smaller(plain: Bytes, bytes: Bytes, known: Pick<PackedFile, 'crc' | 'sha256'>): PackedFile {
  const size = sizeOf(plain);
  const isBomb = size > sizeOf(bytes) * ZIP_LIMITS.ratio;
  return { method: isBomb ? 0 : 8, bytes: isBomb ? plain : bytes, size, ...known };
}

/** Deflated: for a text in memory. */
export async function deflated(text: Uint8Array<ArrayBuffer>): Promise<PackedFile> {
  const [hash, bytes] = await Promise.all([sha256(text), through(text, new CompressionStream('deflate-raw'))]);
  return smaller(text, bytes ?? text, { crc: crc32(text), sha256: hash });
}

/** Cuts what comes into pieces of one size, and shows each to `see`. */
function inPieces(see: (piece: Uint8Array) => void): TransformStream<Uint8Array, Uint8Array> {
  let piece = new Uint8Array(PIECE_BYTES);
  let filled = 0;
  return new TransformStream({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; ) {
        const taken = chunk.subarray(at, at + PIECE_BYTES - filled);
        piece.set(taken, filled);
        filled += taken.length;
        at += taken.length;
        if (filled < PIECE_BYTES) continue;
        see(piece);
        controller.enqueue(piece);
        piece = new Uint8Array(PIECE_BYTES);
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

/**
 * The same of a text of any length: it is read as it goes, and what it shrinks to goes into a Blob, which the browser may keep
 * outside of memory.
 * @param onBytes how many bytes have been read since it was last called.
 */
export async function deflatedBlob(text: Blob, onBytes?: (count: number) => void): Promise<PackedFile> {
  const hash = incremental.create();
  let crc = 0;
  const shrunk = text
    .stream()
    .pipeThrough(
      inPieces((piece) => {
        hash.update(piece);
        crc = crc32(piece, crc);
        onBytes?.(piece.length);
      }),
    )
    .pipeThrough(new CompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array>);
  const bytes = await blobFrom(shrunk);
  return smaller(text, bytes, { crc, sha256: bytesToHex(hash.digest()) });
}
