import { useEffect, useRef } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { StorageSettings } from './storage-settings.tsx';
import './settings.css';

/** What holds for the whole library. */
export function SettingsDialog({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby="settings-title" onClose={onClose}>
      <form method="dialog" className="settings">
        <h2 id="settings-title">{t('settings')}</h2>
        <StorageSettings />
        <div className="dialog-actions">
          <button type="submit" className="button primary">
            {t('close')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
