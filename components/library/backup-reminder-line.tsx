import { useLiveQuery } from 'dexie-react-hooks';
import { useCallback, useEffect, useState } from 'react';
import { askToWrite } from '#lib/backup/folder-access.ts';
import { isDue, isToRemind, SNOOZE_MS, WORTH_CLIPS } from '#lib/backup/reminder.ts';
import { tidyRestores } from '#lib/backup/restore.ts';
import { backUpOnSchedule, type Scheduled } from '#lib/backup/schedule.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { type BackupState, backupState, changeBackupState, hasClips } from '#lib/db/backup-state.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import { WorkProgress } from './backup-progress.tsx';
import { useBackup } from './use-backup.ts';
import { useWork } from './use-work.ts';
import './backup.css';

/** So often is looked whether a backup is due: a library may stay open for weeks. */
const LOOK_MS = 30 * 60_000;
/** The library comes first. */
const SETTLE_MS = 5_000;

const SHORT = { dateStyle: 'medium' } as const;

/** Writes backups on their schedule while the library is open. @returns what the last look came to */
function useSchedule(state: BackupState | undefined) {
  const work = useWork();
  const [last, setLast] = useState<Scheduled>();
  const { run } = work;
  const hasSchedule = state?.schedule !== undefined;
  const look = useCallback(
    () =>
      run(async (how) => {
        if (isDue(await backupState(), Date.now())) setLast(await backUpOnSchedule(false, how));
        else setLast('no');
      }),
    [run],
  );
  useEffect(() => {
    if (!hasSchedule) return undefined;
    const first = setTimeout(() => void look(), SETTLE_MS);
    const again = setInterval(() => void look(), LOOK_MS);
    return () => {
      clearTimeout(first);
      clearInterval(again);
    };
  }, [hasSchedule, look]);
  return { work, last, look };
}

/** The time, to the half hour. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(ticking);
  }, []);
  return now;
}

/**
 * A line that says when a backup is due, and nothing the rest of the time. While it is there, backups are written on their
 * schedule.
 */
export default function BackupReminderLine() {
  const state = useLiveQuery(backupState);
  const isWorthIt = useLiveQuery(() => hasClips(WORTH_CLIPS));
  const schedule = useSchedule(state);
  const backup = useBackup();
  const now = useNow();
  useEffect(() => {
    const settled = setTimeout(() => void tidyRestores(), SETTLE_MS);
    return () => clearTimeout(settled);
  }, []);

  const folder = state?.schedule?.folder;
  const isDenied = folder !== undefined && (schedule.last === 'ask' || schedule.work.error?.code === 'folder_denied');
  const isFailed = schedule.work.error !== undefined;
  const isOld = state !== undefined && isWorthIt === true && isToRemind(state, now);
  const isSnoozed = (state?.snoozedUntil ?? 0) > now;
  // It stays while it is at work, and until what came of that has been read.
  const isAtWork = backup.progress !== undefined || backup.error !== undefined || backup.result !== undefined;
  if (!isAtWork && !(isOld || (isWorthIt && !isSnoozed && (isDenied || isFailed)))) return null;

  function allow(handle: FileSystemDirectoryHandle): void {
    void schedule.work
      .run(async () => {
        if (!(await askToWrite(handle))) throw new GleanerError('folder_denied');
      })
      .then(() => schedule.look());
  }

  const lastAt = state?.lastAt;
  const says = isDenied
    ? t('reminder_folder', folder.name)
    : lastAt === undefined
      ? t('reminder_never')
      : t('reminder_old', new Intl.DateTimeFormat(locale(), SHORT).format(lastAt));
  return (
    <section className="backup-reminder" aria-label={t('backup')}>
      {backup.progress ? null : (
        <div className="row wrap">
          <span className="grow" role="status">
            {backup.result ?? says}
          </span>
          {backup.result ? null : isDenied ? (
            <button type="button" className="button" onClick={() => allow(folder)}>
              {t('schedule_allow')}
            </button>
          ) : (
            <button type="button" className="button" onClick={backup.start}>
              {t('backup_now')}
            </button>
          )}
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              if (!backup.result) void changeBackupState({ snoozedUntil: Date.now() + SNOOZE_MS });
              backup.dismiss();
            }}
          >
            {t(backup.result ? 'close' : 'reminder_later')}
          </button>
        </div>
      )}
      <WorkProgress worker={backup.progress || backup.error ? backup : schedule.work} label={t('backup_running')} />
    </section>
  );
}
