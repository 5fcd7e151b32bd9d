import { jointBetween } from '#lib/core/layer-joints.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { TextLayer, TextRun } from '#lib/core/schema/text-layer.ts';
import { type Found, findInLine, type PrivateKind } from './private-patterns.ts';
import { partOfRun } from './run-part.ts';

/** Something in a picture that should perhaps not be shared. */
export type PrivateData = {
  kind: PrivateKind;
  /** As it reads, in plain digits and letters. */
  text: string;
  /** Where it stands, in CSS pixels from the picture's corner: one for each run that it is part of. */
  rects: Rect[];
};

/** A character of a line, and what of which run it stands for; of no run where it is between two. */
type Letter = { char: string; run?: TextRun; start: number; end: number };

/** What wraps is looked for this far around the end of a line. */
const REACH = 40;

const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63]/;
const UNSEEN = /^[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]$/;

/** Characters in the form in which they are compared: full-width digits are digits. */
function lettersOf(run: TextRun): Letter[] {
  const letters: Letter[] = [];
  let at = 0;
  for (const raw of run.text) {
    const [start, end] = [at, at + raw.length];
    at = end;
    if (UNSEEN.test(raw)) continue;
    const plain = DASHES.test(raw) ? '-' : raw.normalize('NFKC');
    for (const char of plain) letters.push({ char: /\s/.test(char) ? ' ' : char, run, start, end });
  }
  return letters;
}

type Line = { letters: Letter[] /** Whether the text goes on in the next line. */; wraps: boolean };

function linesOf(layer: TextLayer): Line[] {
  const lines: Line[] = [];
  let before: TextRun | undefined;
  for (const run of layer) {
    const joint = before ? jointBetween(before, run) : 'break';
    const last = lines.at(-1);
    if (last && (joint === '' || joint === ' ')) {
      if (joint === ' ') last.letters.push({ char: ' ', start: 0, end: 0 });
      for (const letter of lettersOf(run)) last.letters.push(letter);
    } else {
      if (last) last.wraps = joint === 'wrap';
      lines.push({ letters: lettersOf(run), wraps: false });
    }
    before = run;
  }
  return lines;
}

/** What a found stretch of letters is, and where. */
function dataOf(letters: readonly Letter[], kind: PrivateKind): PrivateData {
  const parts = new Map<TextRun, { start: number; end: number }>();
  for (const { run, start, end } of letters) {
    if (!run) continue;
    const part = parts.get(run);
    parts.set(run, part ? { start: part.start, end: Math.max(part.end, end) } : { start, end });
  }
  return {
    kind,
    text: letters.map(({ char }) => char).join(''),
    rects: [...parts].map(([run, part]) => partOfRun(run, part.start, part.end)),
  };
}

/** Finds in letters. `char`s may be pairs of code units, so places are told by units and looked up by letter. */
function findIn(letters: readonly Letter[]): { found: Found; part: readonly Letter[]; from: number; to: number }[] {
  const line = letters.map(({ char }) => char).join('');
  const found = findInLine(line);
  if (found.length === 0) return [];
  const places: number[] = [];
  for (const [index, { char }] of letters.entries())
    for (let unit = 0; unit < char.length; unit += 1) places.push(index);
  return found.map((one) => {
    const [from, to] = [places[one.start] ?? 0, (places[one.end - 1] ?? 0) + 1];
    return { found: one, part: letters.slice(from, to), from, to };
  });
}

/**
 * Finds what is likely private in a picture: e-mail addresses, phone numbers, Chinese resident ID numbers and card
 * numbers, also where they are broken between runs or wrap to the next line.
 * @returns In the order of reading.
 */
export function findPrivateData(layer: TextLayer): PrivateData[] {
  const data: PrivateData[] = [];
  const lines = linesOf(layer);
  /** Letters at the start of the line that belong to what began in the line before. */
  let taken = 0;
  for (const [index, line] of lines.entries()) {
    const own = findIn(line.letters.slice(taken));
    data.push(...own.map(({ part, found }) => dataOf(part, found.kind)));
    const next = lines[index + 1];
    const free = Math.max(taken, taken + (own.at(-1)?.to ?? 0), line.letters.length - REACH);
    taken = 0;
    if (!next || !line.wraps) continue;
    const over = findOver(line.letters.slice(free), next.letters);
    if (!over) continue;
    data.push(over.data);
    taken = over.taken;
  }
  return data;
}

/** What begins at the end of a line and ends in the next one, in which nothing else is found in that place. */
function findOver(end: readonly Letter[], next: readonly Letter[]): { data: PrivateData; taken: number } | undefined {
  const start = next.slice(0, Math.min(next.length, REACH));
  const firstOwn = findIn(next).at(0)?.from ?? Number.POSITIVE_INFINITY;
  for (const between of [' ', '']) {
    const gap: Letter[] = between ? [{ char: between, start: 0, end: 0 }] : [];
    for (const { found, part, from, to } of findIn([...end, ...gap, ...start])) {
      const used = to - end.length - gap.length;
      if (from < end.length && used > 0 && used <= firstOwn) return { data: dataOf(part, found.kind), taken: used };
    }
  }
  return undefined;
}
