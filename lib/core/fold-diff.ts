import type { DiffPart } from './word-diff.ts';

/** A part to be shown; `left-out` stands for what need not be read, or is too much to be. */
export type ShownPart = DiffPart | { kind: 'left-out' };

/** UTF-16 units of what is the same that are shown beside a change, so that it can be placed. */
const CONTEXT = 60;
/** Of what was removed or added at one place, so much is shown. */
const CHANGE = 4_000;
/** So many parts are shown: a page that says something else altogether is better read there. */
const PARTS = 400;

/** The beginning of a text, up to a space near `length`. */
function headOf(text: string, length: number): string {
  const head = text
    .slice(0, length)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const space = head.search(/\s\S*$/);
  return space > length / 2 ? head.slice(0, space + 1) : head;
}

/** The end of a text, from a space near `length`. */
function tailOf(text: string, length: number): string {
  const tail = text
    .slice(-length)
    .toWellFormed()
    .replace(/^\uFFFD/, '');
  const space = tail.search(/\s/);
  return space >= 0 && space < length / 2 ? tail.slice(space) : tail;
}

/** What is the same, but for what is far from any change. */
function foldSame(text: string, isFirst: boolean, isLast: boolean): ShownPart[] {
  const head = isFirst ? '' : headOf(text, CONTEXT);
  const tail = isLast ? '' : tailOf(text, CONTEXT);
  // Not for a word or two: the mark would take as much room.
  if (text.length < head.length + tail.length + CONTEXT / 2) return [{ kind: 'same', text }];
  return [
    ...(head ? [{ kind: 'same', text: head } as const] : []),
    { kind: 'left-out' },
    ...(tail ? [{ kind: 'same', text: tail } as const] : []),
  ];
}

/**
 * The parts of a diff to be shown: the changes and a few words around each, of texts of any length. What has changed
 * beyond measure is cut.
 */
export function foldDiff(parts: readonly DiffPart[]): ShownPart[] {
  const shown = parts.slice(0, PARTS).flatMap((part, index): ShownPart[] => {
    if (part.kind === 'same') return foldSame(part.text, index === 0, index === parts.length - 1);
    if (part.text.length <= CHANGE) return [part];
    return [{ kind: part.kind, text: headOf(part.text, CHANGE) }, { kind: 'left-out' }];
  });
  return parts.length > PARTS && shown.at(-1)?.kind !== 'left-out' ? [...shown, { kind: 'left-out' }] : shown;
}
