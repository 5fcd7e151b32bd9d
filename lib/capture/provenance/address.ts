import { webUrl } from '#lib/capture/favicon.ts';
import { domainCovers, withoutTracking } from '#lib/core/url.ts';

const MAX_NAMES = 20;
const MAX_PARAMETERS = 100;

function parsed(url: string, base?: string): URL | undefined {
  const link = webUrl(url, base ?? url);
  return (link && URL.parse(withoutTracking(link))) || undefined;
}

/** The parts of a path, without those that name the same page: `index.html`, `amp`. */
function segmentsOf({ pathname }: URL): string[] {
  const segments = pathname.toLowerCase().split('/').filter(Boolean);
  return /^(?:index\.\w+|amp)$/.test(segments.at(-1) ?? '') ? segments.slice(0, -1) : segments;
}

const routeOf = ({ hash }: URL): string => (/^#!?\/./.test(hash) ? hash : '');
const isHome = (url: URL): boolean => segmentsOf(url).length === 0 && routeOf(url) === '';

/**
 * The domain that somebody has registered, as far as names tell without the list of public suffixes: two labels, or three
 * below the likes of `co.uk` and `com.cn`.
 */
function domainOf(host: string): string {
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}

const isIp = (host: string): boolean => /^[\d.]+$|^\[/.test(host);

function isSameSite({ hostname: a }: URL, { hostname: b }: URL): boolean {
  if (isIp(a) || isIp(b)) return a === b;
  return domainCovers(a, b) || domainCovers(b, a) || domainOf(a) === domainOf(b);
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
  const plausible = links.filter((link) => {
    const page = parsed(link);
    if (!page || (isHome(page) && page.search === '' && !isHome(here))) return false;
    if (hasMoved && isSamePage(page, before) && !isSamePage(page, here)) return false;
    return isSameSite(page, here) || (!isHome(page) && slugOf(page) === slugOf(here));
  });
  // Once the app has moved, whatever names the address is newer than what does not.
  const current = hasMoved ? plausible.find((link) => isSamePage(parsed(link) ?? before, here)) : undefined;
  return current ?? plausible[0];
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
