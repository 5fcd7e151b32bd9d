import { contentOf } from '#lib/db/blob-files.ts';
import type { Segment } from '#lib/search/index/segment.ts';

/** The kinds of value that a segment consists of, besides text and numbers. */
const ARRAYS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array } as const;
type ArrayName = keyof typeof ARRAYS;

const isArrayName = (name: string): name is ArrayName => Object.hasOwn(ARRAYS, name);

/** Every array begins at a place that its numbers can be read from. */
const ALIGNMENT = 8;
const padding = (length: number): number => (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;

type Place = { array: ArrayName; at: number; length: number };

/** A segment as a file: the length of its head, the head (JSON, with places for arrays), and the arrays one after another. */
export function segmentToFile(segment: Segment): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const add = (bytes: Uint8Array<ArrayBuffer>): number => {
    const at = size;
    parts.push(bytes, new Uint8Array(padding(bytes.length)));
    size += bytes.length + padding(bytes.length);
    return at;
  };
  const head = JSON.stringify(segment, (_key, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    const { buffer, byteOffset, byteLength } = value;
    const at = add(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
    const array = value.constructor.name;
    if (!isArrayName(array)) throw new TypeError(`A segment has no ${array}.`);
    return { array, at, length: byteLength / ARRAYS[array].BYTES_PER_ELEMENT } satisfies Place;
  });
  const json = new TextEncoder().encode(head);
  const lengths = new Uint32Array([json.length, size]);
  return new Blob([lengths, json, new Uint8Array(padding(json.length)), ...parts]);
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'array' in value && 'at' in value && 'length' in value;
}

/**
 * What {@link segmentToFile} wrote; undefined for a file that is none, or not whole. What is inside is not checked here:
 * the segment has a checksum.
 */
export async function segmentFromFile(file: Blob): Promise<unknown> {
  try {
    const bytes = await contentOf(file);
    const [headSize = 0, size = 0] = new Uint32Array(bytes, 0, 2);
    const start = ALIGNMENT + headSize + padding(headSize);
    if (bytes.byteLength !== start + size) return undefined;
    const head = new TextDecoder().decode(new Uint8Array(bytes, ALIGNMENT, headSize));
    return JSON.parse(head, (_key, value: unknown) =>
      isPlace(value) && isArrayName(value.array)
        ? new ARRAYS[value.array](bytes, start + value.at, value.length)
        : value,
    );
  } catch {
    return undefined;
  }
}
