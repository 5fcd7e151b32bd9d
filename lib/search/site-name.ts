import type { Source } from '#lib/core/schema/source.ts';
import { cleanLine } from '#lib/core/text.ts';
import { siteOf } from '#lib/core/url.ts';

/** What a source is called: the publisher's name for itself, else the host; '' for what has neither, as a local file. */
export function siteNameOf({ site, url }: Pick<Source, 'site' | 'url'>): string {
  return cleanLine(site ?? '') || siteOf(url);
}
