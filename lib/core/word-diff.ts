import { diffKeys } from './diff-keys.ts';

/** A stretch of two wordings: in both of them, in the earlier one alone, or in the later one alone. */
export type DiffPart = { kind: 'same' | 'removed' | 'added'; text: string };

/** What is compared as one: a word or a sentence, with the white space behind it, and the form that is compared. */
type Unit = { key: string; text: string };

/** UTF-16 units of both texts up to which words are compared at once. Longer ones are first compared by sentences. */
const DIRECT = 10_000;
/** Sentences that may have come or gone. Beyond this the two are taken to be different texts. */
const MAX_SENTENCES = 3_000;
/** Words that may have come or gone in one stretch. Beyond this it is taken to have been replaced. */
const MAX_WORDS = 1_000;
/** UTF-16 units of both texts in one stretch whose words are compared: finding the words of Chinese takes a second per million. */
const MAX_STRETCH = 500_000;
/** Steps for all the words of two texts; a stretch takes about the square of its edits. */
const MAX_STEPS = 10_000_000;
/** Letters that two texts may share by chance in the middle of a change. */
const MAX_CHANCE = 12;

/** Up to and with what ends a sentence or a line, in Latin and in Chinese. */
const SENTENCE = /[^\n.!?。！？；…]*[\n.!?。！？；…]+\s*|[^\n.!?。！？；…]+/gu;

let segmenter: Intl.Segmenter | undefined;

/** White space, width and compatibility forms are nothing that a reader would call a change. */
const keyOf = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

function sentencesOf(text: string): Unit[] {
  return (text.match(SENTENCE) ?? []).map((sentence) => ({ key: keyOf(sentence), text: sentence }));
}

/** Words and signs, also of scripts that put no space between words. */
function wordsOf(text: string): Unit[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const words: Unit[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const key = keyOf(segment);
    const last = words.at(-1);
    if (key === '' && last) last.text += segment;
    // White space before the first word is a part of it.
    else if (last?.key === '') words.splice(0, 1, { key, text: last.text + segment });
    else words.push({ key, text: segment });
  }
  return words;
}

/** What two texts share, or what stands in the one where the other has something else. */
type Stretch = { isSame: boolean; before: string; after: string; edits: number };

const textOf = (units: readonly Unit[], from: number, count: number) =>
  units
    .slice(from, from + count)
    .map(({ text }) => text)
    .join('');

/**
 * Where two rows of units agree and where they do not, by turns.
 * @returns undefined where more than `maxEdits` of them have come or gone.
 */
function compare(before: readonly Unit[], after: readonly Unit[], maxEdits: number): Stretch[] | undefined {
  const keysOf = (units: readonly Unit[]) => units.map(({ key }) => key);
  const changes = diffKeys(keysOf(before), keysOf(after), maxEdits);
  if (!changes) return undefined;
  const stretches: Stretch[] = [];
  let [from, to] = [0, 0];
  for (const { kind, count } of changes) {
    const isSame = kind === 'same';
    let last = stretches.at(-1);
    if (last?.isSame !== isSame) {
      last = { isSame, before: '', after: '', edits: 0 };
      stretches.push(last);
    }
    if (kind !== 'added') last.before += textOf(before, from, count);
    if (kind !== 'removed') last.after += textOf(after, to, count);
    if (kind !== 'added') from += count;
    if (kind !== 'removed') to += count;
    if (!isSame) last.edits += count;
  }
  return stretches;
}

const whole = (before: string, after: string): Stretch => ({ isSame: false, before, after, edits: 0 });

/** Two texts word by word, for at most so many steps. `steps`: how many that took. */
function compareWords(before: string, after: string, maxSteps: number): { stretches: Stretch[]; steps: number } {
  const maxEdits = Math.min(MAX_WORDS, Math.floor(Math.sqrt(maxSteps)));
  const isTooLong = before.length + after.length > MAX_STRETCH;
  if (before === '' || after === '' || isTooLong || maxEdits === 0)
    return { stretches: [whole(before, after)], steps: 0 };
  const stretches = compare(wordsOf(before), wordsOf(after), maxEdits);
  if (!stretches) return { stretches: [whole(before, after)], steps: maxEdits ** 2 };
  return { stretches, steps: stretches.reduce((total, { edits }) => total + edits, 0) ** 2 };
}

/** Where long texts differ: by sentences, and where those differ, by words. */
function compareLong(before: string, after: string): Stretch[] {
  const sentences = compare(sentencesOf(before), sentencesOf(after), MAX_SENTENCES) ?? [whole(before, after)];
  let stepsLeft = MAX_STEPS;
  return sentences.flatMap((stretch) => {
    if (stretch.isSame) return [stretch];
    const { stretches, steps } = compareWords(stretch.before, stretch.after, stepsLeft);
    stepsLeft -= steps;
    return stretches;
  });
}

const visibleLength = (text: string) => keyOf(text).length;

/** How much there is to read in the larger side of a stretch. */
const weightOf = ({ before, after }: Stretch) => Math.max(visibleLength(before), visibleLength(after));

/**
 * Takes a word or two that happen to be in both for changed where more has changed on either side: "a", "of" and "the"
 * are in any two sentences, and what is cut up by them cannot be read.
 */
function withoutChance(stretches: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const stretch of stretches) {
    const [changed, shared] = kept.slice(-2);
    const last = kept.at(-1);
    if (last?.isSame === stretch.isSame) {
      kept.splice(-1, 1, joined([last, stretch]));
    } else if (changed && shared?.isSame && isChance(changed, shared, stretch)) {
      kept.splice(-2, 2, joined([changed, shared, stretch]));
    } else kept.push(stretch);
  }
  return kept;
}

function isChance(before: Stretch, shared: Stretch, after: Stretch): boolean {
  if (shared.after.length > MAX_CHANCE * 2) return false;
  const weight = weightOf(shared);
  return weight <= MAX_CHANCE && weight < weightOf(before) && weight < weightOf(after);
}

/** Neighbours as one; all of it has changed where any of it has. */
function joined(stretches: readonly Stretch[]): Stretch {
  return {
    isSame: stretches.every(({ isSame }) => isSame),
    before: stretches.map(({ before }) => before).join(''),
    after: stretches.map(({ after }) => after).join(''),
    edits: 0,
  };
}

/**
 * What has become of a text, word by word; in Chinese and Japanese as well. White space and the width of letters make no
 * difference. The work is bounded: in texts of millions of characters, stretches that have little in common are replaced
 * as a whole.
 * @returns in the order of the text, what was removed before what came in its place. The parts that are the same or were
 *   added are together the new text, those that are the same or were removed the old one, but for white space.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const isShort = before.length + after.length <= DIRECT;
  const stretches = isShort ? compareWords(before, after, MAX_STEPS).stretches : compareLong(before, after);
  return withoutChance(stretches).flatMap((stretch): DiffPart[] => {
    const { before: old, after: now } = stretch;
    // White space that came or went is nothing to be shown.
    const isSame = stretch.isSame || visibleLength(old) + visibleLength(now) === 0;
    const parts: DiffPart[] = isSame
      ? [{ kind: 'same', text: now }]
      : [
          { kind: 'removed', text: old },
          { kind: 'added', text: now },
        ];
    return parts.filter(({ text }) => text !== '');
  });
}
