import type { AppError } from '#lib/core/errors.ts';
import { locale, t, tError } from '#lib/platform/i18n.ts';
import type { Worker } from './use-work.ts';
import './backup.css';

/** How far something is, and a way to stop it; or what went wrong with it. */
export function WorkProgress({ worker: { progress, error, cancel }, label }: { worker: Worker; label: string }) {
  if (progress) {
    const share = progress.all > 0 ? progress.done / progress.all : 0;
    const percent = new Intl.NumberFormat(locale(), { style: 'percent' }).format(share);
    return (
      <div className="work-progress">
        <span className="dim" role="status">
          {label}
        </span>
        <progress aria-label={label} {...(progress.all > 0 ? { value: share } : {})} max={1} />
        <span className="work-percent dim">{progress.all > 0 ? percent : ''}</span>
        <button type="button" className="button" onClick={cancel}>
          {t('cancel')}
        </button>
      </div>
    );
  }
  if (!error) return null;
  return (
    <div className="notice error" role="alert">
      <p>{tError(error.code)}</p>
      <ErrorDetail error={error} />
    </div>
  );
}

/** What is known besides, in the words of whoever found it: for who is asked for help, so it is folded. */
export function ErrorDetail({ error: { code, detail } }: { error: AppError }) {
  if (!detail || detail === code) return null;
  return (
    <details className="work-detail">
      <summary>{t('details')}</summary>
      <span lang="en">{detail}</span>
    </details>
  );
}
