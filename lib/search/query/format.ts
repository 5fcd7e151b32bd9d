import type { FilterField, Query, QueryPart } from './query.ts';
import { fieldName, type Language, TAKES_SEVERAL } from './spelling.ts';

/** Quotation marks in the order in which they are preferred, with what must not stand between them. */
const MARKS = [
  { open: '"', close: '"', ends: /["“”＂]/ },
  { open: '「', close: '」', ends: /」/ },
  { open: '『', close: '』', ends: /』/ },
] as const;

/** A text between quotation marks that do not occur in it; where all do, the straight ones in it give way. */
export function quoted(text: string): string {
  const marks = MARKS.find(({ ends }) => !ends.test(text));
  return marks ? `${marks.open}${text}${marks.close}` : `"${text.replace(/["“”＂]/g, ' ')}"`;
}

/** A value as it stands after its field: in quotation marks where it would be read otherwise without them. */
export function formatValue(value: string, field: FilterField): string {
  const splits = TAKES_SEVERAL.has(field) ? /[\s,，、]/ : /\s/;
  return splits.test(value) || /^["“”＂「『]/.test(value) ? quoted(value) : value;
}

export function formatPart(part: QueryPart, language: Language): string {
  const minus = part.isExcluded ? '-' : '';
  if (part.kind === 'words') return minus + (part.isPhrase ? quoted(part.text) : part.text);
  const values = part.values.map((value) => formatValue(value, part.field));
  return `${minus}${fieldName(part.field, language)}:${values.join(',')}`;
}

/** The search as Gleaner would write it: one space between its parts, fields by their first names. */
export function format(query: Query, language: Language = 'en'): string {
  return query.map((part) => formatPart(part, language)).join(' ');
}
