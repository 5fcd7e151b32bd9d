import { useLiveQuery } from 'dexie-react-hooks';
import { ChevronRight, ExternalLink } from 'lucide-react';
import { shortDate } from '#components/clip/short-date.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { pageKey, safeUrl, siteOf } from '#lib/core/url.ts';
import { clipsOfSite } from '#lib/db/clips-of-site.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { filterToQuery } from '#lib/search/clip-filter.ts';
import { ClipLine } from './clip-line.tsx';
import { titleOf } from './title-of.ts';

/** So many of the newest; the library has the rest. */
const SHOWN = 8;

type Props = {
  /** Of the page beside the panel, whose own clips are not shown here. */
  url: string;
  isFolded: boolean;
  onOpen(id: string): void;
  /** @param query What to look for in the library. */
  onLibrary(query: string): void;
};

/** The clips of the site's other pages, and how many there are in all. */
async function elsewhere(url: string): Promise<{ url: string; total: number; pages: [key: string, clips: Clip[]][] }> {
  const here = pageKey(url);
  const clips = (await clipsOfSite(url)).filter(({ source }) => pageKey(source.url) !== here);
  const pages = Map.groupBy(clips.slice(0, SHOWN), ({ source }) => pageKey(source.url));
  return { url, total: clips.length, pages: [...pages] };
}

/** What was clipped on other pages of the site, by page, the newest first. For `lazy`: nobody waits for it. */
export default function SiteClips({ url, isFolded, onOpen, onLibrary }: Props) {
  const found = useLiveQuery(() => elsewhere(url), [url]);
  if (!found || found.url !== url || found.total === 0) return null;
  return (
    <section className="panel-list" aria-labelledby="site-clips">
      <details className="site-clips" open={!isFolded}>
        <summary className="row" data-row>
          <ChevronRight className="icon" aria-hidden />
          <h2 id="site-clips" className="grow">
            {t('on_this_site')}
          </h2>
          <span className="faint">{tCount({ one: 'clips_one', other: 'clips_other' }, found.total)}</span>
        </summary>
        {found.pages.map(([key, clips]) => (
          <SitePage key={key} clips={clips} onOpen={onOpen} />
        ))}
        <button
          type="button"
          className="button quiet"
          data-row
          onClick={() => onLibrary(filterToQuery({ view: 'all', text: siteOf(url) }))}
        >
          {t('site_show_all')}
        </button>
      </details>
    </section>
  );
}

function SitePage({ clips, onOpen }: { clips: readonly Clip[]; onOpen(id: string): void }) {
  const source = clips[0]?.source;
  const link = safeUrl(source?.url);
  const title = source?.title || source?.url;
  return (
    <>
      <h3 className="site-page">
        {link ? (
          <a href={link} target="_blank" rel="noreferrer noopener" className="row">
            <span className="cut" dir="auto">
              {title}
            </span>
            <ExternalLink className="icon" aria-hidden />
          </a>
        ) : (
          <span className="cut" dir="auto">
            {title}
          </span>
        )}
      </h3>
      <ul>
        {clips.map((clip) => (
          <ClipLine
            key={clip.id}
            type={clip.type}
            title={titleOf(clip)}
            hint={shortDate(clip.capturedAt)}
            onOpen={() => onOpen(clip.id)}
          />
        ))}
      </ul>
    </>
  );
}
