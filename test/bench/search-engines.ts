import MiniSearch from 'minisearch';
import { Alphabet } from '#lib/search/index/alphabet.ts';
import { buildSegment, CLIPS_AT_ONCE } from '#lib/search/index/build.ts';
import type { ClipDoc } from '#lib/search/index/doc.ts';
import { type EngineNames, LibraryEngine, type Named } from '#lib/search/index/engine.ts';
import { mergeSegments, mergingSegments } from '#lib/search/index/merge.ts';
import { bytesOf, isSound, type Segment } from '#lib/search/index/segment.ts';
import { segmentsToMerge } from '#lib/search/index/tiers.ts';
import { ORDERS } from '#lib/search/library/question.ts';
import { fold } from '#lib/search/terms.ts';
import { corpus, SPEED_QUERIES } from '#test/support/search-corpus.ts';
import { LABELLED_TEXTS, type Score, scoresOf, searchByEngine, searchByScan } from '#test/support/search-score.ts';

/** How long one engine takes to answer one search, in milliseconds. */
export type SearchTimes = { what: string; text: string; found: number; median: number; p95: number };

export type EngineReport = {
  engine: string;
  /** Milliseconds until it can answer. */
  build: number;
  /** Bytes of what it keeps, where it can tell. */
  bytes: number | undefined;
  searches: SearchTimes[];
  notes: readonly string[];
  /** What was built, so that it stays in memory while that is measured. */
  kept: unknown;
};

type Search = (typeof SPEED_QUERIES)[number];

const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Milliseconds of some clock. */
export type Clock = () => number;

let clock: Clock = () => performance.now();

function timed<T>(work: () => T): [result: T, milliseconds: number] {
  const start = clock();
  const result = work();
  return [result, clock() - start];
}

function measure(find: (search: Search) => number, rounds: number): SearchTimes[] {
  return SPEED_QUERIES.map((search) => {
    let found = find(search);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const [count, time] = timed(() => find(search));
      found = count;
      times.push(time);
    }
    times.sort((a, b) => a - b);
    return {
      what: search.what,
      text: search.text,
      found,
      median: percentile(times, 0.5),
      p95: percentile(times, 0.95),
    };
  });
}

/** Builds the segments of many clips as the library does: in parts that are merged as they come. */
export function buildAll(docs: Iterable<ClipDoc>): Segment[] {
  const segments: Segment[] = [];
  let part: ClipDoc[] = [];
  const flush = () => {
    segments.push(buildSegment(part));
    part = [];
    for (;;) {
      const next = segmentsToMerge(segments.map(({ size, removed }) => size + removed.length / 16));
      if (!next) return;
      const merged = mergeSegments(segments.slice(next.from, next.to), next.from === 0);
      segments.splice(next.from, next.to - next.from, merged);
    }
  };
  for (const doc of docs) {
    part.push(doc);
    if (part.length === CLIPS_AT_ONCE) flush();
  }
  if (part.length > 0) flush();
  return segments;
}

/** How many slices it takes to merge all segments, and the longest of them in milliseconds. */
function slicesOf(segments: readonly Segment[]): string {
  const work = mergingSegments(segments, true);
  let [slices, longest, total] = [0, 0, 0];
  for (let isDone = false; !isDone; slices += 1) {
    const [step, time] = timed(() => work.next());
    isDone = step.done === true;
    longest = Math.max(longest, time);
    total += time;
  }
  return `all merged in ${total.toFixed(0)} ms: ${slices} slices, the longest of ${longest.toFixed(0)} ms`;
}

/** How long it takes to write one clip and to search after that. */
function writeAndSearch(
  segments: readonly Segment[],
  docs: readonly ClipDoc[],
  search: () => unknown,
  engine: LibraryEngine,
): string {
  const [, time] = timed(() => {
    for (const doc of docs) {
      engine.add(buildSegment([doc]));
      search();
    }
  });
  engine.replace(engine.segments.slice(segments.length), mergeSegments(engine.segments.slice(segments.length)));
  return `one clip written and searched: ${(time / docs.length).toFixed(1)} ms`;
}

const NAMES = { survivors: new Map<string, string>() };

/** Calls what clips refer to something, half of it in Chinese. */
function namesOf(docs: Iterable<ClipDoc>): EngineNames {
  const [actors, projects, tags] = [0, 1, 2].map(() => new Map<string, Named & { key: string }>());
  const call = (named: typeof actors, id: string | undefined) => {
    if (!named || id === undefined || named.has(id)) return;
    const name = `${named.size % 2 ? '名' : 'Name'} ${named.size}`;
    named.set(id, { id, name, key: name });
  };
  for (const { actorId, projectId, tagIds } of docs) {
    call(actors, actorId);
    call(projects, projectId);
    for (const id of tagIds) call(tags, id);
  }
  return {
    survivors: new Map(),
    alphabet: new Alphabet('zh-CN'),
    ...(actors && projects && tags ? { actors, projects, tags } : {}),
  };
}

/** How long the answer to one letter takes in each order, the first time and later. */
function ordersOf(engine: LibraryEngine, names: EngineNames, rounds: number): string {
  const all = ORDERS.map((order) => {
    const ask = () =>
      engine.ask(
        { filter: { view: 'all' }, projectId: undefined, order, group: undefined },
        asked({ what: '', text: 's' }),
        names,
      );
    const [, first] = timed(ask);
    const later = Array.from({ length: rounds }, () => timed(ask)[1]).sort((a, b) => a - b);
    return `${order} ${first.toFixed(1)}, then ${percentile(later, 0.5).toFixed(1)} (p95 ${percentile(later, 0.95).toFixed(1)})`;
  });
  return `“s” in order, ms: ${all.join(' · ')}`;
}

function asked({ text, isPhrase = false }: Search) {
  const words = isPhrase ? [text] : text.split(' ').filter(Boolean);
  return { words: words.map((word) => ({ text: word, isPhrase, isExcluded: false, marks: [] })), conditions: [] };
}

function gleaner(count: number, rounds: number): EngineReport {
  const [segments, build] = timed(() => buildAll(corpus(count)));
  const [, check] = timed(() => segments.every(isSound));
  const [engine, open] = timed(() => {
    const made = new LibraryEngine(segments);
    // The columns are made when they are first asked for.
    made.facets(undefined, NAMES);
    return made;
  });
  const find = (search: Search) =>
    engine.ask(
      { filter: { view: 'all' }, projectId: undefined, order: 'relevance', group: undefined },
      asked(search),
      NAMES,
    ).ids.length;
  return {
    engine: 'Gleaner',
    build,
    bytes: segments.reduce((sum, segment) => sum + bytesOf(segment), 0),
    searches: measure(find, rounds),
    notes: [
      `${segments.length} segments of ${segments.map(({ size }) => size).join(', ')}`,
      slicesOf(segments),
      writeAndSearch(segments, [...corpus(20)], () => find({ what: '', text: '导出' }), engine),
      ordersOf(engine, namesOf(corpus(count)), rounds),
      `checked in ${check.toFixed(0)} ms, opened in ${open.toFixed(0)} ms`,
    ],
    kept: engine,
  };
}

/** Words, and of Chinese each two characters that stand together: MiniSearch knows no unspaced scripts of itself. */
function pairs(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((run) => run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [])
    .flatMap((run) =>
      /\p{Script=Han}/u.test(run) ? [...run].map((one, at, all) => one + (all[at + 1] ?? '')) : [run],
    );
}

/** Fewer than of the others: with a hundred thousand clips twenty of each did not come to an end. */
const MINISEARCH_ROUNDS = 3;
/** MiniSearch as its documentation sets it up for beginnings and slips. */
const MINISEARCH = { fields: ['text'], tokenize: pairs };
const LENIENT = { prefix: true, fuzzy: 0.2, combineWith: 'AND' } as const;

function minisearch(count: number, rounds: number): EngineReport {
  const [engine, build] = timed(() => {
    const made = new MiniSearch<{ id: string; text: string }>(MINISEARCH);
    for (const { id, texts } of corpus(count)) made.add({ id, text: Object.values(texts).join('\n') });
    return made;
  });
  const find = ({ text }: Search) =>
    (text === '' ? engine.search(MiniSearch.wildcard) : engine.search(text, LENIENT)).length;
  return {
    engine: 'MiniSearch',
    build,
    bytes: undefined,
    searches: measure(find, Math.min(rounds, MINISEARCH_ROUNDS)),
    notes: [],
    kept: engine,
  };
}

/** How well each finds what is wanted of the labelled clips. */
export function qualityOf(name: keyof typeof ENGINES): Map<string, Score> {
  if (name === 'gleaner') return scoresOf(searchByEngine());
  if (name === 'linear') return scoresOf(searchByScan);
  const engine = new MiniSearch<{ key: string; text: string }>({ ...MINISEARCH, idField: 'key' });
  engine.addAll(LABELLED_TEXTS);
  return scoresOf(({ text }) => engine.search(text, LENIENT).map(({ id }) => String(id)));
}

/** Looks at every clip, its texts folded before. */
function linear(count: number, rounds: number): EngineReport {
  const [texts, build] = timed(() => [...corpus(count)].map(({ texts }) => fold(Object.values(texts).join('\n'))));
  const find = ({ text, isPhrase }: Search) => {
    const words = isPhrase ? [text] : text.split(' ').filter(Boolean);
    return texts.filter((one) => words.every((word) => one.includes(word))).length;
  };
  return {
    engine: 'Scan of all texts',
    build,
    bytes: texts.reduce((sum, text) => sum + text.length * 2, 0),
    searches: measure(find, rounds),
    notes: [],
    kept: texts,
  };
}

export const ENGINES = { gleaner, linear, minisearch } as const;

/**
 * Builds a search engine over a corpus and searches it. It needs nothing of Node: it runs in a page too.
 * @param count Clips.
 * @param rounds Searches of each sort.
 * @param ownClock What to measure by, where others use the machine too: by default the wall's.
 */
export function benchEngine(name: keyof typeof ENGINES, count: number, rounds = 20, ownClock = clock): EngineReport {
  clock = ownClock;
  return ENGINES[name](count, rounds);
}
