import { webUrl } from '#lib/capture/favicon.ts';
import { domainCovers, withoutTracking } from '#lib/core/url.ts';

const MAX_NAMES = 20;
const MAX_PARAMETERS = 100;

function parsed(url: string, base?: string): URL | undefined {
  const link = webUrl(url, base ?? url);
  return (link && URL.parse(withoutTracking(link))) || undefined;
}

/**
 * The parts of a path, without those that name the same page: `index.html`, `amp`, and the post that a forum writes behind
 * the number of its thread as the reader scrolls (`/t/exports/4821/7`).
 */
function segmentsOf({ pathname }: URL): string[] {
  const segments = pathname.toLowerCase().split('/').filter(Boolean);
  const isPlace = /^(?:.*\/)?(?:index\.\w+|amp)$|^\d+\/\d+$/.test(segments.slice(-2).join('/'));
  return isPlace ? segments.slice(0, -1) : segments;
}

const routeOf = ({ hash }: URL): string => (/^#!?\/./.test(hash) ? hash : '');
const isHome = (url: URL): boolean => segmentsOf(url).length === 0 && routeOf(url) === '';

/** Whether the hosts are one, or one is below the other; those for the web, phones and AMP are the site itself. */
function isSameSite(a: URL, b: URL): boolean {
  const [one, other] = [a, b].map(({ hostname }) => hostname.replace(/^(?:www\d*|m|mobile|amp)\./, ''));
  return domainCovers(one ?? '', other ?? '') || domainCovers(other ?? '', one ?? '');
}

/** One site, one path, one route, and no parameter with two values: a parameter that one of them lacks may be anything. */
function isSamePage(a: URL, b: URL): boolean {
  return (
    isSameSite(a, b) &&
    segmentsOf(a).join('/') === segmentsOf(b).join('/') &&
    routeOf(a) === routeOf(b) &&
    [...a.searchParams].slice(0, MAX_PARAMETERS).every(([name, value]) => (b.searchParams.get(name) ?? value) === value)
  );
}

const slugOf = (url: URL): string => (segmentsOf(url).at(-1) ?? '').replace(/\.\w{2,5}$/, '');

export type Addresses = {
  /** The address bar. */
  url: string;
  /** What relative addresses are relative to. */
  base: string;
  /** The address that the document was loaded from: another one, once a single-page app has moved on. */
  loaded: string | undefined;
};

/**
 * The address that a page may be known by, of those that it claims, best first. Two lies are well known: the home page
 * for every page of a site, and, in single-page apps, the page that was there before. The page of another site is believed
 * where the last part of its path is the same (an article that appeared elsewhere first, a cache, a test server), or where
 * the address is no web address at all (a saved page).
 */
export function canonicalOf(claimed: readonly string[], { url, base, loaded }: Addresses): string | undefined {
  const links = claimed.flatMap((link) => webUrl(link, base) ?? []);
  const here = parsed(url);
  if (!here) return links[0];
  const before = loaded === undefined ? undefined : parsed(loaded);
  const hasMoved = before !== undefined && !isSamePage(before, here);
  return links.find((link) => {
    const page = parsed(link);
    if (!page || (isHome(page) && page.search === '' && !isHome(here))) return false;
    if (hasMoved && isSamePage(page, before) && !isSamePage(page, here)) return false;
    return isSameSite(page, here) || (slugOf(page) !== '' && slugOf(page) === slugOf(here));
  });
}

/**
 * Whether something that goes by `names` is about another page of the site: it names one or several, and neither the one
 * in the address bar nor its canonical address is among them. The home page is no evidence, as many sites name it
 * everywhere; nor are identifiers that are no addresses.
 */
export function isElsewhere(
  names: readonly string[],
  { url, base }: Addresses,
  canonicalUrl: string | undefined,
): boolean {
  const own = [url, canonicalUrl].flatMap((link) => (link && parsed(link)) || []);
  const pages = names
    .slice(0, MAX_NAMES)
    .filter((name) => /^(?:https?:)?\//i.test(name))
    .flatMap((name) => parsed(name, base) ?? [])
    .filter((page) => own.some((each) => isSameSite(page, each)) && !(isHome(page) && page.search === ''));
  return pages.length > 0 && !pages.some((page) => own.some((each) => isSamePage(page, each)));
}
