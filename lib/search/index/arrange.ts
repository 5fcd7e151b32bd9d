import type { Group, Grouping, Order } from '#lib/search/library/question.ts';
import type { EngineNames } from './engine.ts';
import { read } from './facts.ts';
import { MeantTags } from './meant-tags.ts';
import type { Names } from './names.ts';
import type { Rows } from './rows.ts';
import { type Scale, type Scaled, scaleOf } from './scales.ts';
import { recency } from './weights.ts';

/** Those rows of an order that are wanted. */
function wantedOf(order: Uint32Array, wanted: Uint8Array): Uint32Array {
  const found = new Uint32Array(order.length);
  let count = 0;
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at] ?? 0;
    if (wanted[row]) {
      found[count] = row;
      count += 1;
    }
  }
  return found.subarray(0, count);
}

/** Sorts rows by a small whole number, highest first; equals stay as they are. @param keyOf 0 to `limit` − 1. */
function sortedDown(rows: Uint32Array, limit: number, keyOf: (row: number) => number): Uint32Array {
  const keys = new Uint32Array(rows.length);
  const from = new Uint32Array(limit + 1);
  for (let at = 0; at < rows.length; at += 1) {
    const key = limit - 1 - keyOf(rows[at] ?? 0);
    keys[at] = key;
    from[key + 1] = (from[key + 1] ?? 0) + 1;
  }
  for (let key = 0; key < limit; key += 1) from[key + 1] = (from[key + 1] ?? 0) + (from[key] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const key = keys[at] ?? 0;
    const to = from[key] ?? 0;
    sorted[to] = rows[at] ?? 0;
    from[key] = to + 1;
  }
  return sorted;
}

/** Sorts rows along a scale, what says nothing last whichever way it goes; equals stay as they are. */
function sortedAlong(rows: Uint32Array, { size, place }: Scale, isDown: boolean): Uint32Array {
  return sortedDown(rows, size + 1, (row) => {
    const at = place(row);
    return at === 0 || isDown ? at : size + 1 - at;
  });
}

/** Puts the rows of a page together, where the first of them stands. */
function pagesTogether(found: Uint32Array, { pages }: Rows, names: Names): Uint32Array {
  const places = new Uint32Array(names.size);
  let size = 0;
  for (let at = 0; at < found.length; at += 1) {
    const page = pages[found[at] ?? 0] ?? 0;
    if (places[page] !== 0) continue;
    size += 1;
    places[page] = size;
  }
  return sortedAlong(found, { size, place: (row) => places[pages[row] ?? 0] ?? 0 }, false);
}

/** Scores closer than this share of the best one count as equal: then the newer clip comes first. */
const STEPS = 1 << 15;

function byRelevance(found: Uint32Array, rows: Rows, scores: Float32Array): Uint32Array {
  const newestAt = rows.capturedAt[rows.newest[0] ?? 0] ?? 0;
  const all = new Float32Array(scores.length);
  let best = 0;
  for (let at = 0; at < found.length; at += 1) {
    const row = found[at] ?? 0;
    const score = (scores[row] ?? 0) * recency(newestAt - (rows.capturedAt[row] ?? 0));
    all[row] = score;
    if (score > best) best = score;
  }
  return sortedDown(found, STEPS + 1, (row) => Math.floor(((all[row] ?? 0) / best) * STEPS));
}

/** The orders that go along a scale, and whether down. Of what is equal, the newest comes first. */
const SCALED: Record<Exclude<Order, 'relevance' | 'newest' | 'oldest' | 'updated'>, [Scaled, 'up' | 'down']> = {
  occurred: ['occurred', 'down'],
  occurred_asc: ['occurred', 'up'],
  importance: ['importance', 'down'],
  type: ['type', 'up'],
  about: ['about', 'up'],
  about_desc: ['about', 'down'],
  tags: ['tags', 'up'],
  tags_desc: ['tags', 'down'],
  source: ['source', 'up'],
  source_desc: ['source', 'down'],
  project: ['project', 'up'],
  project_desc: ['project', 'down'],
  sentiment: ['sentiment', 'up'],
  sentiment_desc: ['sentiment', 'down'],
  method: ['method', 'up'],
};

/** The rows that are wanted, in order. @param scores What each is worth; undefined where no words were looked for. */
export function ordered(
  order: Order,
  rows: Rows,
  names: Names,
  known: EngineNames,
  wanted: Uint8Array,
  scores: Float32Array | undefined,
): Uint32Array {
  if (order === 'updated') return wantedOf(rows.updated, wanted);
  const found = wantedOf(rows.newest, wanted);
  switch (order) {
    case 'newest':
      return found;
    case 'oldest':
      return found.reverse();
    case 'relevance':
      return scores && found.length > 0 ? byRelevance(found, rows, scores) : found;
    default: {
      const [by, way] = SCALED[order];
      const begun = by === 'source' ? pagesTogether(found, rows, names) : found;
      return sortedAlong(begun, scaleOf(by, rows, names, known), way === 'down');
    }
  }
}

const two = (part: number) => String(part).padStart(2, '0');

/** Numbers the days, or months, that rows were clipped in, here; as `Group.key` names them. */
function periodsOf(rows: Rows, wanted: Uint8Array, unit: 'day' | 'month'): { of: Uint32Array; keys: string[] } {
  const of = new Uint32Array(rows.size);
  const keys: string[] = [];
  // In the order of time a day is worked out once, not for each of its clips.
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows.newest) {
    if (!wanted[row]) continue;
    const at = rows.capturedAt[row] ?? 0;
    if (at < start || at >= end) {
      const date = new Date(at);
      const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
      start = new Date(year, month, unit === 'day' ? day : 1).getTime();
      end = (unit === 'day' ? new Date(year, month, day + 1) : new Date(year, month + 1, 1)).getTime();
      keys.push(`${year}-${two(month + 1)}${unit === 'day' ? `-${two(day)}` : ''}`);
    }
    of[row] = keys.length - 1;
  }
  return { of, keys };
}

/** Calls back with each number that a row is grouped under. */
type Keys = { each: (row: number, visit: (key: number) => void) => void; size: number; name: (key: number) => string };

function keysOf(
  group: Grouping,
  rows: Rows,
  names: Names,
  wanted: Uint8Array,
  survivors: ReadonlyMap<string, string>,
): Keys {
  const column = (values: Uint32Array): Keys => ({
    each: (row, visit) => visit(values[row] ?? 0),
    size: names.size,
    name: (key) => names.name(key),
  });
  switch (group) {
    case 'type':
      return {
        each: (row, visit) => visit(read.typeNumber(rows.facts[row] ?? 0)),
        size: 8,
        name: (key) => read.type(key) ?? '',
      };
    case 'about':
      return column(rows.actors);
    case 'page':
      return column(rows.pages);
    case 'project':
      return column(rows.projects);
    case 'day':
    case 'month': {
      const { of, keys } = periodsOf(rows, wanted, group);
      return { each: (row, visit) => visit(of[row] ?? 0), size: keys.length, name: (key) => keys[key] ?? '' };
    }
    case 'tag': {
      const tags = new MeantTags(rows, names, survivors);
      return { each: (row, visit) => tags.each(row, visit, true), size: names.size, name: (key) => names.name(key) };
    }
  }
}

/** Puts rows together by what they share, the groups in the order of their first rows. */
export function grouped(
  group: Grouping,
  found: Uint32Array,
  rows: Rows,
  names: Names,
  wanted: Uint8Array,
  survivors: ReadonlyMap<string, string>,
): { found: Uint32Array; groups: Group[] } {
  const keys = keysOf(group, rows, names, wanted, survivors);
  const counts = new Uint32Array(keys.size);
  const firsts: number[] = [];
  let total = 0;
  for (const row of found) {
    keys.each(row, (key) => {
      if (counts[key] === 0) firsts.push(key);
      counts[key] = (counts[key] ?? 0) + 1;
      total += 1;
    });
  }
  const next = new Uint32Array(keys.size);
  const groups: Group[] = [];
  let from = 0;
  for (const key of firsts) {
    const count = counts[key] ?? 0;
    groups.push({ key: keys.name(key), from, count });
    next[key] = from;
    from += count;
  }
  const together = new Uint32Array(total);
  for (const row of found) {
    keys.each(row, (key) => {
      const to = next[key] ?? 0;
      together[to] = row;
      next[key] = to + 1;
    });
  }
  return { found: together, groups };
}
