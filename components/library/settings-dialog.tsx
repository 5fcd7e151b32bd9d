import { useEffect, useRef } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { HighlightSettings, type Sites } from './highlight-settings.tsx';
import { StorageSettings } from './storage-settings.tsx';
import './settings.css';

/** What holds for the whole library. */
export default function SettingsDialog({ sites, onClose }: { sites: Sites; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby="settings-title" onClose={onClose}>
      <form method="dialog" className="settings">
        <h2 id="settings-title">{t('settings')}</h2>
        <HighlightSettings sites={sites} />
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
