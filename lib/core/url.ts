import { LIMITS } from './text.ts';
import { BY_DOMAIN, EVERYWHERE } from './tracking-parameters.ts';

const LINKABLE = new Set(['http:', 'https:', 'mailto:']);

/**
 * The URL, normalised, if a reader may safely follow it (http, https, mailto); else undefined. The one gate through which
 * every link from a page passes before it is stored, shown or exported.
 */
export function safeUrl(url: string | null | undefined, base?: string): string | undefined {
  if (!url || url.length > LIMITS.url) return undefined;
  const parsed = URL.parse(url, base);
  return parsed && LINKABLE.has(parsed.protocol) ? parsed.href : undefined;
}

/** The host a reader would name: "www.acme.com" → "acme.com"; '' for what has no host (files, mailto). */
export function siteOf(url: string): string {
  return (URL.parse(url)?.hostname ?? '').replace(/^www\./, '');
}

/** Single-page apps of the older sort keep the name of the page in the fragment: `#/route`, `#!/route`. */
const isRoute = (fragment: string): boolean => /^!?\/./.test(fragment);

/** The text before and after the first `mark`; nothing after where there is none. */
function cut(text: string, mark: string): [before: string, after: string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

function isTracking(pair: string, host: string): boolean {
  const name = cut(pair, '=')[0].toLowerCase();
  const matches = (known: string) => (known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known);
  return (
    EVERYWHERE.some(matches) ||
    Object.entries(BY_DOMAIN).some(([domain, names]) => domainCovers(domain, host) && names.some(matches))
  );
}

/** Takes the tracking out of what follows the first `?`. */
function withoutTrackingIn(text: string, host: string): string {
  const [path, query] = cut(text, '?');
  if (!query) return text;
  const pairs = query.split('&');
  const kept = pairs.filter((pair) => !isTracking(pair, host));
  if (kept.length === pairs.length) return text;
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}

/**
 * A web address without the parameters that only say how a reader came to it (`tracking-parameters.ts`), also in the
 * fragment where that is a route. Everything else stays byte for byte, as do addresses that are not of the web.
 */
export function withoutTracking(url: string): string {
  const parsed = url.includes('?') ? URL.parse(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return url;
  const [page, fragment] = cut(url, '#');
  const clean = withoutTrackingIn(page, parsed.hostname);
  if (fragment === undefined) return clean;
  return `${clean}#${isRoute(fragment) ? withoutTrackingIn(fragment, parsed.hostname) : fragment}`;
}

/**
 * The key under which clips of one page meet: the URL without tracking parameters and without its fragment, unless that
 * is a route of a single-page app.
 */
export function pageKey(url: string): string {
  const parsed = URL.parse(withoutTracking(url));
  if (!parsed) return url;
  // What follows `:~:` names a passage. https://wicg.github.io/scroll-to-text-fragment/
  const [fragment] = cut(parsed.hash.slice(1), ':~:');
  parsed.hash = isRoute(fragment) ? fragment : '';
  return parsed.href;
}

/**
 * What all addresses of a page have in common, whatever tracking or fragment they carry: the part of its key before the
 * query. Each of them is this, or goes on with `?` or `#`.
 */
export function pagePath(url: string): string {
  const [page] = cut(pageKey(url), '#');
  return cut(page, '?')[0];
}

/** Whether `domain` covers `host`: "acme.com" covers "acme.com" and "docs.acme.com", not "notacme.com". */
export function domainCovers(domain: string, host: string): boolean {
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}
