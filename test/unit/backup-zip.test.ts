import { crc32 as nodeCrc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '#lib/backup/zip/crc32.ts';
import { ending, extentOf, findList, localHeader, MAX_TAIL, readList, type ZipEntry } from '#lib/backup/zip/layout.ts';
import { deflated, stored } from '#lib/backup/zip/pack.ts';
import { contentsOf, readEntries, wholeOf } from '#lib/backup/zip/reader.ts';
import { zipWriter } from '#lib/backup/zip/writer.ts';

const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text));

async function zipped(write: (zip: ReturnType<typeof zipWriter>) => Promise<void>): Promise<Blob> {
  const parts: Blob[] = [];
  const zip = zipWriter({ write: async (data) => void parts.push(new Blob([data])) });
  await write(zip);
  await zip.close();
  return new Blob(parts);
}

describe('a checksum', () => {
  it.each([
    ['', 0],
    ['a', 0xe8b7be43],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j is what every zip has', (text, crc) => {
    expect(crc32(bytesOf(text))).toBe(crc);
  });

  it('goes on from where it was', () => {
    const bytes = bytesOf('123456789');
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(0xcbf43926);
    }
  });

  it('is the same wherever the bytes begin, and however many there are', () => {
    const all = Uint8Array.from({ length: 64 }, (_, at) => (at * 37) & 0xff);
    for (let from = 0; from < 9; from += 1) {
      for (let to = from; to <= all.length; to += 1) {
        expect(crc32(all.subarray(from, to))).toBe(nodeCrc32(all.subarray(from, to)));
      }
    }
  });
});

describe('a zip', () => {
  it('is one that others open', async () => {
    const text = 'a word and another word '.repeat(50);
    const file = await zipped(async (zip) => {
      await zip.add('pictures/1.png', stored(new Uint8Array([1, 2, 3])));
      await zip.add('tables/tags.jsonl', await deflated(new Blob([text])));
      await zip.add('empty', await deflated(new Blob([])));
    });
    const files = unzipSync(await file.bytes());
    expect(Object.keys(files)).toEqual(['pictures/1.png', 'tables/tags.jsonl', 'empty']);
    expect(files['pictures/1.png']).toEqual(new Uint8Array([1, 2, 3]));
    expect(new TextDecoder().decode(files['tables/tags.jsonl'])).toBe(text);
    const entries = await readEntries(file);
    const [picture, words] = entries;
    if (!picture || !words) throw new Error('no entries');
    expect(words.packed).toBeLessThan(100);
    expect(new TextDecoder().decode(await wholeOf(file, words))).toBe(text);
    expect((await Array.fromAsync(contentsOf(file, picture))).flatMap((chunk) => [...chunk])).toEqual([1, 2, 3]);
  });

  it('stores what shrinks so much that a reader would take it for a bomb', async () => {
    const blank = new Blob([new Uint8Array(200_000)]);
    const packed = await deflated(blank);
    expect(packed.method).toBe(0);
    const file = await zipped((zip) => zip.add('blank', packed));
    expect(await readEntries(file)).toHaveLength(1);
  });

  it('deflates the same text into the same bytes, however it comes to be cut', async () => {
    const text = Array.from({ length: 40_000 }, (_, index) => `${index * 7919} words `).join('');
    const pieces = text.match(/[\s\S]{1,777}/g) ?? [];
    const [one, other] = [await deflated(new Blob([text])), await deflated(new Blob(pieces))];
    expect(one.sha256).toBe(other.sha256);
    expect(await new Blob([one.bytes]).bytes()).toEqual(await new Blob([other.bytes]).bytes());
  });

  it('of more files than the 32-bit form has room for is one that others open', async () => {
    const one = stored(new Uint8Array([7]));
    const file = await zipped(async (zip) => {
      for (let index = 0; index < 66_000; index += 1) await zip.add(`f${index}`, one);
    });
    expect(Object.keys(unzipSync(await file.bytes()))).toHaveLength(66_000);
    expect(await readEntries(file)).toHaveLength(66_000);
  });
});

describe('the list of entries', () => {
  const GB = 2 ** 30;
  const entries: ZipEntry[] = [
    { name: 'small', method: 8, crc: 1, packed: 10, size: 20, offset: 0 },
    { name: 'large', method: 0, crc: 2, packed: 5 * GB, size: 5 * GB, offset: 45 },
    { name: 'packed small', method: 8, crc: 3, packed: 3 * GB, size: 6 * GB, offset: 6 * GB },
    { name: 'far', method: 0, crc: 4, packed: 1, size: 1, offset: 10 * GB },
  ];

  it('holds files of more than 4 GB, and where they are', () => {
    const bytes = ending(entries, 12 * GB);
    expect(readList(bytes, 10)).toEqual(entries);
    expect(findList(bytes.subarray(-MAX_TAIL), 12 * GB + bytes.length)).toBe(12 * GB);
    expect(readList(bytes, 3)).toBeUndefined();
  });

  it('says where their bytes are', () => {
    for (const entry of entries) {
      expect(extentOf(entry)).toEqual([
        entry.offset + localHeader(entry).length,
        entry.offset + localHeader(entry).length + entry.packed,
      ]);
    }
  });

  it('is found in no other file', () => {
    expect(findList(new Uint8Array(), 0)).toBeUndefined();
    expect(findList(new Uint8Array(22), 22)).toBeUndefined();
    expect(findList(ending([], 99), 22)).toBeUndefined();
  });
});
