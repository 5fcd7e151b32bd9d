import { useLiveQuery } from 'dexie-react-hooks';
import { ExternalLink, Merge } from 'lucide-react';
import { useState } from 'react';
import { shortDate } from '#components/clip/short-date.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { safeUrl, siteOf } from '#lib/core/url.ts';
import { dismissSimilar, mergeClips, similarClips } from '#lib/db/similar.ts';
import { deepLink } from '#lib/export/deep-link.ts';
import { t, tCount, tNumber } from '#lib/platform/i18n.ts';
import { CLIPS, SIMILAR } from './counts.ts';
import type { UndoableWork } from './snackbar.tsx';
import './similar.css';

/** More would stand between a clip and what is said of it. */
const FEW = 2;

type Props = {
  clip: Clip;
  onOpen(id: string): void;
  /** Does something that can be undone, and says what came of it. */
  onChange(work: () => Promise<UndoableWork>): void;
};

/** Where else a clip was found, and the clips that say almost the same. */
export default function SimilarClips({ clip, onOpen, onChange }: Props) {
  const isTrashed = clip.deletedAt !== undefined;
  const { id, quote, previousId } = clip;
  const similar = useLiveQuery(
    async () => (isTrashed ? [] : similarClips({ id, quote, previousId })),
    [id, quote, previousId, isTrashed],
  );
  const [isWhole, setWhole] = useState(false);
  const [told, setTold] = useState<() => Promise<void>>();

  const merge = (ids: readonly string[]) =>
    onChange(async () => ({
      text: t('similar_merged', tCount(CLIPS, ids.length)),
      batchId: await mergeClips(id, ids),
    }));

  return (
    <>
      <OtherPlaces clip={clip} />
      {similar && similar.length > 0 ? (
        <section className="similar" aria-labelledby="similar-title">
          <div className="row">
            <h2 id="similar-title" className="grow">
              {tCount(SIMILAR, similar.length)}
            </h2>
            {similar.length > 1 ? (
              <button type="button" className="button quiet" onClick={() => merge(similar.map((other) => other.id))}>
                <Merge className="icon" aria-hidden /> {t('similar_merge_all')}
              </button>
            ) : null}
          </div>
          <ul>
            {similar.slice(0, isWhole ? similar.length : FEW).map((other) => (
              <li key={other.id}>
                <button type="button" className="similar-open" onClick={() => onOpen(other.id)}>
                  <span className="similar-quote" dir="auto" lang={other.source.lang}>
                    {other.quote.slice(0, 400)}
                  </span>
                  <span className="faint">
                    {[siteName(other), shortDate(other.capturedAt)].filter(Boolean).join(' · ')}
                  </span>
                </button>
                <span className="row">
                  <button type="button" className="button quiet" onClick={() => merge([other.id])}>
                    <Merge className="icon" aria-hidden /> {t('similar_merge')}
                  </button>
                  <button
                    type="button"
                    className="button quiet"
                    onClick={() => void dismissSimilar(id, other.id).then((takeBack) => setTold(() => takeBack))}
                  >
                    {t('similar_dismiss')}
                  </button>
                </span>
              </li>
            ))}
          </ul>
          {similar.length > FEW && !isWhole ? (
            <button type="button" className="button quiet similar-more" onClick={() => setWhole(true)}>
              {t('similar_more', tNumber(similar.length - FEW))}
            </button>
          ) : null}
        </section>
      ) : null}
      {told ? (
        <p className="row faint" role="status">
          <span className="grow">{t('similar_dismissed')}</span>
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              void told();
              setTold(undefined);
            }}
          >
            {t('undo')}
          </button>
        </p>
      ) : null}
    </>
  );
}

function siteName({ source }: Pick<Clip, 'source'>): string {
  return source.site ?? siteOf(source.url);
}

/** The places of the clips that were merged into this one. */
function OtherPlaces({ clip: { alsoAt = [], quote } }: { clip: Clip }) {
  if (alsoAt.length === 0) return null;
  return (
    <section className="similar" aria-labelledby="also-title">
      <h2 id="also-title">{t('also_at')}</h2>
      <ul>
        {alsoAt.map(({ clipId, source, anchor, capturedAt }) => {
          const link = deepLink({ quote, source, anchor });
          const title = source.title || siteName({ source });
          return (
            <li key={clipId} className="similar-place">
              {safeUrl(link) ? (
                <a className="cut" href={link} target="_blank" rel="noreferrer noopener" dir="auto">
                  {title}
                  <ExternalLink className="icon" aria-hidden />
                </a>
              ) : (
                <span className="cut" dir="auto">
                  {title}
                </span>
              )}
              <span className="faint">{[source.site, shortDate(capturedAt)].filter(Boolean).join(' · ')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
