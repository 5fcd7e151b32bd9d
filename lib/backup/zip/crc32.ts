/** One table for each of four bytes that are taken at once ("slicing by 4"). */
const TABLES = Array.from({ length: 4 }, () => new Uint32Array(256));
for (let byte = 0; byte < 256; byte += 1) {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  at(0)[byte] = value;
}
for (let byte = 0; byte < 256; byte += 1) {
  for (let table = 1; table < 4; table += 1) {
    const before = at(table - 1)[byte] ?? 0;
    at(table)[byte] = (before >>> 8) ^ (at(0)[before & 0xff] ?? 0);
  }
}

function at(table: number): Uint32Array {
  return TABLES[table] as Uint32Array;
}

/** CRC-32 as zip has it, of `bytes` after what came to `before`. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [one, two, three, four] = [at(0), at(1), at(2), at(3)];
  let crc = ~before;
  let place = 0;
  for (const whole = bytes.length - 3; place < whole; place += 4) {
    crc ^=
      (bytes[place] as number) |
      ((bytes[place + 1] as number) << 8) |
      ((bytes[place + 2] as number) << 16) |
      ((bytes[place + 3] as number) << 24);
    crc =
      (four[crc & 0xff] as number) ^
      (three[(crc >>> 8) & 0xff] as number) ^
      (two[(crc >>> 16) & 0xff] as number) ^
      (one[crc >>> 24] as number);
  }
  for (; place < bytes.length; place += 1) {
    crc = (crc >>> 8) ^ (one[(crc ^ (bytes[place] as number)) & 0xff] as number);
  }
  return ~crc >>> 0;
}
