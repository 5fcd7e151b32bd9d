import { useLiveQuery } from 'dexie-react-hooks';
import { shortDate } from '#components/clip/short-date.ts';
import { CLIPS } from '#components/library/counts.ts';
import { later } from '#components/library/later.tsx';
import { openChangeOf } from '#lib/core/evidence.ts';
import { changesOf } from '#lib/core/page-changes.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { siteOf } from '#lib/core/url.ts';
import { clipsOfPage } from '#lib/db/clips-of-page.ts';
import { newestObservations } from '#lib/db/observations.ts';
import { t, tCount, tNumber } from '#lib/platform/i18n.ts';

/** Comparing texts comes with a library. */
const PageText = later(() => import('#components/library/page-text.tsx'));

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

/** Which page it is, and what has become of its clips. */
export function PageHead({ clip: { source }, projectId }: Props) {
  const { url, title, lang } = source;
  const site = source.site || siteOf(url);
  const changes = useLiveQuery(() => changesOfPage(url, projectId), [url, projectId]);
  return (
    <>
      <span className="group-name cut" dir="auto">
        {title || site || url}
      </span>
      {changes ? (
        <>
          <span className="faint">
            {t('page_clips_changed', tNumber(changes.changed), tCount(CLIPS, changes.total), shortDate(changes.since))}
          </span>
          <PageText url={url} since={changes.since} lang={lang} />
        </>
      ) : (
        title && site && <span className="faint cut">{site}</span>
      )}
    </>
  );
}
