import type { FilterField, FilterPart, Query, QueryPart } from './query.ts';
import { fieldNamed, TAKES_SEVERAL } from './spelling.ts';

/** What ends a quotation that begins with each of these; keyboards mix the straight and the curly ones. */
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"“”＂',
  '“': '"“”＂',
  '”': '"“”＂',
  '＂': '"“”＂',
  '「': '」',
  '『': '』',
};

const SPACE = /\s/;
const COMMA = /[,，、]/;
const MINUS = /[-－]/;
const FIELD = /(\p{L}+)[:：]/uy;

type Read<T> = { value: T; to: number };

/** The end of what has no `stop` in it, from `at` on. */
function endOf(text: string, at: number, stop: RegExp): number {
  let to = at;
  while (to < text.length && !stop.test(text.charAt(to))) to += 1;
  return to;
}

/** A quotation that begins at `at`; one that is still open goes to the end. Undefined where none begins. */
function readQuoted(text: string, at: number): (Read<string> & { isOpen: boolean }) | undefined {
  const closing = CLOSING[text.charAt(at)];
  if (closing === undefined) return undefined;
  let end = at + 1;
  while (end < text.length && !closing.includes(text.charAt(end))) end += 1;
  return { value: text.slice(at + 1, end), to: Math.min(end + 1, text.length), isOpen: end >= text.length };
}

/** A value with its quotation marks, as it stands in the text. */
type Value = { text: string; from: number; to: number; isOpen: boolean };

function readValues(text: string, at: number, takesSeveral: boolean): Read<Value[]> {
  const values: Value[] = [];
  const stop = takesSeveral ? /[\s,，、]/ : SPACE;
  let from = at;
  while (true) {
    const quoted = readQuoted(text, from);
    const to = quoted?.to ?? endOf(text, from, stop);
    values.push({ text: quoted?.value ?? text.slice(from, to), from, to, isOpen: quoted?.isOpen ?? false });
    if (!takesSeveral || !COMMA.test(text.charAt(to))) return { value: values, to };
    from = to + 1;
  }
}

/** The field whose name and colon stand at `at`, and where its values begin. */
function readField(text: string, at: number): Read<FilterField> | undefined {
  FIELD.lastIndex = at;
  const match = FIELD.exec(text);
  const field = match?.[1] && fieldNamed(match[1]);
  return field ? { value: field, to: FIELD.lastIndex } : undefined;
}

function readPart(text: string, from: number): QueryPart {
  const next = text.charAt(from + 1);
  const isExcluded = MINUS.test(text.charAt(from)) && next !== '' && !SPACE.test(next) && !MINUS.test(next);
  const at = isExcluded ? from + 1 : from;
  const phrase = readQuoted(text, at);
  if (phrase) return { kind: 'words', from, to: phrase.to, isExcluded, text: phrase.value, isPhrase: true };
  const field = readField(text, at);
  if (field) {
    const { value, to } = readValues(text, field.to, TAKES_SEVERAL.has(field.value));
    const values = value.map((one) => one.text).filter((one) => one.trim());
    return { kind: 'filter', from, to, isExcluded, field: field.value, values };
  }
  const to = endOf(text, at, SPACE);
  return { kind: 'words', from, to, isExcluded, text: text.slice(at, to), isPhrase: false };
}

/**
 * Reads a search: words, "phrases", filters (`tag:pricing,limits`, 标签：定价), each excluded by a minus before it. Every
 * text means something: what is not a filter is words. No character but white space is outside of a part.
 */
export function parse(text: string): Query {
  const parts: QueryPart[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const part = readPart(text, at);
    parts.push(part);
    at = part.to;
  }
  return parts;
}

/**
 * The value of a filter in which the caret stands, or at whose end it does; undefined where it stands in the field's name.
 * @param text The text that the filter was read from.
 */
export function valueAt(text: string, { from, isExcluded }: FilterPart, caret: number): Value | undefined {
  const field = readField(text, isExcluded ? from + 1 : from);
  if (!field) return undefined;
  const { value: values } = readValues(text, field.to, TAKES_SEVERAL.has(field.value));
  return values.find((value) => value.from <= caret && caret <= value.to);
}
