import type { Rest } from '#lib/core/schema/reading.ts';
import { LIMITS } from '#lib/core/text.ts';
import type { LoadPart } from './page-parts.ts';
import { textFragmentOf } from './text-fragment/index.ts';

/** What the page was asked when it was read, of which the rest of the capture is made. */
type Left = {
  /** Not yet sanitised. */
  html: string | undefined;
  /** The passage that was anchored, alive, and the words that it had. */
  range: AbstractRange | undefined;
  words: string;
  /** The address bar. */
  url: string;
};

/**
 * Makes the rest of a capture, once what was read is safe. What fails is left out: none of it waits for another.
 * @param load How the parts that this takes are had.
 */
export async function readRest({ html, range, words, url }: Left, load: LoadPart): Promise<Rest> {
  const [clean, fragment, snapshot] = await Promise.allSettled([
    html === undefined ? undefined : load('sanitise').then(({ sanitise }) => sanitise(html)),
    range && textFragmentOf(range),
    // Pictures go without: what is redacted in them would still be in it.
    range && load('snapshot').then(({ readSnapshot }) => readSnapshot(document, url).text),
  ]);
  // The page may have gone on meanwhile: then the fragment is of something else.
  const isSame = String(range) === words && location.href === url;
  return {
    ...(clean.status === 'fulfilled' && clean.value !== undefined && clean.value.length <= LIMITS.html
      ? { html: clean.value }
      : {}),
    ...(fragment.status === 'fulfilled' && fragment.value !== undefined && isSame
      ? {
          fragment: {
            type: 'FragmentSelector',
            conformsTo: 'https://wicg.github.io/scroll-to-text-fragment/',
            value: fragment.value,
          },
        }
      : {}),
    ...(snapshot.status === 'fulfilled' && snapshot.value && location.href === url ? { pageText: snapshot.value } : {}),
  };
}
