import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { Standing } from '#components/clip/standing.tsx';
import { WordDiff } from '#components/clip/word-diff.tsx';
import { standingOf } from '#lib/core/evidence.ts';
import { type Clip, IGNORABLE, type Ignorable } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { wordDiff } from '#lib/core/word-diff.ts';
import { acceptAsEvidence, successorOf } from '#lib/db/accept-evidence.ts';
import { getClip } from '#lib/db/clips.ts';
import { ignoreChanges } from '#lib/db/ignore-changes.ts';
import { observationsOf } from '#lib/db/observations.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import PageText from './page-text.tsx';
import type { UndoableWork } from './snackbar.tsx';
import './clip-evidence.css';

const day = (moment: number) => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(moment);

const IGNORE = {
  numbers: { label: 'ignore_numbers', hint: 'ignore_numbers_hint', on: 'ignoring_numbers', off: 'heeding_numbers' },
  dates: { label: 'ignore_dates', hint: 'ignore_dates_hint', on: 'ignoring_dates', off: 'heeding_dates' },
} as const satisfies Record<Ignorable, object>;

type Props = {
  clip: Clip;
  onOpen(id: string): void;
  onChange(work: () => Promise<UndoableWork>): void;
};

/** The clips that this one came after and that came after it, as far as they are not in the trash. */
function useNeighbours({ id, previousId }: Clip): { earlier: Clip | undefined; later: Clip | undefined } | undefined {
  return useLiveQuery(async () => {
    const earlier = previousId ? await getClip(previousId) : undefined;
    return { earlier: earlier?.deletedAt === undefined ? earlier : undefined, later: await successorOf(id) };
  }, [id, previousId]);
}

/** What has become of a clip on its page, and what to make of it. For `later`: the list does without. */
export default function ClipEvidence({ clip, onOpen, onChange }: Props) {
  const observations = useLiveQuery(() => observationsOf([clip.id]), [clip.id]);
  const neighbours = useNeighbours(clip);
  if (!observations || !neighbours) return null;
  const { earlier, later } = neighbours;
  const { outdatedAt } = clip;
  const canBeSought = clip.anchor !== undefined && clip.quote !== '' && outdatedAt === undefined;
  const newest = observations.at(-1);
  const pageText = <PageText url={clip.source.url} since={clip.capturedAt} lang={clip.source.lang} />;
  // A picture or a bookmark has no words to stand or fall; its page has.
  if (!newest && !canBeSought && !earlier && outdatedAt === undefined) return pageText;
  const standing = outdatedAt === undefined ? standingOf(clip, newest) : undefined;
  const isKept = clip.deletedAt === undefined;
  /** What stands there now, or stood there when it was accepted. */
  const now = outdatedAt === undefined ? (newest?.state === 'changed' ? newest.quote : undefined) : later?.quote;

  return (
    <section className="evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{t('on_page_now')}</h2>
      {outdatedAt === undefined ? (
        <div className="evidence-standing">
          {standing && newest ? (
            <>
              <Standing state={standing} />
              <span className="faint">{t('evidence_seen', day(newest.firstSeenAt), day(newest.lastSeenAt))}</span>
            </>
          ) : (
            <span className="faint">{t('evidence_unchecked')}</span>
          )}
        </div>
      ) : (
        <p>{t('valid_until', day(outdatedAt))}</p>
      )}
      {standing === 'missing' ? <p className="dim">{t('not_shown_missing')}</p> : null}
      {standing === 'exact' && now !== undefined ? <p className="dim">{t('evidence_only_ignored')}</p> : null}
      {now === undefined || standing === 'exact' ? null : <Change clip={clip} now={now} />}
      {later ? (
        <button type="button" className="button quiet evidence-link" onClick={() => onOpen(later.id)}>
          {t('later_words', day(later.capturedAt))}
        </button>
      ) : null}
      {earlier ? (
        <button type="button" className="button quiet evidence-link" onClick={() => onOpen(earlier.id)}>
          {t('earlier_words', day(earlier.capturedAt))}
        </button>
      ) : null}
      {isKept && standing === 'changed' && newest?.quote !== undefined ? (
        <button
          type="button"
          className="button"
          onClick={() =>
            onChange(async () => ({
              text: t('accepted_evidence'),
              batchId: (await acceptAsEvidence(newest.id)).batchId,
            }))
          }
        >
          {t('accept_evidence')}
        </button>
      ) : null}
      {isKept && canBeSought ? <IgnoreToggles clip={clip} onChange={onChange} /> : null}
      {pageText}
      {observations.length > 1 ? <History clip={clip} observations={observations} /> : null}
    </section>
  );
}

function Change({ clip, now }: { clip: Clip; now: string }) {
  const parts = useMemo(() => wordDiff(clip.quote, now), [clip.quote, now]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className="evidence-change" aria-label={t('what_changed')} tabIndex={0}>
      <WordDiff parts={parts} lang={clip.source.lang} />
    </section>
  );
}

function IgnoreToggles({ clip, onChange }: Pick<Props, 'clip' | 'onChange'>) {
  return (
    <div className="evidence-ignore">
      {IGNORABLE.map((what) => {
        const { label, hint, on, off } = IGNORE[what];
        const isIgnored = clip.ignoredChanges?.includes(what) ?? false;
        return (
          <label key={what} title={t(hint)}>
            <input
              type="checkbox"
              checked={isIgnored}
              aria-description={t(hint)}
              onChange={() =>
                onChange(async () => ({
                  text: t(isIgnored ? off : on),
                  batchId: await ignoreChanges(clip.id, what, !isIgnored),
                }))
              }
            />
            {t(label)}
          </label>
        );
      })}
    </div>
  );
}

/** All that was ever seen, newest first. */
function History({ clip, observations }: { clip: Clip; observations: readonly Observation[] }) {
  return (
    <details className="evidence-history">
      <summary>{t('evidence_history')}</summary>
      <ol>
        {observations.toReversed().map((one) => (
          <li key={one.id}>
            <span className="row">
              <Standing state={standingOf(clip, one) ?? one.state} />
              <span className="faint">{[...new Set([day(one.firstSeenAt), day(one.lastSeenAt)])].join(' – ')}</span>
            </span>
            {one.quote === undefined ? null : (
              <span className="evidence-words" dir="auto" lang={clip.source.lang}>
                {one.quote.slice(0, 300).toWellFormed()}
              </span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
