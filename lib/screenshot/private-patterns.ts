/** Kinds of private data, in the order in which they are looked for: the surest first. */
export const PRIVATE_KINDS = ['email', 'chinese_id', 'card', 'phone'] as const;
export type PrivateKind = (typeof PRIVATE_KINDS)[number];

export type Found = { kind: PrivateKind; start: number; end: number };

/** Part of a text, by offsets into it. */
type Span = { start: number; end: number };

type Finder = {
  kind: PrivateKind;
  pattern: RegExp;
  /** Which part of what the pattern matched is likely what it looks like; undefined for none. */
  likely(match: string): Span | undefined;
};

const wholeIf = (match: string, isIt: boolean): Span | undefined =>
  isIt ? { start: 0, end: match.length } : undefined;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

// Names of pictures for sharper screens ("logo@2x.png") look like addresses.
const FILE_ENDINGS = /\.(?:png|jpe?g|gif|svg|webp|avif|css|[cm]?[jt]sx?|json|html?|pdf|zip)$/i;

const LATIN = String.raw`\p{Script=Latin}\d`;
const EMAIL = new RegExp(
  String.raw`(?<![${LATIN}._%+-])[${LATIN}][${LATIN}._%+'-]{0,63}@(?:[${LATIN}](?:[${LATIN}-]{0,61}[${LATIN}])?\.){1,8}\p{Script=Latin}{2,24}(?![${LATIN}]|[-.]?@|:[\w/])`,
  'giu',
);

/** Digits alone, or with a space or a dash between groups. */
const DIGIT_GROUPS = /(?<![\w.+-])\d(?:[ -]?\d){12,99}(?![\w]|[.-]\d)/g;

/** How card numbers are written, by the lengths of their groups. */
const CARD_GROUPS = /^(?:1[3-9]|4,4,4,4(?:,[1-3])?|4,4,4,[1-3]|4,6,[45]|6,(?:7|10|13)|8,8|5,4,5|5,5,5)$/;

/** By the check digit that all card numbers end in. https://en.wikipedia.org/wiki/Luhn_algorithm */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function isCard(groups: readonly string[]): boolean {
  const digits = groups.join('');
  if (!CARD_GROUPS.test(groups.map(({ length }) => length).join())) return false;
  // A table's years in a row are no card.
  if (!/^[2-6]/.test(digits) || /^(\d)\1+$/.test(digits) || groups.every((group) => /^(?:19|20)\d\d$/.test(group)))
    return false;
  return passesLuhn(digits);
}

/** Other numbers may stand beside a card's: when it expires, or what row it is in. */
function cardIn(match: string): Span | undefined {
  const groups = [...match.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({ digits, start: index }));
  for (let from = 0; from < groups.length; from += 1) {
    for (let to = Math.min(groups.length, from + 5); to > from; to -= 1) {
      const part = groups.slice(from, to);
      const [first, last] = [part.at(0), part.at(-1)];
      if (!first || !last || !isCard(part.map(({ digits }) => digits))) continue;
      return { start: first.start, end: last.start + last.digits.length };
    }
  }
  return undefined;
}

/** GB 11643: place, date of birth, number, and a check digit. Until 1999 without the century and the check digit. */
const CHINESE_ID =
  /(?<![\w.-])[1-8]\d{5}[ ]?(?:(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ ]?\d{3}[\dXx]|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![\w]|[.-]\d)/g;
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** The last character of an 18-digit number by the 17 before it (ISO 7064, MOD 11-2). */
export function chineseIdCheck(digits: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) sum += Number(digits[index]) * (2 ** (17 - index) % 11);
  return '10X98765432'.charAt(sum % 11);
}

function isChineseId(match: string): boolean {
  const number = match.replace(/ /g, '').toUpperCase();
  if (!PROVINCES.test(number)) return false;
  if (number.length === 18) return number[17] === chineseIdCheck(number);
  // American Express has as many digits, and begins like two provinces.
  return !(/^3[47]/.test(number) && passesLuhn(number));
}

/** https://en.wikipedia.org/wiki/List_of_country_calling_codes */
const COUNTRY = String.raw`(?:1|7|2(?:0|7|[1-689]\d)|3(?:[0-469]|[578]\d)|4(?:[013-9]|2\d)|5(?:[1-8]|[09]\d)|6(?:[0-6]|[789]\d)|8(?:[1246]|[058]\d)|9(?:[0-58]|[679]\d))`;
const GAP = '(?: ?[-.·] ?| )';
/** Each group begins with a gap or a bracket, so that there is one way to read a number, however long. */
const GROUPS = String.raw`\d{0,14}(?:${GAP}\d{1,14}|${GAP}?\(\d{1,5}\)(?:${GAP}?\d{1,14})?){0,6}`;
const PHONES = [
  // International.
  String.raw`(?<![\w+])(?:\+|00(?=86))${COUNTRY}${GROUPS}`,
  // Chinese mobile numbers, with the code of the country or without.
  String.raw`(?<![\w.+]|\d-)(?:86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}`,
  // North America.
  String.raw`(?<![\w.+/-]|\d )(?:1[-. ])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4}`,
  // With the 0 that national numbers of most countries begin with.
  String.raw`(?<![\w.+/-]|\d )(?:\(0\d{2,4}\) ?|0\d{2,4}[- ])\d{3,4}(?:[- ]?\d{3,4}){1,2}`,
];
const PHONE = new RegExp(`(?:${PHONES.join('|')})(?![\\w%]|[.,:-]\\d)`, 'g');
const DATE = /\b(?:19|20)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])\b/;

/** How many digits a number has with its country, at least and at most: where that is fixed, what follows is none of it. */
function lengthsOf(digits: string): [least: number, most: number] {
  if (digits.startsWith('1')) return [11, 11];
  return /^861[3-9]/.test(digits) ? [13, 13] : [8, 15];
}

function phoneIn(match: string): Span | undefined {
  const dialled = (to: number) => digitsOf(match.slice(0, to)).replace(/^00(?=86)/, '');
  const isInternational = /^(?:\+|0086)/.test(match);
  const [least, most] = isInternational ? lengthsOf(dialled(match.length)) : [10, 13];
  // What is too long ends with another number.
  let end = match.length;
  while (dialled(end).length > most) {
    const cut = match.slice(0, end).search(/[ .·()-]+\d+\)?$/);
    if (cut <= 0) return undefined;
    end = cut;
  }
  return dialled(end).length >= least && !DATE.test(match.slice(0, end)) ? { start: 0, end } : undefined;
}

const FINDERS: readonly Finder[] = [
  { kind: 'email', pattern: EMAIL, likely: (match) => wholeIf(match, !FILE_ENDINGS.test(match)) },
  { kind: 'chinese_id', pattern: CHINESE_ID, likely: (match) => wholeIf(match, isChineseId(match)) },
  { kind: 'card', pattern: DIGIT_GROUPS, likely: cardIn },
  { kind: 'phone', pattern: PHONE, likely: phoneIn },
];

const PRICE = /[$€£¥₹]\s?$/u;

/** Finds what is likely private in a line of text (NFKC, dashes as "-"), from left to right, without overlaps. */
export function findInLine(line: string): Found[] {
  // Most lines have neither.
  if (!line.includes('@') && !/\d(?:\D{0,3}\d){7}/.test(line)) return [];
  const found: Found[] = [];
  for (const { kind, pattern, likely } of FINDERS) {
    for (const match of line.matchAll(pattern)) {
      const span = likely(match[0]);
      if (!span || PRICE.test(line.slice(0, match.index))) continue;
      const [start, end] = [match.index + span.start, match.index + span.end];
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
