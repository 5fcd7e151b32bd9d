/** By locale: one takes longer to make than a link, and a library has thousands of links. */
const segmenters = new Map<string, Intl.Segmenter>();

/**
 * What splits text into words: Chinese, Japanese and Thai have words too.
 * @param lang BCP 47. What a page calls its language need not be one: then English.
 */
export function wordSegmenter(lang: string | undefined): Intl.Segmenter {
  const locale = knownLocale(lang) ?? 'en';
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  return segmenter;
}

function knownLocale(lang: string | undefined): string | undefined {
  try {
    return Intl.Segmenter.supportedLocalesOf(lang ?? [])[0];
  } catch {
    return undefined;
  }
}
