import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTags, withIds } from '#lib/backup/join-tags.ts';
import { linesOf } from '#lib/backup/lines.ts';
import { lineOf, rowOf } from '#lib/backup/row-json.ts';
import { isNewer } from '#lib/core/newer-row.ts';
import type { AnyRow } from '#lib/core/schema/rows.ts';
import { idOf } from '#test/support/rows.ts';

const row = (more: object): AnyRow => ({ id: idOf(1), createdAt: 1, updatedAt: 2, ...more });

describe('a row as a line', () => {
  it('comes back as it was: what is undefined inside too, and whatever looks like a sign of ours', () => {
    const name = fc.oneof(
      fc.constantFrom('$undefined', '$object', '$file', 'toString', '1'),
      fc.string().filter((key) => key !== '__proto__'),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(undefined, null, true, 0, -1.5, '', '\uD800', '\u2028', '中文'),
        fc.string(),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(name, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const whole = row({ patch: { value } });
        const line = lineOf('events', whole);
        const { row: back, refs } = rowOf('events', line);
        expect(refs.size).toBe(0);
        expect(back).toStrictEqual(whole);
        expect(lineOf('events', back as AnyRow)).toBe(line);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('is the same in whatever order its properties are', () => {
    expect(lineOf('clips', row({ b: { y: 1, x: 2 }, a: 1 }))).toBe(lineOf('clips', row({ a: 1, b: { x: 2, y: 1 } })));
  });

  it('names its files, with what they are', () => {
    const blob = new Blob(['abc'], { type: 'image/png' });
    const line = lineOf('assets', {
      ...row({ mime: 'image/png', blob, thumbnail: new Blob(['x'], { type: 'text/html' }) }),
      id: 'a',
    });
    const { row: back, refs } = rowOf('assets', line);
    expect(Object.fromEntries(refs)).toEqual({
      blob: { $file: 'assets/a.png', bytes: 3, type: 'image/png' },
      // Nothing that a browser would run.
      thumbnail: { $file: 'thumbnails/a', bytes: 1, type: '' },
    });
    expect(back).not.toHaveProperty('blob');
  });
});

describe('lines', () => {
  const chunks = (bytes: Uint8Array, size: number) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
  const read = (text: string | Uint8Array, size: number, max = 100) => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    return Array.fromAsync(linesOf(chunks(bytes, size), max));
  };

  it.each([1, 2, 3, 7, 1_000])('are the same however they come, %d bytes at a time', async (size) => {
    expect(await read('one\n\n二三四\n😀\n', size)).toEqual(['one', '', '二三四', '😀']);
  });

  it('end, are text, and are not endless', async () => {
    await expect(read('one\ntwo', 3)).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(read(new Uint8Array([0xff, 0x0a]), 3)).rejects.toMatchObject({ code: 'invalid_data' });
    await expect(read('x'.repeat(101), 10)).rejects.toMatchObject({ code: 'invalid_data' });
  });
});

describe('tags of two libraries', () => {
  const tag = (number: number, key: string) => ({ id: idOf(number), key });

  it('are one where their names are', () => {
    const joined = joinTags([tag(1, 'a'), tag(2, 'b'), tag(3, 'c')], [tag(1, 'a'), tag(9, 'b')]);
    expect([...joined]).toEqual([[idOf(2), idOf(9)]]);
  });

  it('never come to share an id or a name', () => {
    const library = fc.uniqueArray(fc.tuple(fc.nat(5), fc.constantFrom('a', 'b', 'c', 'd', 'e')), {
      selector: ([number]) => number,
    });
    fc.assert(
      fc.property(library, library, (there, here) => {
        const unique = (tags: [number, string][]) => [
          ...new Map(tags.map(([number, key]) => [key, tag(number, key)])).values(),
        ];
        const [file, own] = [unique(there), unique(here)];
        const joined = joinTags(file, own);
        const after = new Map(own.map(({ id, key }) => [id, key]));
        const ids = file.map(({ id }) => joined.get(id) ?? id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const [index, { key }] of file.entries()) after.set(ids[index] ?? '', key);
        expect(new Set(after.values()).size).toBe(after.size);
        for (const { key } of [...file, ...own]) {
          // A tag that is here keeps its name, unless the file knows it by another one that is new.
          if (own.some((one) => one.key === key) && file.some((one) => one.key === key)) {
            expect(after.get(own.find((one) => one.key === key)?.id ?? '')).toBe(key);
          }
        }
      }),
      { seed: 6, numRuns: 2_000 },
    );
  });

  it('are named anew wherever a row has them, and nowhere else', () => {
    const ids = new Map([
      [idOf(1), idOf(2)],
      [idOf(2), idOf(1)],
    ]);
    expect(
      withIds(row({ tagIds: [idOf(1), idOf(2), idOf(3)], quote: `x ${idOf(1)}`, address: `tagId=${idOf(1)}` }), ids),
    ).toEqual({
      ...row({ tagIds: [idOf(2), idOf(1), idOf(3)], quote: `x ${idOf(1)}`, address: `tagId=${idOf(2)}` }),
      id: idOf(2),
    });
  });
});

it('of two forms of a row the later one is taken, but none that undoes a redaction', () => {
  expect(isNewer(row({ updatedAt: 3 }), row({}))).toBe(true);
  expect(isNewer(row({}), row({}))).toBe(false);
  expect(isNewer(row({ updatedAt: 3 }), row({ redactedAt: 2 }))).toBe(false);
  expect(isNewer(row({ updatedAt: 3, redactedAt: 1 }), row({ redactedAt: 2 }))).toBe(true);
});
