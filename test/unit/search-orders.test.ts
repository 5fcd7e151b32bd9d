import { describe, expect, it } from 'vitest';
import { Alphabet } from '#lib/search/index/alphabet.ts';
import { buildSegment } from '#lib/search/index/build.ts';
import { type EngineNames, LibraryEngine, type Named } from '#lib/search/index/engine.ts';
import { mergeSegments } from '#lib/search/index/merge.ts';
import type { Order } from '#lib/search/library/question.ts';
import { clipDoc } from '#test/support/search-docs.ts';

type Given = Parameters<typeof clipDoc>[1];

/** The numbers of clips, each a minute newer than the one before, as an engine lists them. */
function listed(engine: LibraryEngine, order: Order, names: Partial<EngineNames> = {}): number[] {
  const { ids } = engine.ask(
    { filter: { view: 'all' }, projectId: undefined, order, group: undefined },
    { words: [], conditions: [] },
    { survivors: new Map(), alphabet: new Alphabet('en'), ...names },
  );
  return ids.toArray().map((id) => Number.parseInt(id.slice(9, 13), 16));
}

const segmentOf = (clips: readonly Given[], from = 0) =>
  buildSegment(clips.map((clip, at) => clipDoc(from + at, clip)));
const engineOf = (...clips: readonly Given[]) => new LibraryEngine([segmentOf(clips)]);
const named = (names: Record<string, string>): ReadonlyMap<string, Named> =>
  new Map(Object.entries(names).map(([id, name]) => [id, { id, name }]));
const about = (...ids: readonly (string | undefined)[]) => ids.map((actorId): Given => ({ actorId }));
const on = (...sites: readonly string[]) => sites.map((site): Given => ({ site, page: `https://${site}/` }));

describe('clips in the order of names', () => {
  it('have those without one last, either way, and of equals the newest first', () => {
    const engine = engineOf(...about('b', undefined, 'a', 'b', undefined, 'gone', 'a'));
    const names = { actors: named({ a: 'Acme', b: 'Boards' }) };
    expect(listed(engine, 'about', names)).toEqual([6, 2, 3, 0, 5, 4, 1]);
    expect(listed(engine, 'about_desc', names)).toEqual([3, 0, 6, 2, 5, 4, 1]);
  });

  it('follow the alphabet of the language: Chinese by pinyin under zh, numbers by their size', () => {
    const engine = engineOf(...about('yun', 'shi', 'ten', 'nine', 'bei'));
    const actors = named({ yun: '云屿', shi: '拾光', ten: 'Plan 10', nine: 'plan 9', bei: '北森' });
    expect(listed(engine, 'about', { actors })).toEqual([3, 2, 0, 4, 1]);
    // běi, shí, yún
    expect(listed(engine, 'about', { actors: new Map(actors), alphabet: new Alphabet('zh-CN') })).toEqual([
      4, 1, 0, 3, 2,
    ]);
  });

  it('keep two that are called the same apart', () => {
    const engine = engineOf(...about('one', 'two', 'one', 'two'));
    expect(listed(engine, 'about', { actors: named({ two: 'Acme', one: 'Acme' }) })).toEqual([2, 0, 3, 1]);
  });

  it('follow a name as soon as it is another one', () => {
    const engine = engineOf(...about('a', 'b'));
    const alphabet = new Alphabet('en');
    expect(listed(engine, 'about', { alphabet, actors: named({ a: 'Acme', b: 'Boards' }) })).toEqual([0, 1]);
    expect(listed(engine, 'about', { alphabet, actors: named({ a: 'Zenith', b: 'Boards' }) })).toEqual([1, 0]);
  });

  it('go by the first tag that is shown: a merged one is the one that took it in, one in the trash is none', () => {
    const [price, pricing, api] = ['price', 'pricing', 'api'].map((id) => ({ id, key: id, name: id }));
    if (!price || !pricing || !api) throw new Error('There are three tags.');
    const engine = engineOf(
      { tagIds: ['pricing'] },
      { tagIds: ['trashed', 'api', 'pricing'] },
      { tagIds: ['merged'] },
      { tagIds: ['trashed'] },
      { tagIds: ['price', 'api'] },
    );
    const tags = new Map([
      ['price', price],
      ['pricing', pricing],
      ['api', api],
      ['merged', api],
    ]);
    const names = { tags, survivors: new Map([...tags].map(([id, tag]) => [id, tag.id])) };
    expect(listed(engine, 'tags', names)).toEqual([2, 1, 4, 0, 3]);
    expect(listed(engine, 'tags_desc', names)).toEqual([0, 4, 2, 1, 3]);
  });

  it('go by project', () => {
    const engine = engineOf({ projectId: 'b' }, { projectId: 'a' }, { projectId: 'b' }, { projectId: 'archived away' });
    const names = { projects: named({ a: '二期', b: 'First' }) };
    expect(listed(engine, 'project', names)).toEqual([2, 0, 1, 3]);
    expect(listed(engine, 'project_desc', names)).toEqual([1, 2, 0, 3]);
  });

  it('know sites that are clipped from later, and whatever was merged', () => {
    const alphabet = new Alphabet('en');
    const engine = new LibraryEngine([segmentOf(on('m', 'z', ''))]);
    expect(listed(engine, 'source', { alphabet })).toEqual([0, 1, 2]);
    engine.add(segmentOf(on('q', 'a', 'm'), 3));
    expect(listed(engine, 'source', { alphabet })).toEqual([4, 5, 0, 3, 1, 2]);
    engine.replace(engine.segments, mergeSegments(engine.segments, true));
    expect(listed(engine, 'source', { alphabet })).toEqual([4, 5, 0, 3, 1, 2]);
    expect(listed(engine, 'source_desc', { alphabet })).toEqual([1, 3, 5, 0, 4, 2]);
  });

  it('have the clips of a page together, where the newest of them stands', () => {
    const page = (name: string, site = 'g2'): Given => ({ site, page: name });
    const engine = engineOf(page('one'), page('two'), page('one'), page('other', 'zhihu'), page('two'));
    expect(listed(engine, 'source')).toEqual([4, 1, 2, 0, 3]);
    expect(listed(engine, 'source_desc')).toEqual([3, 4, 1, 2, 0]);
  });
});

describe('clips in the order in which it was said', () => {
  it('have those of which nobody knows last, either way', () => {
    const at = (occurredAt?: number): Given => ({ occurredAt });
    const engine = engineOf(at(20), at(), at(0), at(20), at(10), at());
    expect(listed(engine, 'occurred')).toEqual([3, 0, 4, 2, 5, 1]);
    expect(listed(engine, 'occurred_asc')).toEqual([2, 4, 3, 0, 5, 1]);
  });
});
