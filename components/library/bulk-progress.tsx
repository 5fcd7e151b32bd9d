import { useLayoutEffect, useRef } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { BulkMeter } from './bulk-meter.tsx';
import type { Running } from './use-notice.ts';

/** A change of many clips on its way: how far it is, and the way out, which leaves everything as it was. */
export function BulkProgress({ running: { title, done, all, cancel } }: { running: Running }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Only a dialog that is closed before it goes gives the focus back.
    return () => element?.close();
  }, []);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby="bulk-progress-title" onClose={cancel}>
      <form method="dialog">
        <h2 id="bulk-progress-title">{t(title)}</h2>
        <BulkMeter label={t(title)} done={done} all={all} />
        <div className="dialog-actions">
          <button type="submit" className="button">
            {t('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
