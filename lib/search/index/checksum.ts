type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Units of work between two yields: well under a frame. */
const SLICE = 1 << 20;
const START = 0x811c9dc5;

/**
 * One step: each is a bijection of the sum so far, as is each of the unit, so that a single unit that differs always
 * shows. After FNV-1a, with a shift so that high bits reach the low ones. http://www.isthe.com/chongo/tech/comp/fnv/
 */
function mix(sum: number, unit: number): number {
  const product = Math.imul(sum ^ unit, 0x9e3779b1);
  return product ^ (product >>> 15);
}

function words(values: Numbers): Uint32Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = byteOffsetIsWhole(values) ? values : values.slice();
  return new Uint32Array(buffer, byteOffset, byteLength >>> 2);
}

const byteOffsetIsWhole = ({ byteOffset }: Numbers) => byteOffset % 4 === 0;

/** Runs a 32-bit checksum on over a text or an array of numbers, with its length; yields now and then. */
export function* checksumming(value: string | Numbers, before = START): Generator<void, number> {
  let sum = mix(before, value.length);
  if (typeof value === 'string') {
    for (let at = 0; at < value.length; at += 1) {
      sum = mix(sum, value.charCodeAt(at));
      if (at % SLICE === SLICE - 1) yield;
    }
    return sum;
  }
  const units = words(value);
  for (let at = 0; at < units.length; at += 1) {
    sum = mix(sum, units[at] ?? 0);
    if (at % SLICE === SLICE - 1) yield;
  }
  if (value instanceof Uint8Array) {
    for (let at = units.length * 4; at < value.length; at += 1) sum = mix(sum, value[at] ?? 0);
  }
  return sum;
}
