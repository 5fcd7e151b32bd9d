import type { Source } from '#lib/core/schema/source.ts';
import { cleanLine, LIMITS } from '#lib/core/text.ts';
import { safeUrl, siteOf } from '#lib/core/url.ts';
import type { ClosedPage } from './capture-kind.ts';

/** The source of a clip from a page that could not be read: what the browser knows of the tab. */
export function closedSource({ url, title, favicon }: ClosedPage): Source {
  const site = siteOf(url);
  const icon = safeUrl(favicon);
  return {
    url: url.slice(0, LIMITS.url),
    title: cleanLine(title) || url.slice(0, 200),
    ...(site ? { site } : {}),
    ...(icon ? { favicon: icon } : {}),
  };
}
