import { nameKey } from '#lib/core/text.ts';
import { buildSegment } from '#lib/search/index/build.ts';
import { LibraryEngine } from '#lib/search/index/engine.ts';
import { clipDoc } from './search-docs.ts';
import { LABELLED_CLIPS, LABELLED_QUERIES, type LabelledQuery, type Why } from './search-labelled.ts';

const KEYS = Object.keys(LABELLED_CLIPS);

/** The labelled clips as an engine sees them, in the order of their keys. */
const DOCS = Object.values(LABELLED_CLIPS).map(({ quote, note = '', title = '', site = '', picture = '' }, index) =>
  clipDoc(index, { texts: { quote, note, title, origin: site, picture } }),
);

/** Each labelled clip's key with all its text. */
export const LABELLED_TEXTS: readonly { key: string; text: string }[] = DOCS.map(({ texts }, index) => ({
  key: KEYS[index] ?? '',
  text: Object.values(texts).join('\n'),
}));

/** Keys of the clips that are found, best first. */
export type LabelledSearch = (query: LabelledQuery) => readonly string[];

const wordsIn = ({ text, isPhrase = false }: LabelledQuery) => (isPhrase ? [text] : text.split(' '));

export function searchByEngine(): LabelledSearch {
  const engine = new LibraryEngine([buildSegment(DOCS)]);
  const keyOf = new Map(DOCS.map(({ id }, index) => [id, KEYS[index] ?? '']));
  return (query) => {
    const { isPhrase = false } = query;
    const words = wordsIn(query).map((text) => ({ text, isPhrase, isExcluded: false, marks: [] }));
    const answer = engine.ask(
      { filter: { view: 'all' }, projectId: undefined, order: 'relevance', group: undefined },
      { words, conditions: [] },
      { survivors: new Map() },
    );
    return answer.ids.toArray().map((id) => keyOf.get(id) ?? '');
  };
}

/** As the library searched before it had an index: every word somewhere in a text, the newest first. */
export const searchByScan: LabelledSearch = (query) =>
  LABELLED_TEXTS.filter(({ text }) => wordsIn(query).every((word) => nameKey(text).includes(nameKey(word))))
    .map(({ key }) => key)
    .reverse();

/** How many of what is wanted is among the first ten, and one over the place of the first of it: means. */
export type Score = { recall: number; reciprocal: number };

function scoreOf(search: LabelledSearch, query: LabelledQuery): Score {
  const found = search(query).slice(0, 10);
  const first = found.findIndex((key) => query.wanted.includes(key));
  return {
    recall: query.wanted.filter((key) => found.includes(key)).length / query.wanted.length,
    reciprocal: first < 0 ? 0 : 1 / (first + 1),
  };
}

/** What a search scores in all, and in each sort of queries. */
export function scoresOf(search: LabelledSearch): Map<Why | 'all', Score> {
  const scored = LABELLED_QUERIES.flatMap((query) => {
    const score = scoreOf(search, query);
    return [
      { why: query.why, score },
      { why: 'all' as const, score },
    ];
  });
  const mean = (scores: readonly Score[], what: keyof Score) =>
    scores.reduce((sum, score) => sum + score[what], 0) / scores.length;
  return new Map(
    [...Map.groupBy(scored, ({ why }) => why)].map(([why, entries]) => {
      const scores = entries.map(({ score }) => score);
      return [why, { recall: mean(scores, 'recall'), reciprocal: mean(scores, 'reciprocal') }];
    }),
  );
}

/** "recall@10 0.970, MRR 0.973". */
export const sayScore = ({ recall, reciprocal }: Score): string =>
  `recall@10 ${recall.toFixed(3)}, MRR ${reciprocal.toFixed(3)}`;
