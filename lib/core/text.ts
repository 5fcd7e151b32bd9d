/** Upper bounds for text that comes from a page, in UTF-16 units. The schemas enforce them; the page reader obeys them. */
export const LIMITS = {
  /** A quote is kept word for word or refused, never cut. */
  quote: 2_000_000,
  markdown: 4_000_000,
  html: 8_000_000,
  title: 1_000,
  name: 200,
  url: 16_384,
  note: 100_000,
} as const;

// C0 and C1 controls except tab and line feed: invisible, and some break JSON, XML or terminals downstream.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming control characters is what this pattern is for
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** Bidirectional overrides and isolates: they can make one text look like another once it stands outside its page. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Text of a page, made safe to store: line endings are LF, lone surrogates become U+FFFD, control characters go.
 * Words are never changed.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}

/** One line for a title, an author or a name: cleaned, without bidi controls, spaces folded, at most `limit` units. */
export function cleanLine(text: string, limit: number = LIMITS.title): string {
  // Cut first: a page can set a title of megabytes, and folding all of it would be work for nothing.
  const line = cleanText(text.slice(0, limit * 4))
    .replace(BIDI_CONTROLS, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= limit
    ? line
    : `${line
        .slice(0, limit - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}

/** The form in which names are compared: NFKC, case-folded, spaces folded. "ＡＰＩ " and "api" are one tag. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
