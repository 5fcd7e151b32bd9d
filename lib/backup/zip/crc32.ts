/** One table for each of eight bytes that are taken at once ("slicing by 8"). Signed: engines keep such numbers small. */
const TABLES = Array.from({ length: 8 }, () => new Int32Array(256)) as [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
];
const [ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT] = TABLES;
for (let byte = 0; byte < 256; byte += 1) {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  ONE[byte] = value;
}
for (let byte = 0; byte < 256; byte += 1) {
  let value = at(ONE, byte);
  for (const table of TABLES.slice(1)) {
    value = (value >>> 8) ^ at(ONE, value & 0xff);
    table[byte] = value;
  }
}

function at(table: Int32Array, byte: number): number {
  return table[byte] as number;
}

function byByte(bytes: Uint8Array, before: number): number {
  let crc = before;
  for (let place = 0; place < bytes.length; place += 1) {
    crc = (crc >>> 8) ^ at(ONE, (crc ^ (bytes[place] as number)) & 0xff);
  }
  return crc;
}

/** Whether numbers are kept the way that {@link crc32} reads four bytes at once: they are wherever a browser runs. */
const IS_LITTLE_ENDIAN = new Uint8Array(new Int32Array([1]).buffer)[0] === 1;

/** CRC-32 as zip has it, of `bytes` after what came to `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  if (!IS_LITTLE_ENDIAN || bytes.length < 16) return ~byByte(bytes, ~before) >>> 0;
  // Words begin at whole words of the buffer.
  const start = -bytes.byteOffset & 3;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, ((bytes.length - start) >>> 3) * 2);
  let crc = byByte(bytes.subarray(0, start), ~before);
  for (let place = 0; place < words.length; place += 2) {
    const low = crc ^ (words[place] as number);
    const high = words[place + 1] as number;
    crc =
      at(EIGHT, low & 0xff) ^
      at(SEVEN, (low >>> 8) & 0xff) ^
      at(SIX, (low >>> 16) & 0xff) ^
      at(FIVE, low >>> 24) ^
      at(FOUR, high & 0xff) ^
      at(THREE, (high >>> 8) & 0xff) ^
      at(TWO, (high >>> 16) & 0xff) ^
      at(ONE, high >>> 24);
  }
  return ~byByte(bytes.subarray(start + words.length * 4), crc) >>> 0;
}
