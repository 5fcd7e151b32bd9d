import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { nameKey } from '#lib/core/text.ts';
import {
  type ClipFilter,
  filterClips,
  filterFromQuery,
  filterToQuery,
  foundInPictures,
  NO_FILTER,
  type OpenChanges,
  queryTerms,
  VIEWS,
} from '#lib/search/clip-filter.ts';
import { actorOf, clipOf, idOf, tagOf } from '#test/support/rows.ts';

const names = { tags: [tagOf(1, 'Onboarding')], actors: [actorOf(2, '飞书文档')], projects: [] };
const NOW = Date.UTC(2026, 4, 10, 12);
const source = (title: string) => ({ url: 'https://acme.example/a', title });

const exportZh = clipOf(10, {
  quote: '每周五都要手工导出周报，图表导不出来。',
  source: source('评价'),
  triage: 'kept',
});
const seats = clipOf(11, { type: 'competitor', triage: 'kept', actorId: idOf(2) });
const wide = clipOf(12, { quote: 'ＡＰＩ限流为１０次', tagIds: [idOf(1)] });
const gone = clipOf(13, { deletedAt: 1 });
const all = [exportZh, seats, wide, gone];

function show(filter: Partial<ClipFilter>, clips: Clip[] = all): Clip[] {
  return filterClips(clips, { ...NO_FILTER, ...filter }, names, NOW);
}

describe('filterClips', () => {
  it('shows everything that is not in the trash, in the order in which it came', () => {
    expect(show({})).toEqual([exportZh, seats, wide]);
    expect(show({}, all.toReversed())).toEqual([wide, seats, exportZh]);
  });

  it('shows the trash alone, and the inbox without what is in the trash', () => {
    expect(show({ view: 'trash' })).toEqual([gone]);
    expect(show({ view: 'inbox' })).toEqual([wide]);
  });

  it('shows what has changed alone, narrowed by all else, and without what is in the trash', () => {
    const changes: OpenChanges = new Map([
      [exportZh.id, 'changed'],
      [seats.id, 'missing'],
      [gone.id, 'changed'],
    ]);
    const changed = (filter: Partial<ClipFilter>) =>
      filterClips(all, { view: 'changed', ...filter }, names, NOW, undefined, changes);
    expect(changed({})).toEqual([exportZh, seats]);
    expect(changed({ type: 'competitor' })).toEqual([seats]);
    expect(changed({ text: '周报' })).toEqual([exportZh]);
    expect(show({ view: 'changed' })).toEqual([]);
    expect(filterFromQuery(filterToQuery({ view: 'changed' }))).toEqual({ view: 'changed' });
  });

  it('narrows by type, tag and actor, all at once', () => {
    expect(show({ type: 'competitor' })).toEqual([seats]);
    expect(show({ tagId: idOf(1) })).toEqual([wide]);
    expect(show({ actorId: idOf(2) })).toEqual([seats]);
    expect(show({ type: 'competitor', tagId: idOf(1) })).toEqual([]);
  });

  it.each(['手工导出', '导不出来', '周报', '导出 图表', '，'])(
    'finds the Chinese sentence in which %j stands',
    (text) => {
      expect(show({ text })).toEqual([exportZh]);
    },
  );

  it.each(['api', 'API', 'ＡＰＩ', '限流为10次', '限流 １０'])('finds across width and case: %j', (text) => {
    expect(show({ text })).toEqual([wide]);
  });

  it('wants all words, in any order and any place', () => {
    expect(show({ text: 'seats free' })).toEqual([seats]);
    expect(show({ text: 'seats 飞书' })).toEqual([seats]);
    expect(show({ text: 'seats nowhere' })).toEqual([]);
    expect(show({ text: 'freefor' })).toEqual([]);
  });

  it('looks at tags, actors, notes, titles, sites, authors and addresses', () => {
    const clip = clipOf(14, {
      note: 'ask legal',
      source: { url: 'https://acme.example/zebra', title: 'Titel', site: 'Seite', author: 'Autorin' },
      tagIds: [idOf(1)],
      actorId: idOf(2),
    });
    for (const text of ['onboard', '文档', 'legal', 'titel', 'seite', 'autorin', 'zebra']) {
      expect(show({ text }, [clip]), text).toEqual([clip]);
    }
  });

  it('does not find a word across the border of two fields', () => {
    expect(show({ text: 'endstart' }, [clipOf(15, { quote: 'end', note: 'start' })])).toEqual([]);
  });

  it('takes a query of spaces for none, and special characters for themselves', () => {
    expect(show({ text: ' \u3000 ' })).toHaveLength(3);
    expect(show({ text: '.*' })).toEqual([]);
    expect(show({ text: '(?' }, [clipOf(16, { quote: 'what (?) now' })])).toHaveLength(1);
  });

  it('finds any stretch of any quote', () => {
    // Of whole characters as readers see them: half of "é" is no stretch of a text.
    const characters = new Intl.Segmenter();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), fc.nat(), (quote, a, b) => {
        const letters = Array.from(characters.segment(quote), ({ segment }) => segment);
        const ends = [a % letters.length, b % letters.length];
        const text = letters.slice(Math.min(...ends), Math.max(...ends) + 1).join('');
        expect(show({ text }, [clipOf(17, { quote })])).toHaveLength(1);
      }),
    );
  });
});

describe('the filter in the address', () => {
  const filters = fc.record(
    {
      view: fc.constantFrom(...VIEWS),
      type: fc.constantFrom(...CLIP_TYPES),
      tagId: fc.constant(idOf(1)),
      actorId: fc.constant(idOf(2)),
      text: fc.string({ unit: 'grapheme', minLength: 1 }),
    },
    { requiredKeys: ['view'] },
  );

  it('comes back as it went', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(filterFromQuery(filterToQuery(filter))).toEqual(filter);
        expect(filterFromQuery(`?${filterToQuery(filter)}`)).toEqual(filter);
      }),
    );
  });

  it('is empty where nothing is narrowed', () => {
    expect(filterToQuery(NO_FILTER)).toBe('');
    expect(filterFromQuery('')).toEqual(NO_FILTER);
  });

  it('leaves out what it does not understand', () => {
    expect(filterFromQuery('view=everything&type=__proto__&text=&tagId=&other=1')).toEqual(NO_FILTER);
  });
});

it('queryTerms: the words, as they are compared', () => {
  expect(queryTerms(' Free　ＡＰＩ \n定价 ')).toEqual(['free', 'api', '定价']);
  expect(queryTerms(undefined)).toEqual([]);
});

describe('words in pictures', () => {
  const [original, edited] = ['a'.repeat(64), 'b'.repeat(64)];
  const textOf = (text: string) => ({ text, key: nameKey(text) });
  const picture = clipOf(20, { quote: '', source: source('Acme'), assetIds: [original] });
  const marked = clipOf(21, {
    quote: '',
    source: source('Other'),
    assetIds: [original],
    markups: [{ assetId: original, marks: [], editedId: edited }],
  });
  const pictures = new Map([
    [original, textOf('Free for 5 seats 每周五都要手工导出周报')],
    [edited, textOf('Free for all')],
  ]);
  const search = (text: string) => filterClips([picture, marked, seats], { ...NO_FILTER, text }, names, NOW, pictures);

  it('find the clip, in Chinese, in any case, and together with its other words', () => {
    expect(search('手工导出')).toEqual([picture]);
    expect(search('FREE seats acme')).toEqual([picture, seats]);
    expect(search('seats nothing')).toEqual([]);
  });

  it('are those of the picture as it was marked up', () => {
    expect(search('for all')).toEqual([marked]);
  });

  it('are told where they are the reason', () => {
    const found = (shown: string, terms: string[], of = picture) => foundInPictures(of, shown, terms, pictures);
    expect(found('Acme', ['seats'])).toBe('Free for 5 seats 每周五都要手工导出周报');
    expect(found('Acme', ['acme'])).toBeUndefined();
    expect(found('Five seats', ['seats'])).toBeUndefined();
    expect(found('Acme', [])).toBeUndefined();
    expect(found('Acme', ['seats'], seats)).toBeUndefined();
  });
});
