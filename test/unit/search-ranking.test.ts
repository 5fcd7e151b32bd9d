import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSegment } from '#lib/search/index/build.ts';
import type { ClipDoc } from '#lib/search/index/doc.ts';
import { LibraryEngine } from '#lib/search/index/engine.ts';
import type { Answer, Question } from '#lib/search/library/question.ts';
import type { Condition, WantedWords } from '#lib/search/query/query.ts';
import { clipDoc } from '#test/support/search-docs.ts';

const NOTHING_MERGED = { survivors: new Map<string, string>() };

type Asked = Partial<Question> & {
  words?: readonly (string | Partial<WantedWords>)[];
  conditions?: readonly Condition[];
  survivors?: ReadonlyMap<string, string>;
};

function ask(engine: LibraryEngine, { words = [], conditions = [], survivors, ...question }: Asked): Answer {
  return engine.ask(
    { filter: { view: 'all' }, projectId: undefined, order: 'relevance', group: undefined, ...question },
    {
      words: words.map((word) => ({
        text: '',
        isPhrase: false,
        isExcluded: false,
        marks: [],
        ...(typeof word === 'string' ? { text: word } : word),
      })),
      conditions,
    },
    survivors ? { survivors } : NOTHING_MERGED,
  );
}

const engineOf = (docs: readonly ClipDoc[]) => new LibraryEngine([buildSegment(docs)]);
const quotes = (...all: string[]) => engineOf(all.map((quote, index) => clipDoc(index, { texts: { quote } })));

/** Which of the clips were found, by their numbers, best first. */
function found({ ids }: Answer): number[] {
  return ids.slice(0, ids.length).map((id) => Number.parseInt(id.slice(9, 13), 16));
}

describe('the order of relevance', () => {
  it('puts a word as it was typed before the beginning of another, and that before a slip', () => {
    const engine = quotes('receipts', 'a receipt', 'reciept', 'nothing');
    expect(found(ask(engine, { words: ['receipt'] }))).toEqual([1, 0, 2]);
  });

  it('keeps a slip below whatever was found without one', () => {
    const engine = engineOf([
      clipDoc(0, { texts: { origin: 'pricing' } }),
      clipDoc(1, { texts: { quote: 'pricng pricng', note: 'pricng', title: 'pricng' } }),
    ]);
    expect(found(ask(engine, { words: ['pricing'] }))).toEqual([0, 1]);
  });

  it('weighs the texts: quote, note, title, picture, origin', () => {
    const fields = ['origin', 'picture', 'title', 'note', 'quote'] as const;
    const engine = engineOf(fields.map((field, index) => clipDoc(index, { texts: { [field]: 'price' } })));
    expect(found(ask(engine, { words: ['price'] }))).toEqual([4, 3, 2, 1, 0]);
  });

  it('takes several texts, and several times, for more', () => {
    const engine = engineOf([
      clipDoc(0, { texts: { quote: 'price', note: 'price' } }),
      clipDoc(1, { texts: { quote: 'price, price, price' } }),
      clipDoc(2, { texts: { quote: 'price' } }),
    ]);
    expect(found(ask(engine, { words: ['price'] })).at(-1)).toBe(2);
  });

  it('takes a short clip for more than a long one', () => {
    const engine = quotes('the price', `the price ${'and something else '.repeat(200)}`);
    expect(found(ask(engine, { words: ['price'] }))).toEqual([0, 1]);
  });

  it('weighs a rare word more than a common one', () => {
    const common = Array.from({ length: 20 }, () => 'team board');
    const engine = quotes('team teams kanbans', 'teams kanban', ...common);
    // Both have both; one has the rare word as it was typed, the other the common one.
    expect(found(ask(engine, { words: ['team', 'kanban'] }))).toEqual([1, 0]);
  });

  it('puts the newer of equals first', () => {
    const day = 86_400_000;
    const engine = engineOf(
      [0, 400, 30].map((age, index) => clipDoc(index, { texts: { quote: 'price' }, capturedAt: 1e12 - age * day })),
    );
    expect(found(ask(engine, { words: ['price'] }))).toEqual([0, 2, 1]);
  });

  it('prefers Chinese that stands together', () => {
    const engine = quotes('用户反馈', '反馈说每个用户反映', '客户的户反馈给用户');
    expect(found(ask(engine, { words: ['用户反馈'] }))).toEqual([0, 2, 1]);
  });

  it('counts the name of a tag or of whom it is about as a text', () => {
    const engine = engineOf([
      clipDoc(0, { texts: { quote: 'pricing' } }),
      clipDoc(1, { tagIds: ['tag'] }),
      clipDoc(2, { actorId: 'actor' }),
      clipDoc(3, {}),
    ]);
    expect(found(ask(engine, { words: [{ text: 'pricing', marks: ['tag', 'actor'] }] }))).toEqual([0, 2, 1]);
  });
});

describe('words', () => {
  it('find every two characters of a Chinese text, and every single one', () => {
    const han = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map(String.fromCodePoint),
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(han, han, fc.nat(), (text, other, at) => {
        const engine = quotes(text, `x${other}，`);
        const start = at % (text.length - 1);
        for (const word of [text.slice(start, start + 2), text.slice(start, start + 1), text.at(-1) ?? '', text]) {
          expect(found(ask(engine, { words: [word] }))).toContain(0);
        }
      }),
    );
  });

  it('must all be there', () => {
    const engine = quotes('slow export', 'slow', 'export');
    expect(found(ask(engine, { words: ['export', 'slow'] }))).toEqual([0]);
    expect(found(ask(engine, { words: ['export slow'] }))).toEqual([0]);
  });

  it('of a phrase stand as they were typed, in one text', () => {
    const engine = engineOf([
      clipDoc(0, { texts: { quote: 'A slow, export' } }),
      clipDoc(1, { texts: { quote: 'export slow' } }),
      clipDoc(2, { texts: { quote: 'slow', note: 'export' } }),
      clipDoc(3, { texts: { quote: 'slow exports' } }),
      clipDoc(4, { texts: { quote: '很慢的slow export' } }),
      clipDoc(5, { texts: { quote: 'slow slow the slow slow export' } }),
    ]);
    expect(found(ask(engine, { words: [{ text: 'slow export', isPhrase: true }] })).sort()).toEqual([0, 4, 5]);
    expect(found(ask(engine, { words: [{ text: '慢的 slow', isPhrase: true }] }))).toEqual([4]);
  });

  it('that are excluded leave out what begins like them, but no slip', () => {
    const engine = quotes('receipts', 'reciept', 'other');
    expect(found(ask(engine, { words: [{ text: 'receipt', isExcluded: true }] })).sort()).toEqual([1, 2]);
  });

  it('are forgiven a slip only where few clips have them', () => {
    const many = (count: number) => quotes('pricng', ...Array.from({ length: count }, () => 'pricing'));
    expect(found(ask(many(9), { words: ['pricing'] }))).toContain(0);
    expect(found(ask(many(10), { words: ['pricing'] }))).not.toContain(0);
    // Short words have many neighbours.
    expect(found(ask(quotes('saml', 'same'), { words: ['saml'] }))).toEqual([0]);
    expect(found(ask(quotes('nothing', 'same'), { words: ['saml'] }))).toEqual([1]);
  });

  it('of Chinese may be parted where nothing has the whole run', () => {
    expect(found(ask(quotes('导出成图片', '图片导入'), { words: ['导出图片'] }))).toEqual([0]);
    expect(found(ask(quotes('导出成图片', '导出图片'), { words: ['导出图片'] }))).toEqual([1]);
    expect(found(ask(quotes('导出', '图片'), { words: ['导出图片'] }))).toEqual([]);
  });

  it('without letters ask for nothing', () => {
    expect(found(ask(quotes('a', 'b'), { words: ['…', { text: '!', isExcluded: true }] }))).toEqual([1, 0]);
  });

  it('come back as what is to be marked, with those that were meant', () => {
    const engine = quotes('The receipt', '导出csv', 'x');
    expect(ask(engine, { words: ['RÉCEIPT', 'the'] }).words).toEqual(['receipt', 'the']);
    expect(ask(engine, { words: ['reciept'] }).words).toEqual(['reciept', 'receipt']);
    expect(ask(engine, { words: ['导出CSV', { text: 'x', isExcluded: true }] }).words).toEqual(['导出', 'csv']);
    expect(ask(engine, { words: [{ text: 'The  Receipt', isPhrase: true }] }).words).toEqual(['the receipt']);
  });
});

describe('tags that were merged', () => {
  const engine = engineOf([
    clipDoc(0, { tagIds: ['old'] }),
    clipDoc(1, { tagIds: ['old', 'new'] }),
    clipDoc(2, { tagIds: ['other'] }),
    clipDoc(3, {}),
  ]);
  const survivors = new Map([['old', 'new']]);

  it('count as the one that took them in, each clip once', () => {
    expect(engine.facets(undefined, { survivors }).tags).toEqual(
      new Map([
        ['new', 2],
        ['other', 1],
      ]),
    );
    expect(engine.facets(undefined, NOTHING_MERGED).tags.get('old')).toBe(2);
  });

  it('are grouped and found as that one', () => {
    expect(ask(engine, { group: 'tag', survivors }).groups).toEqual([
      { key: '', from: 0, count: 1 },
      { key: 'other', from: 1, count: 1 },
      { key: 'new', from: 2, count: 2 },
    ]);
    expect(found(ask(engine, { filter: { view: 'all', tagId: 'new' }, survivors }))).toEqual([1, 0]);
    const conditions = [{ on: 'tag', ids: ['new'], isExcluded: true }] as const;
    expect(found(ask(engine, { conditions, survivors }))).toEqual([3, 2]);
  });

  it('may have gone into one that no clip has', () => {
    const names = {
      survivors: new Map([
        ['old', 'newest'],
        ['new', 'newest'],
      ]),
    };
    expect(engine.facets(undefined, names).tags.get('newest')).toBe(2);
    expect(found(ask(engine, { filter: { view: 'all', tagId: 'newest' }, survivors: names.survivors }))).toEqual([
      1, 0,
    ]);
    expect(ask(engine, { group: 'tag', survivors: names.survivors }).groups.map(({ key }) => key)).toContain('newest');
  });
});

it('an engine without clips answers', () => {
  const engine = new LibraryEngine([]);
  expect(engine.size).toBe(0);
  expect(ask(engine, { words: ['x'], group: 'day' })).toMatchObject({ groups: [], pages: 0 });
  expect(engine.facets('project', NOTHING_MERGED).all).toBe(0);
});

it('days are those of here, also where the clocks change', () => {
  const times = [
    new Date(2026, 2, 29, 0, 0),
    new Date(2026, 2, 29, 23, 59, 59, 999),
    new Date(2026, 2, 30),
    new Date(2025, 11, 31, 23),
  ];
  const engine = engineOf(times.map((time, index) => clipDoc(index, { capturedAt: time.getTime() })));
  expect(ask(engine, { group: 'day', order: 'oldest' }).groups).toEqual([
    { key: '2025-12-31', from: 0, count: 1 },
    { key: '2026-03-29', from: 1, count: 2 },
    { key: '2026-03-30', from: 3, count: 1 },
  ]);
  expect(ask(engine, { group: 'month' }).groups.map(({ key }) => key)).toEqual(['2026-03', '2025-12']);
});

it('a word in very many places of one clip costs no more than that', () => {
  const engine = quotes('the end '.repeat(100_000), 'the end');
  expect(found(ask(engine, { words: [{ text: 'the end', isPhrase: true }] })).sort()).toEqual([0, 1]);
});
