import { useMemo } from 'react';
import { shortDate } from '#components/clip/short-date.ts';
import { WordDiff } from '#components/clip/word-diff.tsx';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { wordDiff } from '#lib/core/word-diff.ts';
import { t } from '#lib/platform/i18n.ts';

type Props = { clip: Clip; now: Observation; onAccept(): void };

/** What has become of a clip's words, and the way to keep the new ones as evidence too. For `lazy`: few clips change. */
export default function ClipChange({ clip, now, onAccept }: Props) {
  const parts = useMemo(() => wordDiff(clip.quote, now.quote ?? ''), [clip.quote, now.quote]);
  return (
    <div className="clip-change">
      {/* A long one scrolls, and so must be reached by the keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="clip-change-words" aria-label={t('what_changed')} tabIndex={0}>
        <WordDiff parts={parts} lang={clip.source.lang} />
      </section>
      <p className="faint">{t('change_dates', shortDate(clip.capturedAt), shortDate(now.firstSeenAt))}</p>
      <button type="button" className="button" onClick={onAccept}>
        {t('accept_evidence')}
      </button>
    </div>
  );
}
