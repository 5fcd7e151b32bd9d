import { useEffect, useRef, useState } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { BackupSettings } from './backup-settings.tsx';
import { HighlightSettings, type Sites } from './highlight-settings.tsx';
import { later } from './later.tsx';
import { StorageSettings } from './storage-settings.tsx';
import './settings.css';

const RestoreDialog = later(() => import('./restore-dialog.tsx'));
const HealthDialog = later(() => import('./health-dialog.tsx'));

type Props = {
  sites: Sites;
  onClose(): void;
};

/** What holds for the whole library. */
export default function SettingsDialog({ sites, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState<'restore' | 'health'>();
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => setOpened(undefined);
  return (
    <>
      <dialog className="dialog" ref={dialog} aria-labelledby="settings-title" onClose={onClose}>
        <form method="dialog" className="settings">
          <h2 id="settings-title">{t('settings')}</h2>
          <HighlightSettings sites={sites} />
          <BackupSettings onRestore={() => setOpened('restore')} />
          <StorageSettings onCheck={() => setOpened('health')} />
          <div className="dialog-actions">
            <button type="submit" className="button primary">
              {t('close')}
            </button>
          </div>
        </form>
      </dialog>
      {opened === 'restore' ? <RestoreDialog onClose={close} /> : null}
      {opened === 'health' ? <HealthDialog onClose={close} /> : null}
    </>
  );
}
