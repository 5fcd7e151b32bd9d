import { ChevronDown, Pencil } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import { shortDate } from '#components/clip/short-date.ts';
import { Standing } from '#components/clip/standing.tsx';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import { t } from '#lib/platform/i18n.ts';
import { titleOf } from './title-of.ts';
import type { PageClip } from './use-page-clips.ts';

/** Comparing words comes with a library, which a page that has not changed does not need. */
const ClipChange = lazy(() => import('./clip-change.tsx'));

type Props = {
  pageClip: PageClip;
  /** Why it could not be shown on the page just now. */
  problem: string | undefined;
  onShow(): void;
  onOpen(): void;
  onAccept(observationId: string): void;
};

/** A clip of the page: its words lead to their place, and what has become of them unfolds below. */
export function PageClipRow({ pageClip, problem, onShow, onOpen, onAccept }: Props) {
  const { clip, newest, standing, actorName } = pageClip;
  const [isUnfolded, setUnfolded] = useState(false);
  const changeId = useId();
  const title = titleOf(clip);
  const note = clip.note?.trim().split('\n', 1)[0];
  // A bookmark has no place on its page, and words that others have replaced have none any more.
  const hasPlace = clip.anchor !== undefined && clip.outdatedAt === undefined;
  const change = standing === 'changed' && newest?.quote !== undefined ? newest : undefined;
  return (
    <li className={`page-clip t-${clip.type ?? 'none'}`}>
      <div className="page-clip-line">
        <button
          type="button"
          className="page-clip-main"
          data-row
          title={t(hasPlace ? 'show_on_page' : 'edit_clip')}
          onClick={hasPlace ? onShow : onOpen}
        >
          <span className="visually-hidden">{t(clip.type ? TYPE_LABELS[clip.type] : 'type_none')}: </span>
          <span className={clip.quote ? 'page-clip-quote cut' : 'cut'} dir="auto" lang={clip.source.lang}>
            {title}
          </span>
          {note ? (
            <span className="dim cut" dir="auto">
              {note}
            </span>
          ) : null}
          <span className="page-clip-facts">
            {standing ? <Standing state={standing} /> : null}
            {actorName ? (
              <b className="cut" dir="auto">
                {actorName}
              </b>
            ) : null}
            <span>{clip.outdatedAt === undefined ? shortDate(clip.capturedAt) : until(clip)}</span>
          </span>
        </button>
        {change ? (
          <button
            type="button"
            className="button quiet square"
            aria-expanded={isUnfolded}
            aria-controls={changeId}
            aria-label={`${t('what_changed')}: ${title}`}
            title={t('what_changed')}
            onClick={() => setUnfolded(!isUnfolded)}
          >
            <ChevronDown className={isUnfolded ? 'icon unfolded' : 'icon'} aria-hidden />
          </button>
        ) : null}
        {hasPlace ? (
          <button
            type="button"
            className="button quiet square"
            aria-label={`${t('edit_clip')}: ${title}`}
            title={t('edit_clip')}
            onClick={onOpen}
          >
            <Pencil className="icon" aria-hidden />
          </button>
        ) : null}
      </div>
      {problem ? (
        <p className="notice page-clip-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <div id={changeId} hidden={!change || !isUnfolded}>
        {change && isUnfolded ? (
          <Suspense>
            <div ref={comeIntoSight}>
              <ClipChange clip={clip} now={change} onAccept={() => onAccept(change.id)} />
            </div>
          </Suspense>
        ) : null}
      </div>
    </li>
  );
}

/** What unfolds below the edge of a popup would not be seen. */
const comeIntoSight = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

const until = ({ capturedAt, outdatedAt = capturedAt }: PageClip['clip']) =>
  t('stood_from_until', shortDate(capturedAt), shortDate(outdatedAt));
