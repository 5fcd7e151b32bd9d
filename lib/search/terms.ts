import { toSimplified } from './simplified.ts';

/** Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels: what people leave out when they type a search. */
const ACCENTS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: marks without their letters are what it is about
  /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

/** Letters that NFKD leaves whole and that are typed without what makes them special. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const SPECIAL = /[ßæœøłđðþıς]/g;

/** "don't", "users'": the apostrophe of an English ending. The one of "l'export" stays, and parts two words. */
const INNER_APOSTROPHE = /(?<=\p{L})['’](?=\p{L}{1,2}(?!\p{L}))/gu;

const NOT_ASCII = /[\u0080-\uffff]/;

function foldLetters(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  // Composed again at the end: a Hangul syllable and a voiced kana are one character each, to NFKD they are several.
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC');
  return toSimplified(plain);
}

/**
 * The form in which a search compares text: without case, accents and width ("Ｃafé" is "cafe", "Straße" is "strasse"),
 * Chinese in simplified characters ("價格" is "价格").
 */
export function fold(text: string): string {
  const folded = foldLetters(text);
  return folded.includes("'") || folded.includes('’') ? folded.replace(INNER_APOSTROPHE, '') : folded;
}

/** A folded text, and from where to where in the original each of its units stands. */
export type FoldedText = { text: string; starts: readonly number[]; ends: readonly number[] };

/** A character with its marks: what {@link fold} may make one of. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/** As {@link fold}, with the way back to the original. */
export function foldWithPlaces(original: string): FoldedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  if (!NOT_ASCII.test(original)) {
    text = original.toLowerCase();
    for (let unit = 0; unit < text.length; unit += 1) {
      starts.push(unit);
      ends.push(unit + 1);
    }
    return withoutApostrophes({ text, starts, ends });
  }
  for (const { 0: cluster, index } of original.matchAll(CLUSTER)) {
    const folded = foldLetters(cluster);
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
    text += folded;
  }
  return withoutApostrophes({ text, starts, ends });
}

function withoutApostrophes({ text, starts, ends }: FoldedText): FoldedText {
  if (!text.includes("'") && !text.includes('’')) return { text, starts, ends };
  const isLeftOut = new Set(Array.from(text.matchAll(INNER_APOSTROPHE), ({ index }) => index));
  const stays = (_: number, unit: number) => !isLeftOut.has(unit);
  return { text: text.replace(INNER_APOSTROPHE, ''), starts: starts.filter(stays), ends: ends.filter(stays) };
}

/** What a character is to a search. `UNSPACED` is a letter of a script that sets no spaces between words. */
export const CHARACTER = { NONE: 1, LETTER: 2, DIGIT: 3, UNSPACED: 4, SYMBOL: 5, AFFIX: 6 } as const;

const IN_WORDS = /[\p{L}\p{N}\p{M}]/u;
/** Hangul too: its words carry their particles with them. */
const SCRIPTS_WITHOUT_SPACES =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Hangul}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]/u;
const PICTURE_OR_CURRENCY = /[\p{Extended_Pictographic}\p{Sc}]/u;

function classify(character: string): number {
  if (IN_WORDS.test(character)) {
    if (SCRIPTS_WITHOUT_SPACES.test(character)) return CHARACTER.UNSPACED;
    return /\p{Nd}/u.test(character) ? CHARACTER.DIGIT : CHARACTER.LETTER;
  }
  if (character === '+' || character === '#') return CHARACTER.AFFIX;
  return PICTURE_OR_CURRENCY.test(character) ? CHARACTER.SYMBOL : CHARACTER.NONE;
}

/** What was classified, by code point; 0 for what was not yet. */
const known = new Uint8Array(0x1_0000);

export function characterClass(codePoint: number): number {
  const before = known[codePoint];
  if (before) return before;
  const found = classify(String.fromCodePoint(codePoint));
  if (codePoint < known.length) known[codePoint] = found;
  return found;
}

const widthOf = (codePoint: number) => (codePoint > 0xffff ? 2 : 1);

/**
 * Calls back for each run of a folded text: letters of one sort that stand together, or one symbol. `+` and `#` count
 * where a letter is before them (C++, C#).
 */
function eachRun(folded: string, visit: (kind: number, from: number, to: number) => void): void {
  let from = 0;
  let kind: number = CHARACTER.NONE;
  for (let at = 0; at < folded.length; ) {
    const code = folded.codePointAt(at) ?? 0;
    let here = characterClass(code);
    if (here === CHARACTER.AFFIX) {
      here = kind === CHARACTER.LETTER || kind === CHARACTER.AFFIX ? CHARACTER.AFFIX : CHARACTER.NONE;
    }
    const isOneMore = here === kind && kind !== CHARACTER.SYMBOL && kind !== CHARACTER.AFFIX;
    if (!isOneMore) {
      if (kind !== CHARACTER.NONE) visit(kind, from, at);
      from = at;
      kind = here;
    }
    at += widthOf(code);
  }
  if (kind !== CHARACTER.NONE && from < folded.length) visit(kind, from, folded.length);
}

/** Longer ones are no words: keys, hashes, pictures as text. */
const LONGEST_TERM = 48;

const termOf = (folded: string, from: number, to: number) => folded.slice(from, Math.min(to, from + LONGEST_TERM));

const isHyphen = (unit: string | undefined) => unit === '-' || unit === '‐';

/**
 * Calls back for each term of a folded text, with its position: a word of a spaced script, a number, a symbol; and of an
 * unspaced script each two characters that stand together, with the last one of a run by itself. So every character
 * begins a term, and one character finds the texts that it is in, as the beginning of a word does. Words that hyphens
 * join are one more term, where the first of them is: "e-mail" is "email" too.
 * @returns How many positions there are.
 */
export function eachTerm(folded: string, visit: (term: string, position: number) => void): number {
  let position = 0;
  /** The words since the last one that no hyphen joins to the one before it. */
  let joined = '';
  let words = 0;
  let end = -1;
  const closeJoined = () => {
    if (words > 1) visit(termOf(joined, 0, joined.length), position - words);
    words = 0;
  };
  eachRun(folded, (kind, from, to) => {
    const goesOn = words > 0 && kind === CHARACTER.LETTER && from === end + 1 && isHyphen(folded[end]);
    if (!goesOn) closeJoined();
    if (kind === CHARACTER.UNSPACED) {
      for (let at = from; at < to; ) {
        const next = at + widthOf(folded.codePointAt(at) ?? 0);
        visit(folded.slice(at, next < to ? next + widthOf(folded.codePointAt(next) ?? 0) : to), position);
        position += 1;
        at = next;
      }
      return;
    }
    visit(termOf(folded, from, to), position);
    position += 1;
    if (kind === CHARACTER.LETTER) {
      joined = goesOn ? joined + folded.slice(from, to) : folded.slice(from, to);
      words += 1;
      end = to;
    }
  });
  closeJoined();
  return position;
}

/**
 * A term that a text must have, `at` so many positions after the first one. A `beginning` is met by every term that begins
 * like this; so is a `character`, which then is as good as found whole.
 */
export type Slot = { term: string; match: 'whole' | 'beginning' | 'character'; at: number };

/** Terms that must all occur: one after the other where it is tight, better so where it is not. */
export type Chain = {
  slots: readonly Slot[];
  isTight: boolean;
  /** Whether it is one word, in which a slip may be forgiven. */
  canSlip: boolean;
  /** One that is as good as all of them: "email" for "e-mail". */
  joined?: Slot;
  /** As it stands in the folded search: what to mark in a text. */
  surface: string;
};

/** A search of more terms is cut: the rest of a pasted page narrows nothing any more, and takes its time. */
const MOST_SLOTS = 64;

/** The slots of a folded text, and which chain each belongs to: spaced words hold together, as does each unspaced run. */
function slotsIn(folded: string): { chain: number; from: number; to: number; kind: number; slots: Slot[] }[] {
  const runs: { chain: number; from: number; to: number; kind: number; slots: Slot[] }[] = [];
  let position = 0;
  let before: number = CHARACTER.NONE;
  let chain = -1;
  eachRun(folded, (kind, from, to) => {
    const isUnspaced = kind === CHARACTER.UNSPACED;
    if (isUnspaced || before === CHARACTER.UNSPACED || before === CHARACTER.NONE) chain += 1;
    before = kind;
    if (!isUnspaced) {
      runs.push({ chain, from, to, kind, slots: [{ term: termOf(folded, from, to), match: 'whole', at: position }] });
      position += 1;
      return;
    }
    const characters = Array.from(folded.slice(from, to));
    const [only] = characters;
    const slots: Slot[] =
      characters.length === 1 && only !== undefined
        ? [{ term: only, match: 'character', at: position }]
        : characters.slice(1).map((character, index) => ({
            term: `${characters[index]}${character}`,
            match: 'whole',
            at: position + index,
          }));
    runs.push({ chain, from, to, kind, slots });
    position += characters.length;
  });
  return runs;
}

/**
 * What a word of a search asks for: "导出csv" is two chains, "e-mail" is one that is tight. The last spaced word may go on.
 * @param word Folded, without spaces. Of what has no letters nothing comes: it asks for nothing.
 */
export function chainsOfWord(word: string): Chain[] {
  const runs = slotsIn(word);
  const chains = Map.groupBy(runs, ({ chain }) => chain);
  return [...chains.values()].map((members) => {
    const [first] = members;
    const last = members.at(-1);
    const isUnspaced = first?.kind === CHARACTER.UNSPACED;
    const slots = members.flatMap((member) => member.slots).slice(0, MOST_SLOTS);
    const start = slots[0]?.at ?? 0;
    const isJoined = members.length > 1 && members.every(({ kind }) => kind === CHARACTER.LETTER);
    return {
      ...(isJoined ? { joined: { term: slots.map(({ term }) => term).join(''), match: 'beginning', at: 0 } } : {}),
      slots: slots.map((slot, index) => ({
        ...slot,
        at: slot.at - start,
        match: !isUnspaced && index === slots.length - 1 ? 'beginning' : slot.match,
      })),
      isTight: !isUnspaced,
      canSlip: members.length === 1 && first?.kind === CHARACTER.LETTER,
      surface: word.slice(first?.from ?? 0, last?.to ?? 0),
    };
  });
}

/** The one chain that a phrase is, word for word; undefined where it has no letters. @param phrase Folded. */
export function chainOfPhrase(phrase: string): Chain | undefined {
  const slots = slotsIn(phrase)
    .flatMap((run) => run.slots)
    .slice(0, MOST_SLOTS);
  const start = slots[0]?.at ?? 0;
  if (slots.length === 0) return undefined;
  return {
    slots: slots.map((slot) => ({ ...slot, at: slot.at - start })),
    isTight: true,
    canSlip: false,
    surface: phrase.replace(/\s+/g, ' ').trim(),
  };
}

/** What may stand between the parts of a word or a phrase: "e-mail" is found in "e mail", "gpt4" in "GPT-4". */
const BETWEEN = '[^\\p{L}\\p{N}\\p{S}]';

/** A regular expression, with flag `u`, for where a term stands in a folded text. @param term Folded. */
export function surfacePattern(term: string): string {
  const whole = RegExp.escape(term);
  let parts = '';
  let before: number | undefined;
  eachRun(term, (kind, from, to) => {
    // Two numbers without anything between them are another number.
    if (before !== undefined) parts += BETWEEN + (before === CHARACTER.DIGIT && kind === before ? '+' : '*');
    parts += RegExp.escape(term.slice(from, to));
    before = kind;
  });
  return parts === '' ? whole : `${whole}|${parts}`;
}
