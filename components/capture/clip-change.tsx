import { shortDate } from '#components/clip/short-date.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { t } from '#lib/platform/i18n.ts';

/** More than this is read in the library. */
const SHOWN = 1_000;

const excerpt = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text);

type Props = { clip: Clip; now: Observation; onAccept(): void };

/** What stood there when it was clipped, what stands there now, and the way to keep that as evidence too. */
export function ClipChange({ clip, now, onAccept }: Props) {
  return (
    <div className="clip-change">
      <dl>
        <dt>{t('words_then', shortDate(clip.capturedAt))}</dt>
        <dd dir="auto" lang={clip.source.lang}>
          {excerpt(clip.quote)}
        </dd>
        <dt>{t('words_now', shortDate(now.firstSeenAt))}</dt>
        <dd dir="auto" lang={clip.source.lang}>
          {excerpt(now.quote ?? '')}
        </dd>
      </dl>
      <button type="button" className="button" onClick={onAccept}>
        {t('accept_evidence')}
      </button>
    </div>
  );
}
