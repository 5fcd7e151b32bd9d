import { SOURCES, type Source } from './anchor-texts.ts';
import { LANGUAGES, type LanguageName, proseOf, wordOf } from './prose.ts';
import { randomBy } from './random.ts';

type Span = { start: number; end: number };

/** A passage of a text, and what has become of the text since. `now` is where the passage is; undefined where it is gone. */
export type AnchorCase = {
  group: Source['group'];
  language: LanguageName;
  change: Change;
  before: string;
  passage: Span;
  after: string;
  now: Span | undefined;
  /** Offsets in `after` at which paragraphs end though no space says so. */
  breaks: ReadonlySet<number>;
};

export const CHANGES = [
  'nothing',
  'elsewhere on the page',
  '5 % around it',
  '10 % around it',
  '20 % around it',
  '40 % around it',
  'white space',
  'the markup of the site',
  'a copy of it appears',
  'it moves',
  'it is deleted',
  'it is deleted, one like it stays',
  'it is deleted with its neighbours, one like it stays',
  'another stands in its place, one like it stays',
  '5 % of it',
  '10 % of it',
  '20 % of it',
  '40 % of it',
  '10 % of it and around it',
  '20 % of it and around it',
] as const;
export type Change = (typeof CHANGES)[number];

/** Changes that leave the words of a passage as they are, in its place or in another. */
export const UNCHANGED: readonly Change[] = CHANGES.slice(0, CHANGES.indexOf('it is deleted'));
/** Changes of up to a fifth of its words. */
export const EDITED: readonly Change[] = [
  '5 % of it',
  '10 % of it',
  '20 % of it',
  '10 % of it and around it',
  '20 % of it and around it',
];
export const DELETED: readonly Change[] = CHANGES.slice(UNCHANGED.length, CHANGES.indexOf('5 % of it'));

/** Edits about this share of a text: words where there are spaces between, else characters. */
function edited(text: string, share: number, name: LanguageName, random: () => number): string {
  const of = LANGUAGES[name];
  const parts = of.gap === '' ? [...text] : text.split(/(?<=\s)/);
  const count = Math.max(1, Math.round(parts.length * share));
  for (let done = 0; done < count; done += 1) {
    const at = Math.floor(random() * parts.length);
    const [word] = [of.gap === '' ? ([...wordOf(of, random)][0] ?? '') : `${wordOf(of, random)} `];
    const kind = random();
    if (kind < 0.6) parts.splice(at, 1, word);
    else if (kind < 0.8) parts.splice(at, 0, word);
    else parts.splice(at, 1);
  }
  const after = parts.join('');
  return after.replace(/\s/g, '') === text.replace(/\s/g, '') ? edited(text, share, name, random) : after;
}

/** Where a sentence may be put without cutting one. */
function seam(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
}

const bare = (text: string): string => text.replace(/\s/g, '');

/** Like a text, but not with all of its words in it. */
function likened(text: string, name: LanguageName, random: () => number): string {
  for (;;) {
    const like = edited(text, 0.3, name, random);
    if (!bare(like).includes(bare(text))) return like;
  }
}

/** A text with its paragraphs in other elements: no white space between them any more, or more of it. */
function rebuilt(
  text: string,
  isWrapped: boolean,
  random: () => number,
  between: () => string,
): { text: string; breaks: number[] } {
  const parts = text.split(isWrapped ? /(\n\s*\n\s*)/ : /(\s*\n\s*)/);
  const breaks: number[] = [];
  let built = '';
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) {
      built += part.replace(/\s+/g, () => (random() < 0.1 ? '\n      ' : ' '));
      continue;
    }
    breaks.push(built.length);
    if (random() < 0.5) built += '\n\t\t';
    built += between();
    breaks.push(built.length);
  }
  return { text: built, breaks };
}

type Taken = { source: Source; before: string; passage: Span };

/** The same page with other markup: a new menu, boxes between the paragraphs, and other white space between all. */
function redesigned({ source, before, passage }: Taken, random: () => number): AnchorCase {
  const { isWrapped, language, group } = source;
  const parts = [before.slice(0, passage.start), before.slice(passage.start, passage.end), before.slice(passage.end)];
  const [head = '', words = '', tail = ''] =
    random() < 0.5
      ? parts
      : parts.map(
          (part) =>
            rebuilt(
              part,
              isWrapped,
              () => 1,
              () => '',
            ).text,
        );
  const box = () => (random() < 0.2 ? proseOf(language, 40, random).trim() : '');
  const after = [
    { text: proseOf(language, 400, random), breaks: [] },
    rebuilt(head, isWrapped, random, box),
    rebuilt(words, isWrapped, random, () => ''),
    rebuilt(tail, isWrapped, random, box),
  ];
  let text = '';
  const breaks = new Set<number>();
  let now: Span | undefined;
  for (const [index, part] of after.entries()) {
    if (index === 2) now = { start: text.length, end: text.length + part.text.length };
    for (const at of part.breaks) breaks.add(text.length + at);
    text += part.text;
  }
  return {
    group,
    language,
    change: 'the markup of the site',
    before: head + words + tail,
    passage: { start: head.length, end: head.length + words.length },
    after: text,
    now,
    breaks,
  };
}

const shareIn = (change: Change): number => Number.parseInt(change, 10) / 100;

function caseOf(taken: Taken, change: Change, random: () => number): AnchorCase {
  const { source, before, passage } = taken;
  const { language: name, group } = source;
  const { start, end } = passage;
  const [head, words, tail] = [before.slice(0, start), before.slice(start, end), before.slice(end)];
  const what = { group, language: name, change, before, passage, breaks: new Set<number>() };
  const whole = (first: string, middle: string, last: string): AnchorCase => ({
    ...what,
    after: first + middle + last,
    now: { start: first.length, end: first.length + middle.length },
  });
  const gone = (after: string): AnchorCase => ({ ...what, after, now: undefined });
  const more = () => proseOf(name, 300, random);
  const withLike = (text: string): string => {
    const at = seam(text, Math.floor(text.length / 2));
    return `${text.slice(0, at)}${likened(words, name, random)}\n${text.slice(at)}`;
  };
  const within = () => edited(words, shareIn(change), name, random);
  const around = (middle: string) => {
    const near = (text: string) => (bare(text) === '' ? text : edited(text, shareIn(change), name, random));
    // All but what parts the passage from its neighbours.
    return whole(
      `${more()}${head.slice(0, -120)}${near(head.slice(-120, -1))}${head.slice(-1)}`,
      middle,
      `${tail.slice(0, 1)}${near(tail.slice(1, 120))}${tail.slice(120)}`,
    );
  };
  switch (change) {
    case 'nothing':
      return whole(head, words, tail);
    case 'elsewhere on the page':
      return whole(more() + head, words, tail.slice(0, 200) + more());
    case '5 % around it':
    case '10 % around it':
    case '20 % around it':
    case '40 % around it':
      return around(words);
    case '10 % of it and around it':
    case '20 % of it and around it':
      return around(within());
    case 'white space': {
      const spaced = (text: string) =>
        text.replace(/\s+/g, () => (random() < 0.3 ? '\n   ' : random() < 0.5 ? '\u00a0 ' : ' '));
      return whole(spaced(head), spaced(words), spaced(tail));
    }
    case 'the markup of the site':
      return redesigned(taken, random);
    case 'a copy of it appears': {
      const at = seam(tail, Math.floor(tail.length / 2));
      return whole(head, words, `${tail.slice(0, at)}${words}\n${tail.slice(at)}`);
    }
    case 'it moves': {
      const at = seam(tail, Math.floor(tail.length / 2));
      const first = head + tail.slice(0, at);
      return whole(first, words, `\n${tail.slice(at)}`);
    }
    case 'it is deleted':
      return gone(head + tail);
    case 'it is deleted, one like it stays':
      return gone(head + withLike(tail));
    case 'it is deleted with its neighbours, one like it stays':
      return gone(head.slice(0, -150) + withLike(tail.slice(150)));
    case 'another stands in its place, one like it stays':
      return gone(head + proseOf(name, words.length, random).trim() + withLike(tail));
    default:
      return whole(head, within(), tail);
  }
}

/** Edges of words, where the script has them: nobody selects half of one. */
function passageIn(text: string, length: number, random: () => number): Span {
  let start = Math.floor(random() * Math.max(1, text.length - length - 1));
  let end = start + length;
  const isInWord = (at: number) => /[A-Za-z\u0600-\u06ff]{2}/.test(text.slice(at - 1, at + 1));
  while (start > 0 && (isInWord(start) || /\s/.test(text[start] ?? ''))) start -= 1;
  if (/\s/.test(text[start] ?? '')) start += 1;
  while (end < text.length && isInWord(end)) end += 1;
  while (end > start + 1 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

const LENGTHS = [10, 20, 40, 60, 100, 200, 500, 1_000, 2_000];

/** The same cases for the same seed: each change on passages of all lengths, in texts of all sorts. */
export function anchorCases(seed: number, rounds: number): AnchorCase[] {
  const random = randomBy(seed);
  const cases: AnchorCase[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const source of SOURCES) {
      const before = source.textOf(random);
      for (const length of LENGTHS) {
        for (const change of CHANGES) {
          cases.push(caseOf({ source, before, passage: passageIn(before, length, random) }, change, random));
        }
      }
    }
  }
  return cases;
}
