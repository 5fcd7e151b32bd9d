import { useEffect, useRef } from 'react';
import { t, tCount } from '#lib/platform/i18n.ts';

type Props = {
  /** How many other clips have the same picture. */
  sharing: number;
  onConfirm(): void;
  onCancel(): void;
};

/** The last step before something is gone for good. */
export function RedactDialog({ sharing, onConfirm, onCancel }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      className="editor-dialog"
      ref={dialog}
      aria-labelledby="redact-title"
      aria-describedby="redact-text"
      onClose={onCancel}
    >
      <h2 id="redact-title">{t('redact_title')}</h2>
      <div id="redact-text">
        <p>{t('redact_warning')}</p>
        {sharing > 0 ? <p>{tCount({ one: 'redact_shared_one', other: 'redact_shared_other' }, sharing)}</p> : null}
        <p className="dim">{t('redact_exported')}</p>
      </div>
      <div className="row">
        <span className="grow" />
        <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
          {t('cancel')}
        </button>
        <button type="button" className="button primary" onClick={onConfirm}>
          {t('redact_confirm')}
        </button>
      </div>
    </dialog>
  );
}
