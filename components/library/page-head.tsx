import { lazy, Suspense } from 'react';
import { shortDate } from '#components/clip/short-date.ts';
import { siteOf } from '#lib/core/url.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import type { ChangedPage } from './changes-by-page.ts';
import { CLIPS } from './counts.ts';
import { useSeen } from './use-seen.ts';

/** Comparing texts comes with a library. */
const PageText = lazy(() => import('./page-text.tsx'));

/** What has become of the clips of one page, above those of them that no longer stand. */
export function PageHead({ page }: { page: ChangedPage }) {
  const { url, title, lang, changes } = page;
  const [head, isSeen] = useSeen<HTMLLIElement>();
  return (
    <li className="page-head" ref={head}>
      <span className="page-head-title cut" dir="auto">
        {title || siteOf(url)}
      </span>
      {changes ? (
        <span className="faint">
          {t('page_clips_changed', String(changes.changed), tCount(CLIPS, changes.total), shortDate(changes.since))}
        </span>
      ) : null}
      {changes && isSeen ? (
        <Suspense>
          <PageText url={url} since={changes.since} lang={lang} />
        </Suspense>
      ) : null}
    </li>
  );
}
