import { bareOf, spanOf } from './bare.ts';
import { findBetween, findChanged, framed, isCutOut, mayHaveChanged } from './changed.ts';
import { TELLING } from './places.ts';
import { regionsOf } from './regions.ts';
import { findSame, placesOf, type Same } from './same.ts';
import { type Found, type Match, type Quote, quoteOf, type Sought } from './sought.ts';

const MISSING: Match = { state: 'missing', score: 0 };

/** A passage that stands where it stood, to the letter, and between the same neighbours: there is nothing to look for. */
function standing(text: string, { exact, prefix, suffix, places }: Sought): Match | undefined {
  const whole = prefix + exact + suffix;
  const start = places.find((place) => place >= prefix.length && text.startsWith(whole, place - prefix.length));
  return start === undefined ? undefined : { state: 'exact', start, end: start + exact.length, score: 1 };
}

/**
 * Finds passages again in a text, or says that they are not in it any more. A passage is never attached to another that
 * only looks like it: there is a least score, words are whole, and of two that are as likely it is neither.
 *
 * Pure, and in small steps, so that whoever runs it can let others have a turn at each `yield`.
 * @param breaks Offsets at which the text breaks though no space says so, such as between two paragraphs of a page.
 * @returns a match for each passage.
 */
export function* matchAll(
  text: string,
  sought: readonly Sought[],
  breaks: ReadonlySet<number> = new Set(),
): Generator<void, Match[]> {
  const here = sought.map((one) => standing(text, one));
  const rest = yield* matchElsewhere(
    text,
    sought.filter((_, index) => !here[index]),
    breaks,
  );
  return here.map((match) => match ?? rest.shift() ?? MISSING);
}

function* matchElsewhere(
  text: string,
  sought: readonly Sought[],
  breaks: ReadonlySet<number>,
): Generator<void, Match[]> {
  if (sought.length === 0) return [];
  const page = yield* bareOf(text, breaks);
  yield;
  const quotes: Quote[] = [];
  for (const one of sought) {
    quotes.push(quoteOf(one));
    yield;
  }
  const matches: (Found | undefined)[] = quotes.map(() => undefined);
  const counts: number[] = [];
  const left: { index: number; quote: Quote; same: Same | undefined }[] = [];
  for (const [index, quote] of quotes.entries()) {
    const all = yield* placesOf(page, quote);
    counts.push(all.length);
    const same = findSame(page, quote, all);
    yield;
    // Few words that stand among others now are not it where its neighbours have other words between them.
    const isFaint = same && same.context.both < 0.5 && quote.weight < TELLING;
    if (isFaint && (yield* framed(page, quote)).length > 0) continue;
    if (same?.isSure) matches[index] = same.found;
    else if (yield* isCutOut(page, quote)) continue;
    else if (mayHaveChanged(quote, all.length)) left.push({ index, quote, same });
    else if (all.length >= (quote.times ?? 1) || (yield* framed(page, quote)).length === 0)
      matches[index] = same?.found;
  }
  const regions = yield* regionsOf(
    page.plain,
    left.map(({ quote }) => quote.bare.plain),
  );
  for (const [order, { index, quote, same }] of left.entries()) {
    matches[index] = yield* findChanged(page, regions[order] ?? [], quote, same);
  }
  for (const [index, quote] of quotes.entries()) {
    const isLeft = (quote.times ?? 1) <= (counts[index] ?? 0);
    if (matches[index] || isLeft || quote.bare.text === '' || mayHaveChanged(quote, 0)) continue;
    matches[index] = yield* findBetween(page, quote);
  }
  return matches.map((match, index): Match => {
    if (!match) return MISSING;
    const { start, end } = spanOf(text, page, match.start, match.end);
    const exact = sought[index]?.exact ?? '';
    if (match.state === 'changed') return { ...match, start, end };
    // White space and unseen characters at its ends are part of what was taken.
    const lead = exact.length - exact.replace(/^[\s\p{Default_Ignorable_Code_Point}]+/u, '').length;
    const isWhole = text.startsWith(exact, start - lead);
    return isWhole ? { ...match, start: start - lead, end: start - lead + exact.length } : { ...match, start, end };
  });
}
