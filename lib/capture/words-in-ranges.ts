import { isOversized, plainTextOf } from './oversized.ts';
import { quoteOfRanges } from './selection.ts';

/** The words in ranges as a reader sees them; of more than can be converted while anybody waits, as the browser has them. */
export function wordsInRanges(ranges: readonly AbstractRange[]): string {
  return isOversized(ranges) ? plainTextOf(ranges) : quoteOfRanges(ranges);
}
