import { useEffect, useRef } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { WorkProgress } from './backup-progress.tsx';
import { useBackup } from './use-backup.ts';
import { useKeyboardPlace } from './use-keyboard-place.ts';
import './backup.css';

/** A backup that was asked for by name: where to, how far it is, and what came of it. */
export default function BackupDialog({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const backup = useBackup();
  const { start, progress, result } = backup;
  const isBusy = progress !== undefined;
  useEffect(() => dialog.current?.showModal(), []);
  useKeyboardPlace(isBusy, dialog);
  useEffect(() => {
    // That it was chosen is the gesture that the browser wants to see before it asks for a file. Not at once: what is
    // mounted may be taken away again in the same breath, and its work with it.
    const soon = setTimeout(start);
    return () => clearTimeout(soon);
  }, [start]);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby="backup-title" aria-busy={isBusy} onClose={onClose}>
      <form method="dialog" className="backup">
        <h2 id="backup-title">{t('backup')}</h2>
        <p className="faint">{t('backup_hint')}</p>
        <WorkProgress worker={backup} label={t('backup_running')} />
        <p className="notice" role="status" hidden={!result}>
          {result}
        </p>
        <div className="dialog-actions">
          {isBusy || result ? null : (
            <button type="button" className="button" onClick={start}>
              {t('backup_now')}
            </button>
          )}
          <button type="submit" className="button primary" disabled={isBusy}>
            {t('close')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
