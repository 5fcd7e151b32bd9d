import { formatPart } from './format.ts';
import { parse } from './parse.ts';
import type { FilterField, FilterPart, QueryPart } from './query.ts';
import { type Language, valueKey } from './spelling.ts';

type Filter = { field: FilterField; value: string; isExcluded?: boolean };

function findFilter(text: string, { field, value, isExcluded = false }: Filter): QueryPart | undefined {
  return parse(text).find(
    (part) =>
      part.kind === 'filter' &&
      part.field === field &&
      part.isExcluded === isExcluded &&
      part.values.length === 1 &&
      part.values.every((one) => valueKey(one) === valueKey(value)),
  );
}

/** Text put after a search. */
export function append(text: string, more: string): string {
  return text.trim() ? `${text.trimEnd()} ${more}` : more;
}

/** The search narrowed by a filter, unless it has that one already. */
export function addFilter(text: string, filter: Filter, language: Language): string {
  if (findFilter(text, filter)) return text;
  const { field, value, isExcluded = false } = filter;
  return append(text, formatPart({ kind: 'filter', from: 0, to: 0, field, values: [value], isExcluded }, language));
}

/** The search without one of its parts. */
export function removePart(text: string, { from, to }: Pick<QueryPart, 'from' | 'to'>): string {
  return `${text.slice(0, from).trimEnd()} ${text.slice(to).trimStart()}`.trim();
}

/** Narrows a search by a filter, or lets go of it where the search has it. */
export function toggleFilter(text: string, filter: Filter, language: Language): string {
  const part = findFilter(text, filter);
  return part ? removePart(text, part) : addFilter(text, filter, language);
}

/** The search with another value in one of its filters. */
export function replaceValue(text: string, part: FilterPart, value: string, by: string, language: Language): string {
  const values = part.values.map((one) => (one === value ? by : one));
  return text.slice(0, part.from) + formatPart({ ...part, values }, language) + text.slice(part.to);
}
