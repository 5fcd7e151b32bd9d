import { LIMITS } from './text.ts';

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

/** The key under which clips of one page meet: the URL without its fragment. */
export function pageKey(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed) return url;
  parsed.hash = '';
  return parsed.href;
}

/** Whether `domain` covers `host`: "acme.com" covers "acme.com" and "docs.acme.com", not "notacme.com". */
export function domainCovers(domain: string, host: string): boolean {
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}
