import { MousePointer2 } from 'lucide-react';
import { Logo } from '#components/ui/logo.tsx';
import { t } from '#lib/platform/i18n.ts';
import './pictures.css';

/** A passage is selected on a page, and the pointer is on the ear of wheat. */
export function PictureOfSelection() {
  return (
    <div className="picture" aria-hidden="true">
      <div className="pic-window">
        <div className="pic-toolbar">
          <span className="pic-address" />
          <span className="pic-action">
            <Logo size={18} />
            <MousePointer2 className="pic-pointer" />
          </span>
        </div>
        <div className="pic-page">
          <span className="pic-line" style={{ inlineSize: '46%', blockSize: 8 }} />
          <span className="pic-line" />
          <p className="pic-text">
            <span>{t('onboarding_picture_quote')}</span>
          </p>
          <span className="pic-line" />
          <span className="pic-line" style={{ inlineSize: '72%' }} />
        </div>
      </div>
    </div>
  );
}
