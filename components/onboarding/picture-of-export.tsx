import { FileText } from 'lucide-react';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import { t } from '#lib/platform/i18n.ts';
import './pictures.css';

/** The first finding of an exported document: its quote, the link to its source, its screenshot. */
export function PictureOfExport() {
  return (
    <div className="picture" aria-hidden="true">
      <div className="pic-document">
        <p className="pic-file">
          <FileText className="icon" />
          findings.md
        </p>
        <div className="pic-markdown">
          <p className="pic-heading">
            <span>## </span>
            {t(TYPE_LABELS.feedback)}
          </p>
          <p className="quote t-feedback">{t('onboarding_picture_quote')}</p>
          <p className="pic-source">{t('onboarding_picture_source')}</p>
          <svg className="pic-shot" aria-hidden="true" viewBox="0 0 220 64" preserveAspectRatio="xMidYMin slice">
            <path strokeWidth="4" d="M16 14h52M16 26h34" />
            <path strokeWidth="12" d="M100 70V50M122 70V38M144 70V44M166 70V26M188 70V18" />
          </svg>
        </div>
      </div>
    </div>
  );
}
