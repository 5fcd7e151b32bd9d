import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tag } from '#lib/core/schema/tag.ts';
import { tagMeanings, tagsToOffer } from '#lib/core/tag-meanings.ts';
import { tagKey, tagPath } from '#lib/core/tag-path.ts';
import { descendantsOf, type TagNode, tagTree } from '#lib/core/tag-tree.ts';
import { filterClips } from '#lib/search/clip-filter.ts';
import { scanFacets } from '#lib/search/library/scan.ts';
import { clipOf, idOf, tagOf } from '#test/support/rows.ts';

const pricing = tagOf(1, 'Pricing');
const limits = tagOf(2, 'Pricing/Limits');
const free = tagOf(3, 'pricing/limits/free');
const price = tagOf(4, '价格', { mergedInto: pricing.id });
const cap = tagOf(5, 'Cap', { mergedInto: limits.id });
const other = tagOf(6, 'Pricing page');
const gone = tagOf(7, 'Pricing/Gone', { deletedAt: 1 });
const rows = [pricing, limits, free, price, cap, other, gone];

const drawn = (nodes: readonly TagNode[]): string[] =>
  nodes.flatMap(({ label, tag, children }) => [
    tag ? label : `(${label})`,
    ...drawn(children).map((line) => `  ${line}`),
  ]);

describe('the name of a tag', () => {
  it.each([
    ['  Pricing /  limits ', 'Pricing/limits'],
    ['/pricing//limits/', 'pricing/limits'],
    ['定价／限额', '定价/限额'],
    [' / ', ''],
  ])('%j is kept as %j', (written, kept) => {
    expect(tagPath(written)).toBe(kept);
  });

  it('is the same however it is written', () => {
    expect(tagKey('ＰＲＩＣＩＮＧ ／ Limits')).toBe('pricing/limits');
  });

  it('stays as it is once it is clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(tagPath(tagPath(name))).toBe(tagPath(name));
        expect(tagKey(tagPath(name))).toBe(tagKey(name));
      }),
    );
  });
});

describe('a tag in a filter', () => {
  it('is with those below it and those merged into any of them, and not with names that begin alike', () => {
    expect(descendantsOf(tagMeanings(rows), pricing.id)).toEqual(
      new Set([pricing.id, limits.id, free.id, price.id, cap.id]),
    );
    expect(descendantsOf(tagMeanings(rows), cap.id)).toEqual(new Set([limits.id, free.id, cap.id]));
  });

  it('that is gone is only itself', () => {
    expect(descendantsOf(tagMeanings(rows), idOf(99))).toEqual(new Set([idOf(99)]));
    expect(descendantsOf(tagMeanings(rows), gone.id)).toEqual(new Set([gone.id]));
  });

  it('lets through the clips of all of them', () => {
    const clips = [pricing, free, price, other].map(({ id }, index) => clipOf(index, { tagIds: [id] }));
    const names = { tags: rows, actors: [], projects: [] };
    const shown = (tagId: string) => filterClips(clips, { view: 'all', tagId }, names, 0);
    expect(shown(pricing.id)).toEqual(clips.slice(0, 3));
    expect(shown(limits.id)).toEqual([clips[1]]);
    expect(shown(other.id)).toEqual([clips[3]]);
  });
});

it('counts clips of merged tags under the tag that took them in, each once', () => {
  const clips = [clipOf(1, { tagIds: [price.id, pricing.id] }), clipOf(2, { tagIds: [price.id] })];
  const library = {
    clips,
    tags: new Map(rows.map((tag) => [tag.id, tag])),
    actors: new Map(),
    pictures: new Map(),
    changes: new Map(),
  };
  expect(scanFacets(undefined, library).tags).toEqual(new Map([[pricing.id, 2]]));
});

it('counts clips of a branch once, and the index counts alike', () => {
  const clips = [
    clipOf(1, { tagIds: [free.id, price.id] }),
    clipOf(2, { tagIds: [free.id, cap.id] }),
    clipOf(3, { tagIds: [other.id, gone.id] }),
    clipOf(4, { tagIds: [limits.id], deletedAt: 1 }),
  ];
  const library = { clips, tags: new Map(rows.map((tag) => [tag.id, tag])), actors: new Map() };
  const facets = scanFacets(undefined, { ...library, pictures: new Map(), changes: new Map() });
  expect(facets.branches).toEqual(
    new Map([
      [pricing.id, 2],
      [limits.id, 2],
      [free.id, 2],
      [other.id, 1],
      [gone.id, 1],
    ]),
  );
});

describe('what ids mean', () => {
  it('goes round no circle of merges for ever', () => {
    const a = tagOf(1, 'a', { mergedInto: idOf(2) });
    const b = tagOf(2, 'b', { mergedInto: idOf(1) });
    expect(tagMeanings([a, b]).size).toBe(2);
  });

  it('is nothing for what was merged into a tag that is in the trash', () => {
    expect(tagMeanings([gone, tagOf(8, 'x', { mergedInto: gone.id })])).toEqual(new Map());
  });

  it('offers merged tags as other names of those that took them in', () => {
    const offered = tagsToOffer(rows);
    expect(offered.map(({ name }) => name)).toEqual([
      'Pricing',
      'Pricing/Limits',
      'pricing/limits/free',
      'Pricing page',
    ]);
    expect(offered[0]?.aliases).toEqual(['价格']);
    expect(pricing.aliases).toEqual([]);
  });
});

describe('the tree', () => {
  it('has places that no tag has the name of, and writes a level as its own tag does', () => {
    const tags: Tag[] = [free, limits, tagOf(9, 'zeta/eta'), other];
    expect(drawn(tagTree(tags))).toEqual(['(pricing)', '  Limits', '    free', 'Pricing page', '(zeta)', '  eta']);
  });

  it('has every tag once, whatever they are called', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme' }).map(tagPath).filter(Boolean), { selector: tagKey });
    fc.assert(
      fc.property(names, (all) => {
        const tags = all.map((name, index) => tagOf(index, name, { key: tagKey(name) }));
        const found: string[] = [];
        const walk = (nodes: readonly TagNode[]) => {
          for (const { tag, children } of nodes) {
            if (tag) found.push(tag.id);
            walk(children);
          }
        };
        walk(tagTree(tags));
        expect(found.sort()).toEqual(tags.map(({ id }) => id).sort());
      }),
    );
  });
});
