import { useLiveQuery } from 'dexie-react-hooks';
import { backupState, changeBackupState } from '#lib/db/backup-state.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import { WorkProgress } from './backup-progress.tsx';
import { BackupSchedule } from './backup-schedule.tsx';
import { useBackup } from './use-backup.ts';
import { useKeyboardPlace } from './use-keyboard-place.ts';
import './backup.css';

const day = (at: number) => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** One file with everything, now or on a schedule, and back. */
export function BackupSettings({ onRestore }: { onRestore(): void }) {
  const state = useLiveQuery(backupState);
  const backup = useBackup();
  useKeyboardPlace(backup.progress !== undefined);
  return (
    <section className="backup" aria-labelledby="backup-title" aria-busy={state === undefined}>
      <h3 id="backup-title">{t('backup')}</h3>
      <p className="faint">{t('backup_hint')}</p>
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={backup.progress !== undefined}
          onClick={backup.start}
        >
          {t('backup_now')}
        </button>
        <button type="button" className="button" disabled={backup.progress !== undefined} onClick={onRestore}>
          {t('backup_restore')}
        </button>
        <span className="dim grow">
          {state ? (state.lastAt ? t('backup_last', day(state.lastAt)) : t('backup_never')) : null}
        </span>
      </div>
      <WorkProgress worker={backup} label={t('backup_running')} />
      <p className="notice" role="status" hidden={!backup.result}>
        {backup.result}
      </p>
      <label className="switch">
        <input
          type="checkbox"
          checked={state?.isReminding ?? true}
          onChange={(event) => void changeBackupState({ isReminding: event.currentTarget.checked })}
        />
        {t('backup_remind')}
      </label>
      {state ? <BackupSchedule state={state} /> : null}
    </section>
  );
}
