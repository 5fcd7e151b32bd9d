import { Check } from 'lucide-react';
import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import { t } from '#lib/platform/i18n.ts';
import './pictures.css';

const CHOSEN: ClipType = 'feedback';

/** The quote in the popup, the four types with their keys, and the second one pressed. */
export function PictureOfTypes() {
  return (
    <div className="picture" aria-hidden="true">
      <div className="pic-popup">
        <p className={`quote t-${CHOSEN}`}>{t('onboarding_picture_quote')}</p>
        <ul className="pic-types">
          {CLIP_TYPES.map((type, index) => (
            <li key={type} className={`pic-type t-${type}`} data-chosen={type === CHOSEN}>
              <span className="pic-key">{index + 1}</span>
              {t(TYPE_LABELS[type])}
            </li>
          ))}
        </ul>
        <p className="pic-saved">
          <Check className="icon" />
          {t('saved')}
        </p>
      </div>
    </div>
  );
}
