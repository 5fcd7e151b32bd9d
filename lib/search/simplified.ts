import PAIRS from 'opencc-js/dict/TSCharacters';

/** Simplified characters by their traditional ones, as UTF-16 units; 0 where a character is written in one way only. */
let simplifiedOf: Uint16Array | undefined;

/**
 * OpenCC's table of characters, "價 价|體 体|…": where several are possible, the usual one is first. Pairs beyond the basic
 * plane are left out: a text keeps its length, and its places.
 */
function readPairs(): Uint16Array {
  const read = new Uint16Array(0x1_0000);
  for (const pair of PAIRS.split('|')) {
    const [traditional = '', simplified = ''] = pair.split(' ');
    if (traditional.length === 1 && simplified.length === 1) read[traditional.charCodeAt(0)] = simplified.charCodeAt(0);
  }
  // 薴 is 苧 simplified, and 苧 is 苎: whatever is simplified already stays as it is.
  return read.map((unit) => read[unit] || unit);
}

/**
 * A text with simplified characters for traditional ones, unit for unit: for comparing only. What is two characters in
 * one script and one in the other (後 and 后 are 后) is told apart no more, nor are words that the regions have for
 * themselves made the same (軟體 is 软体, not 软件).
 */
export function toSimplified(text: string): string {
  simplifiedOf ??= readPairs();
  let written = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = simplifiedOf[text.charCodeAt(at)];
    if (!unit) continue;
    written += text.slice(from, at) + String.fromCharCode(unit);
    from = at + 1;
  }
  return from === 0 ? text : written + text.slice(from);
}
