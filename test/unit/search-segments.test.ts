import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSegment } from '#lib/search/index/build.ts';
import { LibraryEngine } from '#lib/search/index/engine.ts';
import { mergeSegments } from '#lib/search/index/merge.ts';
import { isSound, type Segment } from '#lib/search/index/segment.ts';
import { segmentsToMerge } from '#lib/search/index/tiers.ts';
import { corpus } from '#test/support/search-corpus.ts';
import { clipOf, docsOf } from '#test/support/search-library.ts';
import { ask, NOTHING_MERGED, questions } from '#test/support/search-questions.ts';

/** Eight clips that are written again and again, now and then removed. */
const writes = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.nat(7).chain((number) => clipOf(number).map((clip) => ({ clip, isRemoved: false }))) },
    { weight: 1, arbitrary: fc.nat(7).chain((number) => clipOf(number).map((clip) => ({ clip, isRemoved: true }))) },
  ),
  { minLength: 1, maxLength: 20 },
);

/** Where to cut the writes into segments, and which of those to merge, one pair after the other. */
const arrangements = fc.record({
  cuts: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  merges: fc.array(fc.record({ at: fc.nat(19), width: fc.integer({ min: 2, max: 4 }) }), { maxLength: 6 }),
});

type Write = { clip: ReturnType<typeof docsOf>[number]; isRemoved: boolean };

function segmentsOf(all: readonly Write[], cuts: readonly boolean[]): Segment[] {
  const parts: Write[][] = [[]];
  for (const [index, write] of all.entries()) {
    if (cuts[index]) parts.push([]);
    parts.at(-1)?.push(write);
  }
  return parts.map((part) => {
    const last = new Map(part.map((write) => [write.clip.id, write]));
    const live = [...last.values()].filter(({ isRemoved }) => !isRemoved);
    const removed = [...last.values()].filter(({ isRemoved }) => isRemoved);
    return buildSegment(
      live.map(({ clip }) => clip),
      removed.map(({ clip }) => clip.id),
    );
  });
}

describe('segments', () => {
  it('answer the same, however the clips came into them and whatever was merged', () => {
    fc.assert(
      fc.property(writes, arrangements, questions, (given, { cuts, merges }, question) => {
        const all = given.map(({ clip, isRemoved }) => ({ clip: docsOf([clip])[0], isRemoved })) as Write[];
        const last = new Map(all.map((write) => [write.clip.id, write]));
        const whole = new LibraryEngine([
          buildSegment([...last.values()].filter(({ isRemoved }) => !isRemoved).map(({ clip }) => clip)),
        ]);
        const segments = segmentsOf(all, cuts);
        const engine = new LibraryEngine(segments.slice(0, 1));
        for (const segment of segments.slice(1)) engine.add(segment);
        const compare = () => {
          expect(ask(engine, question)).toEqual(ask(whole, question));
          expect(engine.facets(undefined, NOTHING_MERGED)).toEqual(whole.facets(undefined, NOTHING_MERGED));
          expect(engine.size).toBe(whole.size);
        };
        compare();
        for (const { at, width } of merges) {
          const old = engine.segments.slice(at, at + width);
          if (old.length < 2) continue;
          const merged = mergeSegments(old, at === 0);
          expect(isSound(merged)).toBe(true);
          engine.replace(old, merged);
          compare();
        }
        expect(ask(new LibraryEngine(engine.segments), question)).toEqual(ask(whole, question));
      }),
      { numRuns: 400 },
    );
  });

  it('are the same, byte for byte, merged in any steps', () => {
    const docs = [...corpus(60)];
    const parts = [docs.slice(0, 10), docs.slice(10, 25), docs.slice(25, 26), docs.slice(26)].map((part) =>
      buildSegment(part),
    );
    const [a, b, c, d] = parts as [Segment, Segment, Segment, Segment];
    const { names: _, nameEnds: __, ...all } = mergeSegments([a, b, c, d], true);
    expect(mergeSegments([mergeSegments([a, b]), mergeSegments([c, d])], true)).toMatchObject(all);
    expect(buildSegment(docs)).toMatchObject({ terms: all.terms, postings: all.postings, positions: all.positions });
  });

  it('cannot take the place of others that do not follow each other', () => {
    const [a, b, c] = [1, 2, 3].map((seed) => buildSegment([...corpus(2, seed)])) as [Segment, Segment, Segment];
    const engine = new LibraryEngine([a, b, c]);
    expect(() => engine.replace([a, c], mergeSegments([a, c]))).toThrow(RangeError);
    expect(() => engine.replace([mergeSegments([a])], a)).toThrow(RangeError);
    expect(engine.segments).toEqual([a, b, c]);
  });
});

describe('isSound', () => {
  const segment = buildSegment([...corpus(20)], ['01900000-0000-7000-8000-000000000000']);
  type Arrays = { [K in keyof Segment as Segment[K] extends ArrayBufferView ? K : never]: Segment[K] };
  const arrays = Object.keys(segment).filter((key): key is keyof Arrays =>
    ArrayBuffer.isView(segment[key as keyof Segment]),
  );

  it('knows a segment, also one that was copied', () => {
    expect(isSound(segment)).toBe(true);
    expect(isSound(structuredClone(segment))).toBe(true);
    expect(isSound(buildSegment([]))).toBe(true);
  });

  it('notices any bit that flips', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...arrays),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        fc.nat(7),
        (part, share, bit) => {
          const copy = structuredClone(segment);
          const bytes = new Uint8Array(copy[part].buffer);
          const at = Math.floor(bytes.length * share);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
          expect(isSound(copy)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('notices a letter that changes, a number, a part that is cut or missing', () => {
    const { terms, names } = segment;
    expect(isSound({ ...segment, terms: `${terms.slice(0, 9)}\u{7f}${terms.slice(10)}` })).toBe(false);
    expect(isSound({ ...segment, names: names.toUpperCase() })).toBe(false);
    expect(isSound({ ...segment, checksum: segment.checksum ^ 1 })).toBe(false);
    expect(isSound({ ...segment, size: segment.size - 1 })).toBe(false);
    for (const part of arrays) {
      expect(isSound({ ...segment, [part]: segment[part].slice(0, -1) }), part).toBe(false);
      expect(isSound({ ...segment, [part]: undefined }), part).toBe(false);
      expect(isSound({ ...segment, [part]: new Int8Array(segment[part]) }), part).toBe(false);
    }
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'segment'],
    ['an empty object', {}],
    ['another version', { ...segment, version: 0 }],
    ['a size that is no number', { ...segment, size: '20' }],
    ['ends that go back', { ...segment, termEnds: segment.termEnds.toReversed() }],
  ])('refuses %s', (_, value) => {
    expect(isSound(value)).toBe(false);
  });
});

describe('segmentsToMerge', () => {
  function run(writes: readonly number[]) {
    const sizes: number[] = [];
    let [copied, most] = [0, 0];
    for (const write of writes) {
      sizes.push(write);
      for (let next = segmentsToMerge(sizes); next; next = segmentsToMerge(sizes)) {
        expect(next.to - next.from).toBeGreaterThan(1);
        const size = sizes.slice(next.from, next.to).reduce((sum, one) => sum + one, 0);
        copied += size;
        sizes.splice(next.from, next.to - next.from, size);
      }
      most = Math.max(most, sizes.length);
    }
    return { sizes, copied, most };
  }

  it('keeps a year of single writes cheap', () => {
    const { copied, most, sizes } = run(Array.from({ length: 20_000 }, () => 1));
    expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(20_000);
    expect(most).toBeLessThan(30);
    expect(copied).toBeLessThan(20_000 * 8);
  });

  it('keeps building a large library cheap, and single writes to it after that', () => {
    const parts = Array.from({ length: 200 }, () => 512);
    const built = run(parts);
    expect(built.most).toBeLessThan(12);
    expect(built.copied).toBeLessThan(200 * 512 * 10);
    const later = run([...parts, ...Array.from({ length: 300 }, () => 1)]);
    expect(later.copied - built.copied).toBeLessThan(10_000);
  });

  it('puts together what came all at once', () => {
    const sizes = Array.from({ length: 200 }, () => 512);
    for (let next = segmentsToMerge(sizes); next; next = segmentsToMerge(sizes)) {
      const merged = sizes.slice(next.from, next.to).reduce((sum, one) => sum + one, 0);
      expect(next.to - next.from).toBeLessThanOrEqual(16);
      sizes.splice(next.from, next.to - next.from, merged);
    }
    expect(sizes.length).toBeLessThan(12);
  });

  it('bounds what is superseded: all clips written again never stand beside the old ones for long', () => {
    const { sizes } = run([100_000, ...Array.from({ length: 195 }, () => 512)]);
    const [largest = 0, ...others] = sizes;
    expect(others.reduce((sum, one) => sum + one, 0)).toBeLessThan(largest);
  });
});
