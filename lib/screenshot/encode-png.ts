import { PNG_SIGNATURE, pngChunk } from '#lib/core/png.ts';
import { pixelStrips } from './pixel-strips.ts';

/** How pixels become the bytes of a row. */
type Layout = { depth: number; colourType: 2 | 3; palette: Uint32Array | undefined };

const MOST_COLOURS = 256;

/** At most this many colours: a palette, with as few bits a pixel as they need. Else three bytes a pixel. */
async function layoutOf(image: ImageBitmap): Promise<Layout> {
  const colours = new Set<number>();
  for await (const strip of pixelStrips(image)) {
    for (const pixel of new Uint32Array(strip.buffer)) colours.add(pixel);
    if (colours.size > MOST_COLOURS) return { depth: 8, colourType: 2, palette: undefined };
  }
  const depth = [1, 2, 4].find((bits) => colours.size <= 2 ** bits) ?? 8;
  return { depth, colourType: 3, palette: Uint32Array.from(colours).sort() };
}

/** Writes a row of pixels to `into`, as the layout has it and before any filter. */
type RowWriter = (pixels: Uint32Array, into: Uint8Array) => void;

const writeRgb: RowWriter = (pixels, into) => {
  for (let x = 0, at = 0; x < pixels.length; x += 1) {
    const pixel = pixels[x] ?? 0;
    into[at++] = pixel;
    into[at++] = pixel >>> 8;
    into[at++] = pixel >>> 16;
  }
};

function writeIndices(palette: Uint32Array, depth: number): RowWriter {
  const indexOf = new Map([...palette].map((colour, index) => [colour, index]));
  const perByte = 8 / depth;
  return (pixels, into) => {
    into.fill(0);
    for (let x = 0; x < pixels.length; x += 1) {
      const at = Math.floor(x / perByte);
      // The leftmost pixel stands in the highest bits.
      into[at] = (into[at] ?? 0) | ((indexOf.get(pixels[x] ?? 0) ?? 0) << (8 - depth * ((x % perByte) + 1)));
    }
  };
}

/** https://www.w3.org/TR/png-3/#9Filter-type-4-Paeth */
function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** What the five filters take from a byte, by its neighbours. https://www.w3.org/TR/png-3/#9Filter-types */
const FILTERS: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >>> 1,
  paeth,
];

/** Bytes from a pixel to its neighbour, where the filters work on whole bytes. */
const RGB_STEP = 3;

/** The row by the filter that leaves the smallest numbers, which is what compresses best as a rule. */
function filtered(row: Uint8Array, above: Uint8Array, scratch: readonly Uint8Array[]): Uint8Array {
  let best = scratch[0] ?? row;
  let least = Number.POSITIVE_INFINITY;
  for (const [type, filter] of FILTERS.entries()) {
    const into = scratch[type];
    if (!into) continue;
    into[0] = type;
    let sum = 0;
    for (let at = 0; at < row.length && sum < least; at += 1) {
      const left = at < RGB_STEP ? 0 : (row[at - RGB_STEP] ?? 0);
      const corner = at < RGB_STEP ? 0 : (above[at - RGB_STEP] ?? 0);
      const byte = ((row[at] ?? 0) - filter(left, above[at] ?? 0, corner)) & 255;
      into[at + 1] = byte;
      sum += byte < 128 ? byte : 256 - byte;
    }
    if (sum < least) [best, least] = [into, sum];
  }
  return best;
}

/** `none`: rows as they are, for flat areas and letters. `adaptive`: what suits each row, for photographs and gradients. */
export type PngFilter = 'none' | 'adaptive';

async function* scanlines(
  image: ImageBitmap,
  layout: Layout,
  filter: PngFilter,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { depth, palette } = layout;
  const length = palette ? Math.ceil((image.width * depth) / 8) : image.width * RGB_STEP;
  const write = palette ? writeIndices(palette, depth) : writeRgb;
  const scratch = FILTERS.map(() => new Uint8Array(length + 1));
  let [row, above] = [new Uint8Array(length), new Uint8Array(length)];
  for await (const strip of pixelStrips(image)) {
    const pixels = new Uint32Array(strip.buffer);
    const rows = pixels.length / image.width;
    const lines = new Uint8Array(rows * (length + 1));
    for (let y = 0; y < rows; y += 1) {
      write(pixels.subarray(y * image.width, (y + 1) * image.width), row);
      if (filter === 'none' || palette) lines.set(row, y * (length + 1) + 1);
      else lines.set(filtered(row, above, scratch), y * (length + 1));
      [row, above] = [above, row];
    }
    yield lines;
  }
}

function header({ width, height }: ImageBitmap, { depth, colourType }: Layout): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set([depth, colourType], 8);
  return bytes;
}

async function deflate(parts: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> {
  const { readable, writable } = new CompressionStream('deflate');
  const writer = writable.getWriter();
  const write = async () => {
    for await (const part of parts) await writer.write(part);
    await writer.close();
  };
  const [bytes] = await Promise.all([new Response(readable).arrayBuffer(), write()]);
  return new Uint8Array(bytes);
}

/**
 * Makes a PNG of an image whose pixels are all opaque. It is smaller than what a canvas makes, which is made to be fast:
 * few colours become a palette, and the rows are compressed with more care.
 */
export async function encodePng(image: ImageBitmap, filter: PngFilter): Promise<Blob> {
  const layout = await layoutOf(image);
  const data = await deflate(scanlines(image, layout, filter));
  const palette = layout.palette && new Uint8Array(layout.palette.length * RGB_STEP);
  if (layout.palette && palette) writeRgb(layout.palette, palette);
  const parts = [
    PNG_SIGNATURE,
    pngChunk('IHDR', header(image, layout)),
    ...(palette ? [pngChunk('PLTE', palette)] : []),
    pngChunk('IDAT', data),
    pngChunk('IEND', new Uint8Array()),
  ];
  return new Blob(parts, { type: 'image/png' });
}
