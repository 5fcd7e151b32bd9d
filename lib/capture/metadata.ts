import type { Source } from '#lib/core/schema/source.ts';
import { cleanLine, LIMITS } from '#lib/core/text.ts';
import { siteOf } from '#lib/core/url.ts';
import { baseUrl } from './base-url.ts';
import { readFavicon } from './favicon.ts';
import { canonicalOf, isElsewhere } from './provenance/address.ts';
import { provenanceOf } from './provenance/merge.ts';
import { readMeta } from './provenance/meta.ts';
import { VOCABULARIES } from './provenance/vocabularies.ts';
import { attribute, queryAll, viewOf } from './safe-dom.ts';

type Moment = {
  /** Unix time in milliseconds. */
  now?: number;
  /** The address that the document was loaded from, which single-page apps move on from. */
  loaded?: string | undefined;
};

function loadedFrom(document: Document): string | undefined {
  return viewOf(document)?.performance.getEntriesByType('navigation')[0]?.name;
}

/**
 * Where a clip of `document` comes from, as the page says at this moment: single-page apps change it as they go. `url` is
 * the address bar. Every line is cleaned and cut, every link may be followed, and nothing on the page makes it throw.
 * `provenance/vocabularies.ts` has the order in which what pages say is believed.
 */
export function readSource(
  document: Document,
  url: string,
  { now = Date.now(), loaded = loadedFrom(document) }: Moment = {},
): Source {
  const meta = readMeta(document);
  const addresses = { url, base: baseUrl(document, url), loaded };
  const links = queryAll(document, 'link[rel~="canonical" i][href]').slice(0, 5);
  const claimed = [...links.map((link) => attribute(link, 'href') ?? ''), ...meta('og:url').slice(0, 5)];
  const canonicalUrl = canonicalOf(claimed, addresses);
  const page = {
    document,
    meta,
    isElsewhere: (names: readonly string[]) => isElsewhere(names, addresses, canonicalUrl),
  };
  const { title, site, ...said } = provenanceOf(page, VOCABULARIES, now);
  return withoutEmpty({
    url: url.slice(0, LIMITS.url),
    canonicalUrl,
    title: title ?? cleanLine(url),
    site: site ?? siteOf(url),
    ...said,
    favicon: readFavicon(document, addresses.base, url),
  });
}

type Loose = { [K in keyof Source]: Source[K] | undefined };

function withoutEmpty({ url, title, ...rest }: Loose & Pick<Source, 'url' | 'title'>): Source {
  const known: Partial<Source> = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''),
  );
  return { url, title, ...known };
}
