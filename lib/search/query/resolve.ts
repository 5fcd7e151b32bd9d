import type { Actor } from '#lib/core/schema/actor.ts';
import type { Project } from '#lib/core/schema/project.ts';
import { nameKey } from '#lib/core/text.ts';
import { siteOf } from '#lib/core/url.ts';
import { NAMED_SPANS, spanOf } from './days.ts';
import { nearest } from './nearest.ts';
import type { Condition, FilterPart, Problem, Query, ResolvedQuery, WantedWords } from './query.ts';
import { allNames, type FixedField, VALUE_NAMES, valueNamed } from './spelling.ts';
import { type NamedTag, tagIdsNamed, tagIdsWhere } from './tag-names.ts';

/** Everything that has a name by which it can be searched for. */
export type Names = {
  /**
   * With those that were merged into others and those in the trash: clips may still have their ids. The list is not to
   * change: what is known of its names is kept as long as it is.
   */
  tags: readonly NamedTag[];
  actors: readonly Pick<Actor, 'id' | 'name' | 'deletedAt'>[];
  projects: readonly Pick<Project, 'id' | 'name' | 'deletedAt'>[];
};

/** A search that can be answered, and what in it could not be understood. */
export type Resolution = ResolvedQuery & { problems: readonly Problem[] };

/** Beyond all dates, either way. */
const [EARLIEST, LATEST] = [-8.64e15, 8.64e15];
const NO_TIME = { on: 'time', from: 0, to: 0 } as const;

/** Scripts that set no spaces between words: a word may begin anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const WORD = /[\p{L}\p{N}]/u;

/** Whether a word of a name begins like this, both as `nameKey` folds them. */
function hasBeginning(text: string, key: string): boolean {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? '';
    if (!WORD.test(before) || UNSPACED.test(before) || UNSPACED.test(key.charAt(0)) || !WORD.test(key.charAt(0))) {
      return true;
    }
  }
  return false;
}

const isLive = ({ deletedAt }: { deletedAt?: number | undefined }) => deletedAt === undefined;

function idsNamed(name: string, rows: Names['actors'] | Names['projects']): string[] {
  const key = nameKey(name);
  return rows.filter((row) => isLive(row) && nameKey(row.name) === key).map(({ id }) => id);
}

function marksOf(key: string, { tags, actors }: Names): string[] {
  const has = (name: string) => hasBeginning(name, key);
  return [
    ...tagIdsWhere(has, tags),
    ...actors.filter((actor) => isLive(actor) && has(nameKey(actor.name))).map(({ id }) => id),
  ];
}

/** The host in what may be a whole address; undefined where it can be none. */
function hostOf(value: string): string | undefined {
  const text = nameKey(value).replace(/^\*?\./, '');
  return siteOf(text.includes('://') ? text : `https://${text}`) || undefined;
}

/** What each value comes to, and those that come to nothing. */
function each<T>(part: FilterPart, read: (value: string) => readonly T[]): { found: T[]; unknown: string[] } {
  const found: T[] = [];
  const unknown: string[] = [];
  for (const value of part.values) {
    const meant = read(value);
    found.push(...meant);
    if (meant.length === 0) unknown.push(value);
  }
  return { found: [...new Set(found)], unknown };
}

type Outcome = { condition: Condition; unknown: readonly string[] };

function fixed<Field extends FixedField>(part: FilterPart, field: Field) {
  return each(part, (value) => {
    const known = valueNamed(field, value);
    return known === undefined ? [] : [known];
  });
}

function timeOutcome(part: FilterPart, now: number): Outcome {
  const [value = ''] = part.values;
  const { isExcluded } = part;
  const span = spanOf(value, now);
  if (!span) return { condition: { isExcluded, ...NO_TIME }, unknown: [value] };
  const { from, to } = span;
  if (part.field === 'before') return { condition: { isExcluded, on: 'time', from: EARLIEST, to: from }, unknown: [] };
  if (part.field === 'after') return { condition: { isExcluded, on: 'time', from, to: LATEST }, unknown: [] };
  return { condition: { isExcluded, on: 'time', from, to }, unknown: [] };
}

function outcomeOf(part: FilterPart, names: Names, now: number): Outcome {
  const { field, isExcluded } = part;
  switch (field) {
    case 'type': {
      const { found, unknown } = fixed(part, 'type');
      return { condition: { isExcluded, on: 'type', values: found }, unknown };
    }
    case 'method': {
      const { found, unknown } = fixed(part, 'method');
      return { condition: { isExcluded, on: 'method', values: found }, unknown };
    }
    case 'tag': {
      const { found, unknown } = each(part, (value) => tagIdsNamed(value, names.tags));
      return { condition: { isExcluded, on: 'tag', ids: found }, unknown };
    }
    case 'about': {
      const { found, unknown } = each(part, (value) => idsNamed(value, names.actors));
      return { condition: { isExcluded, on: 'about', ids: found }, unknown };
    }
    case 'project': {
      const { found, unknown } = each(part, (value) => idsNamed(value, names.projects));
      return { condition: { isExcluded, on: 'project', ids: found }, unknown };
    }
    case 'site': {
      const { found, unknown } = each(part, (value) => [hostOf(value)].filter((host) => host !== undefined));
      return { condition: { isExcluded, on: 'site', hosts: found }, unknown };
    }
    case 'has': {
      const { found, unknown } = fixed(part, 'has');
      const [what] = found;
      return { condition: { isExcluded, ...(what ? { on: 'has', what } : NO_TIME) }, unknown };
    }
    case 'is': {
      const { found, unknown } = fixed(part, 'is');
      const [what] = found;
      return { condition: { isExcluded, ...(what ? { on: 'is', what } : NO_TIME) }, unknown };
    }
    default:
      return timeOutcome(part, now);
  }
}

/** All that could have been meant. */
function candidates(field: FilterPart['field'], names: Names): string[] {
  switch (field) {
    case 'tag':
      return names.tags.filter((tag) => isLive(tag) && !tag.mergedInto).map(({ name }) => name);
    case 'about':
      return names.actors.filter(isLive).map(({ name }) => name);
    case 'project':
      return names.projects.filter(isLive).map(({ name }) => name);
    case 'type':
    case 'method':
    case 'has':
    case 'is':
      return Object.values(VALUE_NAMES[field]).flatMap(allNames);
    case 'site':
      return [];
    default:
      return NAMED_SPANS.flatMap(allNames);
  }
}

/**
 * A search with its names made ids and its days made times.
 *
 * A value that means nothing is a problem, and a condition that no clip meets: a slip must not show, and let somebody
 * trash, more than was asked for. A filter that has no value yet does not narrow.
 * @param now Relative days count from here, in the reader's time zone (ms).
 */
export function resolve(query: Query, names: Names, now: number): Resolution {
  const words: WantedWords[] = [];
  const conditions: Condition[] = [];
  const problems: Problem[] = [];
  for (const part of query) {
    if (part.kind === 'words') {
      const { isPhrase, isExcluded } = part;
      const key = nameKey(part.text);
      if (key) words.push({ text: part.text.trim(), isPhrase, isExcluded, marks: marksOf(key, names) });
    } else if (part.values.length > 0) {
      const { condition, unknown } = outcomeOf(part, names, now);
      conditions.push(condition);
      for (const value of unknown) {
        const suggestion = nearest(value, candidates(part.field, names));
        const { from, to, field } = part;
        problems.push({ from, to, field, value, ...(suggestion ? { suggestion } : {}) });
      }
    }
  }
  return { words, conditions, problems };
}
