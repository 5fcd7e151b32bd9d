import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { LANGUAGES, type LanguageName, proseOf, wordOf } from './prose.ts';
import { randomBy } from './random.ts';

type Span = { start: number; end: number };

/** A passage of a text, and what has become of the text since. `now` is where the passage is; undefined where it is gone. */
export type AnchorCase = {
  language: LanguageName | 'a specification';
  change: Change;
  before: string;
  passage: Span;
  after: string;
  now: Span | undefined;
};

export const CHANGES = [
  'nothing',
  'elsewhere on the page',
  'around it',
  'white space',
  'a copy of it appears',
  'it moves',
  'it is deleted',
  'it is deleted, one like it stays',
  '5 % of it',
  '10 % of it',
  '20 % of it',
  '40 % of it',
] as const;
export type Change = (typeof CHANGES)[number];

const specification = readFileSync(createRequire(import.meta.url).resolve('commonmark-spec/spec.txt'), 'utf8')
  .slice(9_000)
  // Its examples are all alike.
  .replace(/^`{32} example[\s\S]*?^`{32}$/gm, '');

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

function caseOf(
  language: AnchorCase['language'],
  change: Change,
  before: string,
  passage: Span,
  random: () => number,
): AnchorCase {
  const name = language === 'a specification' ? 'English' : language;
  const { start, end } = passage;
  const [head, words, tail] = [before.slice(0, start), before.slice(start, end), before.slice(end)];
  const whole = (first: string, middle: string, last: string): AnchorCase => ({
    language,
    change,
    before,
    passage,
    after: first + middle + last,
    now: { start: first.length, end: first.length + middle.length },
  });
  const gone = (after: string): AnchorCase => ({ language, change, before, passage, after, now: undefined });
  const more = () => proseOf(name, 300, random);
  switch (change) {
    case 'nothing':
      return whole(head, words, tail);
    case 'elsewhere on the page':
      return whole(more() + head, words, tail.slice(0, 200) + more());
    case 'around it': {
      const near = (text: string) => edited(text, 0.4, name, random);
      // All but what parts the passage from its neighbours.
      return whole(
        `${more()}${head.slice(0, -120)}${near(head.slice(-120, -1))}${head.slice(-1)}`,
        words,
        `${tail.slice(0, 1)}${near(tail.slice(1, 120))}${tail.slice(120)}`,
      );
    }
    case 'white space': {
      const spaced = (text: string) =>
        text.replace(/\s+/g, () => (random() < 0.3 ? '\n   ' : random() < 0.5 ? '\u00a0 ' : ' '));
      return whole(spaced(head), spaced(words), spaced(tail));
    }
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
    case 'it is deleted, one like it stays': {
      const at = seam(tail, Math.floor(tail.length / 2));
      return gone(`${head}${tail.slice(0, at)}${edited(words, 0.3, name, random)}\n${tail.slice(at)}`);
    }
    default:
      return whole(head, edited(words, Number.parseInt(change, 10) / 100, name, random), tail);
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
  const languages = [...(Object.keys(LANGUAGES) as LanguageName[]), 'a specification' as const];
  for (let round = 0; round < rounds; round += 1) {
    for (const language of languages) {
      const text =
        language === 'a specification'
          ? specification.slice(0, 60_000 + Math.floor(random() * 60_000))
          : proseOf(language, 6_000 + random() * 20_000, random);
      for (const length of LENGTHS) {
        for (const change of CHANGES) {
          cases.push(caseOf(language, change, text, passageIn(text, length, random), random));
        }
      }
    }
  }
  return cases;
}
