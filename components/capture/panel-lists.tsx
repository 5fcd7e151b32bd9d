import { lazy, Suspense, useMemo } from 'react';
import type { ErrorCode } from '#lib/core/errors.ts';
import type { Result } from '#lib/core/result.ts';
import { PageClips } from './page-clips.tsx';
import { RecentClips } from './recent-clips.tsx';
import { type SiteAccess, SiteHighlights } from './site-highlights.tsx';
import type { Check } from './use-evidence-check.ts';
import type { PageClip } from './use-page-clips.ts';
import { useRowKeys } from './use-row-keys.ts';
import './panel-lists.css';

const SiteClips = lazy(() => import('./site-clips.tsx'));

type Props = {
  /** Of the page beside the panel, where that is known. */
  url: string | undefined;
  clips: readonly PageClip[];
  check: Check;
  sites: SiteAccess;
  /** The clip that is open above. */
  currentId: string | undefined;
  isPopup: boolean;
  /** What the user came for is there: the rest of the site may be looked up. */
  isReady: boolean;
  /** The error that the panel tells of above. */
  said: ErrorCode | undefined;
  onShow(clipId: string): Promise<Result<{ isShown: boolean }>>;
  onOpen(id: string): void;
  onLibrary(query: string): void;
};

/** What was clipped before: on this page, on this site, anywhere; each clip in the first of them that it belongs to. */
export function PanelLists(props: Props) {
  const { url, clips, check, sites, currentId, isPopup, isReady, said, onShow, onOpen, onLibrary } = props;
  useRowKeys();
  const listed = useMemo(() => new Set(clips.map(({ clip }) => clip.id)), [clips]);
  return (
    <>
      <PageClips
        key={url}
        clips={clips.filter(({ clip }) => clip.id !== currentId)}
        check={check}
        isSaid={check.state === 'failed' && check.code === said}
        onShow={onShow}
        onOpen={onOpen}
      />
      {url && isReady ? (
        <>
          <Suspense>
            <SiteClips url={url} isFolded={isPopup} onOpen={onOpen} onLibrary={onLibrary} />
          </Suspense>
          <SiteHighlights url={url} sites={sites} hasClips={clips.length > 0} />
        </>
      ) : null}
      <RecentClips currentId={currentId} listed={listed} onOpen={onOpen} />
    </>
  );
}
