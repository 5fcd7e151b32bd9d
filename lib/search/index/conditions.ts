import { descendantsOf } from '#lib/core/tag-tree.ts';
import { domainCovers } from '#lib/core/url.ts';
import type { ClipFilter } from '#lib/search/clip-filter.ts';
import type { Condition, IS } from '#lib/search/query/query.ts';
import type { EngineNames } from './engine.ts';
import { read } from './facts.ts';
import type { Names } from './names.ts';
import type { Rows } from './rows.ts';

type Test = (row: number) => boolean;
type Survivors = ReadonlyMap<string, string>;

const IS_IT: Record<(typeof IS)[number], (facts: number) => boolean> = {
  inbox: (facts) => !read.isKept(facts),
  kept: (facts) => read.isKept(facts),
  changed: (facts) => read.standing(facts) === 'changed',
  missing: (facts) => read.standing(facts) === 'missing',
  outdated: (facts) => read.isOutdated(facts),
  positive: (facts) => read.sentiment(facts) === 1,
  negative: (facts) => read.sentiment(facts) === -1,
  important: (facts) => read.importance(facts) >= 2,
};

const VIEW_HAS: Record<ClipFilter['view'], (facts: number) => boolean> = {
  inbox: (facts) => !read.isTrashed(facts) && !read.isKept(facts),
  all: (facts) => !read.isTrashed(facts),
  changed: (facts) => !read.isTrashed(facts) && read.standing(facts) !== undefined,
  trash: (facts) => read.isTrashed(facts),
};

/** A bit for each number of a name, set for those that are meant. */
export function numbersOf(ids: Iterable<string>, names: Names): Uint8Array {
  const isMeant = new Uint8Array(names.size);
  for (const id of ids) {
    const number = names.find(id);
    // 0 is no name: what has none is never meant by one.
    if (number) isMeant[number] = 1;
  }
  return isMeant;
}

/** A tag with all those that were merged into it. */
function withMerged(ids: readonly string[], survivors: Survivors): string[] {
  const wanted = new Set(ids);
  return [...wanted, ...[...survivors].filter(([, survivor]) => wanted.has(survivor)).map(([id]) => id)];
}

function inList(values: Uint32Array, ends: Uint32Array, isMeant: Uint8Array): Test {
  return (row) => {
    const end = ends[row] ?? 0;
    for (let at = row === 0 ? 0 : (ends[row - 1] ?? 0); at < end; at += 1) if (isMeant[values[at] ?? 0]) return true;
    return false;
  };
}

function inColumn(values: Uint32Array, isMeant: Uint8Array): Test {
  return (row) => isMeant[values[row] ?? 0] === 1;
}

export function hasTag(rows: Rows, names: Names, ids: readonly string[], survivors: Survivors): Test {
  return inList(rows.tags, rows.tagEnds, numbersOf(withMerged(ids, survivors), names));
}

function testOf(condition: Condition, rows: Rows, names: Names, survivors: Survivors): Test {
  const { facts } = rows;
  switch (condition.on) {
    case 'type':
      return (row) => condition.values.includes(read.type(facts[row] ?? 0) ?? 'none');
    case 'method':
      return (row) => {
        const method = read.method(facts[row] ?? 0);
        return method !== undefined && condition.values.includes(method);
      };
    case 'tag':
      return hasTag(rows, names, condition.ids, survivors);
    case 'about':
      return inColumn(rows.actors, numbersOf(condition.ids, names));
    case 'project':
      return inColumn(rows.projects, numbersOf(condition.ids, names));
    case 'site': {
      const isMeant = new Uint8Array(names.size);
      for (const number of new Set(rows.hosts)) {
        const host = names.name(number);
        if (condition.hosts.some((wanted) => domainCovers(wanted, host))) isMeant[number] = 1;
      }
      return inList(rows.hosts, rows.hostEnds, isMeant);
    }
    case 'time':
      return (row) => {
        const at = rows.capturedAt[row] ?? 0;
        return condition.from <= at && at < condition.to;
      };
    case 'has':
      return (row) => read.has(facts[row] ?? 0, condition.what);
    case 'is': {
      const isIt = IS_IT[condition.what];
      return (row) => isIt(facts[row] ?? 0);
    }
  }
}

/** 1 for each live row that a question's filter, project and conditions let through; its words are looked for elsewhere. */
export function rowsThatMeet(
  rows: Rows,
  names: Names,
  { filter, projectId }: { filter: ClipFilter; projectId: string | undefined },
  conditions: readonly Condition[],
  { survivors, tags }: EngineNames,
): Uint8Array {
  const wanted = rows.isLive.slice();
  const keep = (test: Test, outcome = true) => {
    for (let row = 0; row < wanted.length; row += 1) if (wanted[row] && test(row) !== outcome) wanted[row] = 0;
  };
  const { facts } = rows;
  const isInView = VIEW_HAS[filter.view];
  keep((row) => isInView(facts[row] ?? 0));
  const { type, tagId, actorId } = filter;
  if (projectId) keep(inColumn(rows.projects, numbersOf([projectId], names)));
  if (type) keep((row) => read.type(facts[row] ?? 0) === type);
  if (tagId) keep(hasTag(rows, names, [...(tags ? descendantsOf(tags, tagId) : [tagId])], survivors));
  if (actorId) keep(inColumn(rows.actors, numbersOf([actorId], names)));
  for (const condition of conditions) keep(testOf(condition, rows, names, survivors), !condition.isExcluded);
  return wanted;
}
