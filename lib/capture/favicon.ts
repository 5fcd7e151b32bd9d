import { safeUrl } from '#lib/core/url.ts';
import { attribute, queryAll } from './safe-dom.ts';

/** Pixels: the best icon is the smallest that is sharp at this size. */
const WANTED = 64;

/** How good an icon of a declared size is; higher is better. */
function rank(link: Element): number {
  const sizes = (attribute(link, 'sizes') ?? '').toLowerCase();
  const scalable =
    sizes.includes('any') || /svg/.test(`${attribute(link, 'type')} ${attribute(link, 'href')?.slice(-8)}`);
  if (scalable) return 1_000;
  const size = Math.max(16, ...[...sizes.slice(0, 200).matchAll(/(\d{1,4})x\d/g)].map((match) => Number(match[1])));
  return size >= WANTED ? 900 - Math.min(size - WANTED, 800) / 10 : size;
}

/** The icon of a page: the best one it names, else the one that browsers look for at `/favicon.ico`. */
export function readFavicon(document: Document, base: string, url: string): string | undefined {
  for (const selector of ['link[rel~="icon" i][href]', 'link[rel~="apple-touch-icon" i][href]']) {
    const links = queryAll(document, selector).slice(0, 50);
    const best = links
      .map((link) => ({ href: webUrl(attribute(link, 'href'), base), rank: rank(link) }))
      .filter(({ href }) => href !== undefined)
      .sort((a, b) => b.rank - a.rank)[0];
    if (best?.href) return best.href;
  }
  return webUrl('/favicon.ico', url);
}

/** The address, resolved, if it is of the web. */
export function webUrl(href: string | null | undefined, base: string): string | undefined {
  const url = safeUrl(href, base);
  return url?.startsWith('http') ? url : undefined;
}
