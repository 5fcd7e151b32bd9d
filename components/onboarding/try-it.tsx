import { CircleCheck } from 'lucide-react';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { t } from '#lib/platform/i18n.ts';

type Props = {
  /** The newest clip made while the page is open. */
  clip: Clip | undefined;
  /** How Gleaner is opened by keyboard; '' for not at all. */
  openKeys: string;
  onLibrary(): void;
};

/** A page to clip from, right here, and what came of it. */
export function TryIt({ clip, openKeys, onLibrary }: Props) {
  return (
    <section id="try" className="try" aria-labelledby="try-title">
      <div className="try-text">
        <h2 id="try-title">{t('onboarding_try_title')}</h2>
        <p className="dim">{t('onboarding_try_lead')}</p>
        <ol className="try-steps">
          <li>{t('onboarding_try_select')}</li>
          <li>{openKeys ? t('onboarding_try_open_keys', openKeys) : t('onboarding_try_open')}</li>
          <li>{t('onboarding_try_type')}</li>
        </ol>
        <div className="try-result" role="status" data-saved={clip !== undefined}>
          {clip ? <Saved clip={clip} /> : <p className="faint">{t('onboarding_try_waiting')}</p>}
        </div>
        {clip ? (
          <button type="button" className="button primary" onClick={onLibrary}>
            {t('onboarding_open_library')}
          </button>
        ) : null}
      </div>
      <article className="sample" aria-labelledby="sample-title">
        <h3 id="sample-title">{t('onboarding_sample_title')}</h3>
        <p className="faint">{t('onboarding_sample_meta')}</p>
        <blockquote>
          <p>{t('onboarding_sample_first')}</p>
          <p>{t('onboarding_sample_second')}</p>
        </blockquote>
      </article>
    </section>
  );
}

function Saved({ clip }: { clip: Clip }) {
  return (
    <>
      <p className="row try-saved">
        <CircleCheck className="icon" aria-hidden />
        {t('onboarding_try_saved')}
      </p>
      {clip.quote ? (
        <p className="row">
          {clip.type ? <span className={`badge t-${clip.type}`}>{t(TYPE_LABELS[clip.type])}</span> : null}
          <span className="try-quote cut" dir="auto">
            {clip.quote}
          </span>
        </p>
      ) : null}
    </>
  );
}
