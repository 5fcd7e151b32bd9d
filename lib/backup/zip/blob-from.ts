/** Bytes that have come are handed to the browser in batches, which it may keep outside of memory. */
const BATCH_BYTES = 4 * 2 ** 20;

/** All that a stream gives, as a Blob. Unlike `new Response(stream).blob()`, it throws what the stream throws. */
export async function blobFrom(stream: ReadableStream<Uint8Array>): Promise<Blob> {
  const done: Blob[] = [];
  let batch: BlobPart[] = [];
  let size = 0;
  for await (const chunk of stream as ReadableStream<Uint8Array<ArrayBuffer>>) {
    batch.push(chunk);
    size += chunk.length;
    if (size < BATCH_BYTES) continue;
    done.push(new Blob(batch));
    batch = [];
    size = 0;
  }
  return new Blob([...done, ...batch]);
}
