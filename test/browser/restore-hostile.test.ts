import fc from 'fast-check';
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { MANIFEST } from '#lib/backup/file-names.ts';
import { FORMAT, SCHEMA_VERSION } from '#lib/backup/manifest.ts';
import { planRestore } from '#lib/backup/plan-restore.ts';
import { openBackup } from '#lib/backup/read-backup.ts';
import { lineOf } from '#lib/backup/row-json.ts';
import { backupFiles } from '#lib/backup/write-backup.ts';
import { deflatedBlob, type PackedFile, stored } from '#lib/backup/zip/pack.ts';
import { zipWriter } from '#lib/backup/zip/writer.ts';
import { toAppError } from '#lib/core/errors.ts';
import { sha256 } from '#lib/core/hash.ts';
import { TABLES } from '#lib/core/migrations.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { db } from '#lib/db/database.ts';
import { clipOf, idOf, tagOf } from '#test/support/rows.ts';
import { backedUp, bytesOf, everything, fillLibrary, memorySink } from './backups.ts';
import { emptyLibrary } from './library.ts';

const REFUSED = ['backup_unreadable', 'backup_damaged', 'backup_newer', 'backup_too_large'];
const text = (content: string | Uint8Array<ArrayBuffer>) => new Blob([content]);
const zeros = (count: number) => new Blob(Array.from({ length: count / 2 ** 20 }, () => new Uint8Array(2 ** 20)));

let before: Record<string, unknown[]>;
beforeEach(async () => {
  await emptyLibrary();
  await fillLibrary();
  before = await everything();
});

/** Why a file is refused; the library is what it was. */
async function refusal(file: Blob): Promise<{ code: string; detail?: string | undefined }> {
  const error = await openBackup(file).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(await everything()).toEqual(before);
  expect(await db.local.count()).toBe(0);
  expect(error).toBeInstanceOf(Error);
  const { code, detail } = toAppError(error);
  expect(REFUSED).toContain(code);
  return { code, detail };
}

type Crafted = {
  /** Lines by table. */
  lines?: Record<string, string[]>;
  more?: Record<string, PackedFile | Promise<PackedFile>>;
  counts?: Record<string, number>;
  schema?: number;
};

/** A backup whose every hash is right, whatever it says. */
async function crafted({ lines = {}, more = {}, counts = {}, schema = SCHEMA_VERSION }: Crafted): Promise<Blob> {
  const sink = memorySink();
  const backup = backupFiles(sink);
  for (const [name, packed] of Object.entries(more)) await backup.add(name, await packed);
  for (const table of TABLES) {
    const own = lines[table] ?? [];
    await backup.add(`tables/${table}.jsonl`, await deflatedBlob(text(own.map((line) => `${line}\n`).join(''))));
  }
  const tables = Object.fromEntries(TABLES.map((table) => [table, lines[table]?.length ?? 0]));
  await backup.close({ tables: { ...tables, ...counts }, damaged: 0, schema, changedAt: 0 });
  return sink.file();
}

const clipLine = (changes: object = {}) => lineOf('clips', { ...clipOf(1), ...changes } as unknown as AnyRow);
const tagLine = (number: number, name: string) => lineOf('tags', tagOf(number, name) as unknown as AnyRow);

it('takes the backup that the attacks below are made from', async () => {
  const lines = { clips: [clipLine()], tags: [tagLine(20, 'one'), tagLine(21, 'two')] };
  const { counts } = await planRestore(await openBackup(await crafted({ lines })));
  expect(counts.get('clips')?.new).toBe(1);
  expect(counts.get('tags')?.new).toBe(2);
});

describe('what is no backup', () => {
  it.each([
    ['nothing', text('')],
    ['a text', text('PK, but no zip')],
    ['the beginning of a zip', text('PK\u0003\u0004')],
    ['a zip of another program', text(zipSync({ 'readme.txt': new Uint8Array(9) }))],
    ['a zip of another program with a manifest', text(zipSync({ [MANIFEST]: new TextEncoder().encode('{}') }))],
    ['zeros', zeros(2 ** 20)],
  ])('%s is refused', async (_name, file) => {
    expect(['backup_unreadable', 'backup_damaged']).toContain((await refusal(file)).code);
  });

  it('a zip as ours, of something else, is told apart', async () => {
    const sink = memorySink();
    const zip = zipWriter(sink);
    await zip.add('notes.txt', await stored(new Uint8Array(3)));
    await zip.close();
    expect((await refusal(sink.file())).code).toBe('backup_unreadable');
  });
});

describe('a backup that was touched', () => {
  it('is refused, or is what it was: cut, with bits turned over, with bytes more or fewer', async () => {
    const bytes = await bytesOf((await backedUp()).file);
    const place = fc.nat(bytes.length - 1);
    const mutation = fc.oneof(
      fc.record({ what: fc.constant('cut' as const), at: place }),
      fc.record({ what: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
      // The list of entries and what is beyond it: where most can go wrong.
      fc.record({
        what: fc.constant('flip' as const),
        at: fc.integer({ min: bytes.length - 3_000, max: bytes.length - 1 }),
        bit: fc.nat(7),
      }),
      fc.record({
        what: fc.constant('insert' as const),
        at: place,
        bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
      }),
      fc.record({ what: fc.constant('remove' as const), at: place, count: fc.integer({ min: 1, max: 5_000 }) }),
      fc.record({
        what: fc.constant('write' as const),
        at: place,
        bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
      }),
      fc.record({
        what: fc.constant('copy' as const),
        at: place,
        from: place,
        count: fc.integer({ min: 1, max: 500 }),
      }),
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(mutation, async (how) => {
        const head = bytes.slice(0, how.at);
        let parts: Uint8Array<ArrayBuffer>[] = [head];
        if (how.what === 'flip') {
          const whole = bytes.slice();
          whole[how.at] = (whole[how.at] ?? 0) ^ (1 << how.bit);
          parts = [whole];
        } else if (how.what === 'insert') parts = [head, new Uint8Array(how.bytes), bytes.slice(how.at)];
        else if (how.what === 'remove') parts = [head, bytes.slice(how.at + how.count)];
        else if (how.what === 'write')
          parts = [head, new Uint8Array(how.bytes), bytes.slice(how.at + how.bytes.length)];
        else if (how.what === 'copy') {
          const copied = bytes.slice(how.from, how.from + how.count);
          parts = [head, copied, bytes.slice(how.at + copied.length)];
        }
        const file = new Blob(parts);
        const isSame = (await sha256(file)) === (await sha256(text(bytes)));
        try {
          const { counts } = await planRestore(await openBackup(file));
          for (const of of counts.values()) expect(of).toMatchObject({ new: 0, newer: 0, older: 0, onlyHere: 0 });
          expect(isSame).toBe(true);
        } catch (error) {
          expect(REFUSED).toContain(toAppError(error).code);
          refused += 1;
        }
      }),
      { seed: 6, numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(350);
    expect(await everything()).toEqual(before);
    expect(await db.local.count()).toBe(0);
  });
});

describe('a backup that lies', () => {
  it.each([
    ['climbs out of its folder', { '../../evil.txt': stored(new Uint8Array(3)) }],
    ['is absolute', { '/etc/passwd': stored(new Uint8Array(3)) }],
    ['is like an asset, and no row has it', { [`assets/${'a'.repeat(64)}.png`]: stored(new Uint8Array(3)) }],
    [
      'is called like what every object has',
      { __proto__x: stored(new Uint8Array(3)), toString: stored(new Uint8Array(1)) },
    ],
  ])('with a file that %s is refused', async (_name, more) => {
    expect((await refusal(await crafted({ more }))).code).toBe('backup_damaged');
  });

  it('with a file twice is refused', async () => {
    const sink = memorySink();
    const backup = backupFiles(sink);
    for (const table of ['tags', 'tags', ...TABLES])
      await backup.add(`tables/${table}.jsonl`, await deflatedBlob(text('')));
    await backup.close({ tables: {}, damaged: 0, schema: SCHEMA_VERSION, changedAt: 0 });
    expect((await refusal(sink.file())).detail).toContain('twice');
  });

  it('about its hashes is refused, with the place', async () => {
    const good = await deflatedBlob(text(`${clipLine()}\n`));
    const file = await crafted({ more: { 'tables/x.jsonl': { ...good, sha256: 'a'.repeat(64) } } });
    expect(await refusal(file)).toEqual({
      code: 'backup_damaged',
      detail: 'tables/x.jsonl · not the bytes that were saved',
    });
  });

  it('about how large a file is, is refused before that is read', async () => {
    const small = await stored(new Uint8Array(10));
    for (const size of [10 * 2 ** 30, 11, 9]) {
      const file = await crafted({ more: { 'big.bin': { ...small, size } } });
      expect((await refusal(file)).code).toBe('backup_too_large');
    }
    const packed = await deflatedBlob(text('some words, and some more words, and words'.repeat(20)));
    const short = await crafted({ more: { 'a.json': { ...packed, size: packed.size - 1 } } });
    expect((await refusal(short)).detail).toContain('longer than it says');
    const long = await crafted({ more: { 'a.json': { ...packed, size: packed.size + 1 } } });
    expect((await refusal(long)).detail).toContain('shorter than it says');
  });

  it('with a bomb is refused before it goes off', async () => {
    const bomb = await new Response(
      zeros(300 * 2 ** 20)
        .stream()
        .pipeThrough(new CompressionStream('deflate-raw') as ReadableWritablePair),
    ).bytes();
    expect(bomb.length).toBeLessThan(400_000);
    const entry = { method: 8, crc: 0, size: 300 * 2 ** 20, bytes: bomb, sha256: 'a'.repeat(64) } as const;
    expect((await refusal(await crafted({ more: { 'a.json': entry } }))).code).toBe('backup_too_large');
    const modest = { ...entry, size: 1_000_000 };
    expect((await refusal(await crafted({ more: { 'a.json': modest } }))).detail).toContain('longer than it says');
  });

  it('with a bomb for a page’s text is refused', async () => {
    const gz = await new Response(
      zeros(64 * 2 ** 20)
        .stream()
        .pipeThrough(new CompressionStream('gzip') as ReadableWritablePair),
    ).bytes();
    const [snapshot] = await db.snapshots.toArray();
    const row = { ...snapshot, text: new Blob([gz]) } as unknown as AnyRow;
    const more = { [`snapshots/${row.id}.gz`]: stored(gz) };
    const file = await crafted({ more, lines: { snapshots: [lineOf('snapshots', row)] } });
    expect((await refusal(file)).detail).toBe('tables/snapshots.jsonl:1 · text');
  });

  it('with other pixels under the name of a picture is refused', async () => {
    const [asset] = (await db.assets.toArray()).filter(({ textLayer }) => !textLayer);
    const other = new Uint8Array([1, 2, 3]);
    const row = { ...asset, blob: new Blob([other], { type: asset?.mime ?? '' }) } as unknown as AnyRow;
    const more = {
      [`assets/${row.id}.${asset?.mime.replace('image/', '').replace('jpeg', 'jpg')}`]: stored(other),
      [`thumbnails/${row.id}`]: stored((await asset?.thumbnail.bytes()) ?? other),
    };
    const file = await crafted({ more, lines: { assets: [lineOf('assets', row)] } });
    expect((await refusal(file)).detail).toBe('tables/assets.jsonl:1 · blob');
  });

  it.each<[string, Crafted, RegExp]>([
    ['has fewer rows than it says', { lines: { clips: [clipLine()] }, counts: { clips: 2 } }, /not as many rows/],
    ['knows another table', { counts: { passwords: 1 } }, /table passwords/],
    ['has a row twice', { lines: { clips: [clipLine(), clipLine()] } }, /clips\.jsonl:2 · out of order/],
    ['has a tag twice', { lines: { tags: [tagLine(1, 'a'), tagLine(2, 'a')] } }, /tags\.jsonl:2 · key/],
    ['has no JSON', { lines: { clips: ['{'] } }, /clips\.jsonl:1 · no JSON/],
    ['has a list for a row', { lines: { clips: ['[]'] } }, /no row/],
    [
      'has a script for a link',
      { lines: { clips: [clipLine({ source: { url: 'x', title: '', canonicalUrl: 'javascript:alert(1)' } })] } },
      /clips\.jsonl:1 · clips · source\.canonicalUrl/,
    ],
    ['has a row that is too much', { lines: { clips: [clipLine({ note: 'x'.repeat(100_001) })] } }, /note/],
    [
      'has a property that is not known',
      { lines: { clips: [clipLine({ isAdmin: true })] } },
      /says more than is known/,
    ],
    [
      'has one that is, deeper down',
      { lines: { clips: [clipLine({ source: { url: 'x', title: '', evil: 1 } })] } },
      /says more/,
    ],
    [
      'has a file of its choice',
      { lines: { assets: [`{"blob":{"$file":"../x","bytes":1,"type":""},"id":"${'a'.repeat(64)}"}`] } },
      /assets\.jsonl:1/,
    ],
    ['has a prototype', { lines: { clips: [clipLine().replace('{', '{"__proto__":{"isAdmin":true},')] } }, /__proto__/],
    [
      'has a prototype in disguise',
      { lines: { clips: [clipLine().replace('"source":{', '"source":{"\\u005f_proto__":{},')] } },
      /__proto__/,
    ],
    ['has JSON without end', { lines: { clips: [`${'['.repeat(200_000)}${']'.repeat(200_000)}`] } }, /clips\.jsonl:1/],
    [
      'has the same in a row',
      { lines: { events: [`{"id":"${idOf(1)}","patch":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}`] } },
      /nested too deeply/,
    ],
    ['has a row that is no text', { lines: { clips: ['\uD800'] } }, /clips\.jsonl/],
  ])('where it %s is refused, with the place', async (_name, lie, where) => {
    expect((await refusal(await crafted(lie))).detail).toMatch(where);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  it('with a manifest of its own kind is refused', async () => {
    for (const manifest of [
      '{}',
      'null',
      '[',
      JSON.stringify({ format: FORMAT, version: 1, schema: 3 }),
      JSON.stringify({ format: FORMAT, version: 1, schema: 3, changedAt: 0, tables: {}, damaged: 0, files: [], x: 1 }),
      JSON.stringify({
        format: FORMAT,
        version: 1,
        schema: 3,
        changedAt: 0,
        tables: { clips: -1 },
        damaged: 0,
        files: [],
      }),
      `${'['.repeat(100_000)}`,
    ]) {
      const sink = memorySink();
      const zip = zipWriter(sink);
      await zip.add(MANIFEST, await deflatedBlob(text(manifest)));
      await zip.close();
      expect((await refusal(sink.file())).code).toBe('backup_damaged');
    }
    const sink = memorySink();
    const zip = zipWriter(sink);
    await zip.add(MANIFEST, await deflatedBlob(text(JSON.stringify({ format: FORMAT, version: 2, schema: 3 }))));
    await zip.close();
    expect((await refusal(sink.file())).code).toBe('backup_newer');
  });
});
