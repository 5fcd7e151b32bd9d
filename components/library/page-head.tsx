import { useLiveQuery } from 'dexie-react-hooks';
import { lazy, Suspense } from 'react';
import { shortDate } from '#components/clip/short-date.ts';
import { openChangeOf } from '#lib/core/evidence.ts';
import { changesOf } from '#lib/core/page-changes.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { siteOf } from '#lib/core/url.ts';
import { clipsOfPage } from '#lib/db/clips-of-page.ts';
import { newestObservations } from '#lib/db/observations.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { CLIPS } from './counts.ts';
import { useSeen } from './use-seen.ts';

/** Comparing texts comes with a library. */
const PageText = lazy(() => import('./page-text.tsx'));

/** What has become of all clips of a page that a project has, those that no list shows too. */
async function changesOfPage(url: string, projectId: string | undefined) {
  const clips = await clipsOfPage(url)
    .filter((clip) => clip.deletedAt === undefined && (!projectId || clip.projectId === projectId))
    .toArray();
  const newest = await newestObservations(clips.map(({ id }) => id));
  return changesOf(clips.map((clip) => ({ clip, standing: openChangeOf(clip, newest.get(clip.id)) })));
}

type Props = {
  /** A clip of the page. */
  clip: Clip;
  /** Undefined for all projects. */
  projectId: string | undefined;
};

/** What has become of the clips of one page, above those of them that no longer stand. */
export function PageHead({ clip: { source }, projectId }: Props) {
  const { url, title, lang } = source;
  const [head, isSeen] = useSeen<HTMLLIElement>();
  const changes = useLiveQuery(
    async () => (isSeen ? changesOfPage(url, projectId) : undefined),
    [isSeen, url, projectId],
  );
  return (
    <li className="page-head" ref={head}>
      <span className="page-head-title cut" dir="auto">
        {title || siteOf(url)}
      </span>
      {changes ? (
        <>
          <span className="faint">
            {t('page_clips_changed', String(changes.changed), tCount(CLIPS, changes.total), shortDate(changes.since))}
          </span>
          <Suspense>
            <PageText url={url} since={changes.since} lang={lang} />
          </Suspense>
        </>
      ) : null}
    </li>
  );
}
