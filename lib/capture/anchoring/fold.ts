/** Zero-width characters, soft hyphens, marks of direction and variation: they come and go with the markup. */
const isUnseen = (unit: number): boolean =>
  unit === 0xad || (unit >= 0x200b && unit <= 0x200f) || unit === 0x2060 || unit === 0xfeff || unit === 0xfe0f;

const isSpace = (unit: number): boolean =>
  unit === 0x20 ||
  (unit >= 0x09 && unit <= 0x0d) ||
  unit === 0xa0 ||
  (unit >= 0x2000 && unit <= 0x3000 && /\s/.test(String.fromCharCode(unit)));

/** Scripts that put no spaces between words: Han, kana, their punctuation, and Han beyond the first plane. */
export const isWide = (unit: number): boolean =>
  (unit >= 0x2e80 && unit <= 0x9fff) ||
  (unit >= 0xf900 && unit <= 0xfaff) ||
  (unit >= 0xfe30 && unit <= 0xfe4f) ||
  (unit >= 0xff00 && unit <= 0xffef) ||
  (unit >= 0xd840 && unit <= 0xd88f);

/** Whether words are written with it, in scripts that put spaces between them. */
export const isWordUnit = (unit: number): boolean =>
  !isWide(unit) && /[\p{L}\p{M}\p{N}_]/u.test(String.fromCharCode(unit));

const decoder = new TextDecoder('utf-16le');

/**
 * A text without the differences that no reader sees. Runs of white space between two words are one space; elsewhere there
 * are none, as the markup may or may not put some; unseen characters go.
 */
export function fold(text: string): string {
  const units = new Uint16Array(text.length);
  let length = 0;
  let isSpaced = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isUnseen(unit)) continue;
    if (isSpace(unit)) {
      isSpaced = true;
      continue;
    }
    if (isSpaced && length > 0 && isWordUnit(units[length - 1] ?? 0) && isWordUnit(unit)) {
      units[length] = 0x20;
      length += 1;
    }
    isSpaced = false;
    units[length] = unit;
    length += 1;
  }
  return decoder.decode(units.subarray(0, length));
}

/** How much a text tells: an ideograph says as much as two or three letters. */
export function weightOf(text: string): number {
  let weight = 0;
  for (let at = 0; at < text.length; at += 1) weight += isWide(text.charCodeAt(at)) ? 2.5 : 1;
  return weight;
}
