type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes are given to a stream in pieces of this size: how they come to be cut must not show in what they are deflated to. */
export const PIECE_BYTES = 64 * 1024;

async function give(bytes: Bytes, writable: WritableStream): Promise<void> {
  const writer = writable.getWriter();
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) await writer.write(bytes.subarray(at, at + PIECE_BYTES));
  await writer.close();
}

function joined(parts: readonly Bytes[], size: number): Bytes {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * What a stream of the browser's makes of bytes, all in memory. They go into it as they are: another stream before or after it
 * would take longer than the few kB of most files do.
 * @param most Bytes that may come of them.
 * @returns undefined where more would.
 * @throws TypeError where the bytes are nothing that the stream reads.
 */
export async function through(
  bytes: Bytes,
  { readable, writable }: CompressionStream | DecompressionStream,
  most = Number.POSITIVE_INFINITY,
): Promise<Bytes | undefined> {
  // Whatever is wrong with them is heard of where the stream is read.
  give(bytes, writable).catch(() => undefined);
  const parts: Bytes[] = [];
  let size = 0;
  for await (const part of readable as ReadableStream<Bytes>) {
    size += part.length;
    if (size > most) return undefined;
    parts.push(part);
  }
  return joined(parts, size);
}
