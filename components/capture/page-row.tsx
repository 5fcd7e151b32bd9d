import { shortDate } from '#components/clip/short-date.ts';
import { SiteTile } from '#components/clip/site-tile.tsx';
import type { PageChanges } from '#lib/core/page-changes.ts';
import { siteOf } from '#lib/core/url.ts';
import { t, tCount } from '#lib/platform/i18n.ts';

type Props = { url: string; title: string | undefined; count: number; changes: PageChanges | undefined };

function whatIsHere(count: number, changes: PageChanges | undefined): string {
  if (!changes) return count > 0 ? tCount({ one: 'clips_here_one', other: 'clips_here_other' }, count) : '';
  const since = shortDate(changes.since);
  return changes.total === 1
    ? t('page_changed_only', since)
    : t('page_changed', String(changes.changed), String(changes.total), since);
}

/** Which page the panel stands beside, and what is to be said of the clips that it has already. */
export function PageRow({ url, title, count, changes }: Props) {
  const site = siteOf(url);
  if (!site) return null;
  const said = whatIsHere(count, changes);
  return (
    <div className="panel-page row">
      <SiteTile site={site} />
      <div className="grow">
        <div className="cut" dir="auto" title={title || url}>
          {title || url}
        </div>
        <div className="faint panel-site">
          <span className="cut">{site}</span>
          {said && !changes ? <span> · {said}</span> : null}
        </div>
        <div className="panel-changes" role="status">
          {changes ? said : null}
        </div>
      </div>
    </div>
  );
}
