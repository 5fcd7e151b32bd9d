import type { Clip } from '#lib/core/schema/clip.ts';
import { siteOf } from '#lib/core/url.ts';
import { addressesFrom } from './clips-of-page.ts';
import { db } from './database.ts';

/** The clips of all pages of the site that `url` belongs to, newest first; those in the trash are not among them. */
export async function clipsOfSite(url: string): Promise<Clip[]> {
  const site = siteOf(url);
  if (site === '') return [];
  const starts = ['https://', 'http://'].flatMap((scheme) => [`${scheme}${site}`, `${scheme}www.${site}`]);
  const clips = await db.clips
    .where('source.url')
    .inAnyRange(starts.map(addressesFrom), { includeUppers: true })
    // "acme.com" is the start of "acme.com.evil.example" too.
    .filter((clip) => clip.deletedAt === undefined && siteOf(clip.source.url) === site)
    .toArray();
  return clips.sort((a, b) => b.capturedAt - a.capturedAt);
}
