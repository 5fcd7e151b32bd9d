import { createHash } from 'node:crypto';
import { gzipSync, crc32 as nodeCrc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '#lib/backup/zip/crc32.ts';
import { ending, extentOf, findList, localHeader, MAX_TAIL, readList, type ZipEntry } from '#lib/backup/zip/layout.ts';
import { deflated, deflatedBlob, stored } from '#lib/backup/zip/pack.ts';
import { contentsOf, readEntries, wholeOf } from '#lib/backup/zip/reader.ts';
import { through } from '#lib/backup/zip/through.ts';
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
      await zip.add('pictures/1.png', await stored(new Uint8Array([1, 2, 3])));
      await zip.add('tables/tags.jsonl', await deflatedBlob(new Blob([text])));
      await zip.add('empty', await deflatedBlob(new Blob([])));
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
    const blank = new Uint8Array(200_000);
    for (const packed of [await deflated(blank), await deflatedBlob(new Blob([blank]))]) {
      expect(packed).toMatchObject({ method: 0, size: blank.length });
      const file = await zipped((zip) => zip.add('blank', packed));
      expect(await readEntries(file)).toHaveLength(1);
    }
  });

  it('deflates the same text into the same bytes, however it comes to be cut', async () => {
    const text = Array.from({ length: 40_000 }, (_, index) => `${index * 7919} words `).join('');
    const pieces = text.match(/[\s\S]{1,777}/g) ?? [];
    const inMemory = await deflated(bytesOf(text));
    expect(inMemory.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(inMemory.method).toBe(8);
    for (const other of [await deflatedBlob(new Blob([text])), await deflatedBlob(new Blob(pieces))]) {
      const { bytes, ...says } = other;
      expect({ ...inMemory, bytes: undefined }).toEqual({ ...says, bytes: undefined });
      expect(await new Blob([inMemory.bytes]).bytes()).toEqual(await new Blob([bytes]).bytes());
    }
  });

  it('of more files than the 32-bit form has room for is one that others open', async () => {
    const one = await stored(new Uint8Array([7]));
    const file = await zipped(async (zip) => {
      for (let index = 0; index < 66_000; index += 1) await zip.add(`f${index}`, one);
    });
    expect(Object.keys(unzipSync(await file.bytes()))).toHaveLength(66_000);
    expect(await readEntries(file)).toHaveLength(66_000);
  });
});

describe('a zip that is written', () => {
  it('collects while it writes, waits for a sink that is slow, and gives it everything in order', async () => {
    const one = await stored(Uint8Array.from({ length: 1_000_000 }, (_, at) => at % 251));
    const written: Blob[] = [];
    let running = 0;
    let adding = 0;
    let overlaps = 0;
    const zip = zipWriter({
      async write(data) {
        running += 1;
        expect(running).toBe(1);
        const before = adding;
        await new Promise((done) => setTimeout(done, 20));
        if (adding > before) overlaps += 1;
        // What it was given is untouched until it has said that it is done.
        written.push(new Blob([data]));
        running -= 1;
      },
    });
    for (; adding < 20; adding += 1) await zip.add(`f${adding}`, one);
    await zip.close();
    expect(overlaps).toBeGreaterThan(0);
    const files = unzipSync(await new Blob(written).bytes());
    expect(Object.keys(files)).toEqual(Array.from({ length: 20 }, (_, at) => `f${at}`));
    for (const bytes of Object.values(files)) expect(Buffer.compare(bytes, one.bytes as Uint8Array)).toBe(0);
  });

  it('says so where the sink fails, whether or not there is more to write', async () => {
    const one = await stored(new Uint8Array(1_000_000));
    for (const count of [1, 6, 30]) {
      const zip = zipWriter({ write: () => Promise.reject(new Error('full')) });
      const run = async () => {
        for (let at = 0; at < count; at += 1) await zip.add(`f${at}`, one);
        await zip.close();
      };
      await expect(run()).rejects.toThrow('full');
    }
  });
});

describe('bytes that go through a stream', () => {
  const text = 'a word and another word '.repeat(20_000);

  it('are what it makes of them, and no more than is asked for', async () => {
    const zipped = new Uint8Array(gzipSync(text));
    const inflated = (most?: number) => through(zipped, new DecompressionStream('gzip'), most);
    expect(new TextDecoder().decode(await inflated())).toBe(text);
    expect((await inflated(text.length))?.length).toBe(text.length);
    expect(await inflated(text.length - 1)).toBeUndefined();
    expect(await through(new Uint8Array(gzipSync('')), new DecompressionStream('gzip'))).toEqual(new Uint8Array());
  });

  it('are refused where it does not know them, or where they end too soon', async () => {
    for (const bytes of [bytesOf('no gzip'), new Uint8Array(gzipSync(text)).slice(0, -9)]) {
      await expect(through(bytes, new DecompressionStream('gzip'))).rejects.toThrow(TypeError);
    }
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
