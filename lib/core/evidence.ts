import type { Clip, Ignorable } from './schema/clip.ts';
import type { AnchorState, Observation } from './schema/observation.ts';

// Digits of any script, with what stands between and after them in one number: "1,024", "3.5k", "１２万".
const NUMBER = /\p{Nd}+(?:[.,:'’ \u00a0\u202f]\p{Nd}+)*\s?(?:%|[kKmMbB](?![\p{L}])|[万亿千萬億])?/gu;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const DATE = new RegExp(
  [
    // 2026-05-03, 2026/5/3, 3.5.2026, with a time behind it
    '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2})?)?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}',
    // May 3, 2026 · 3 May 2026 · May 2026
    `${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}(?:,? \\d{4})?|${MONTH} \\d{4}`,
    // 3 days ago, an hour ago, yesterday
    '(?:\\d+|an?|one) (?:second|minute|min|hour|hr|day|week|month|year)s? ago|just now|yesterday|today',
    // 2026年5月3日, 5月3日, 3 天前, 刚刚
    '\\d{4} ?年(?: ?\\d{1,2} ?月(?: ?\\d{1,2} ?[日号])?)?|\\d{1,2} ?月 ?\\d{1,2} ?[日号]',
    '\\d+ ?(?:秒|分钟|小时|个小时|天|周|个星期|个月|月|年)(?:之?前)|刚刚|昨天|今天|前天',
  ].join('|'),
  'giu',
);

/** The text with all that is noise replaced by a mark of it, and without the spaces that nobody sees. */
function withoutNoise(text: string, ignored: readonly Ignorable[]): string {
  let rest = text.normalize('NFKC');
  if (ignored.includes('dates')) rest = rest.replace(DATE, '\u0001');
  if (ignored.includes('numbers')) rest = rest.replace(NUMBER, '\u0002');
  return rest.replace(/\s+/g, '');
}

/** Whether two wordings say the same once white space and what is ignored are left out. */
export function isNoise(before: string, after: string, ignored: readonly Ignorable[] = []): boolean {
  return withoutNoise(before, ignored) === withoutNoise(after, ignored);
}

/**
 * How a clip stands, by what was last seen of it; undefined where nobody has looked. Words that differ only in what this
 * clip ignores are the same.
 */
export function standingOf(
  clip: Pick<Clip, 'quote' | 'ignoredChanges'>,
  newest: Pick<Observation, 'state' | 'quote'> | undefined,
): AnchorState | undefined {
  if (newest?.state !== 'changed' || newest.quote === undefined) return newest?.state;
  return isNoise(clip.quote, newest.quote, clip.ignoredChanges) ? 'exact' : 'changed';
}
