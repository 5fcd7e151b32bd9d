import { useEffect, useRef, useState } from 'react';
import { askToWrite, canChooseFolder, chooseFolder, mayWrite } from '#lib/backup/folder-access.ts';
import { dueAt } from '#lib/backup/reminder.ts';
import { backUpOnSchedule, setSchedule } from '#lib/backup/schedule.ts';
import { GleanerError } from '#lib/core/errors.ts';
import {
  BACKUP_INTERVALS,
  type BackupInterval,
  type BackupState,
  changeBackupState,
  changeSchedule,
} from '#lib/db/backup-state.ts';
import { locale, t, tNumber } from '#lib/platform/i18n.ts';
import { WorkProgress } from './backup-progress.tsx';
import { useKeyboardPlace } from './use-keyboard-place.ts';
import { useWork } from './use-work.ts';

const INTERVAL_LABELS = { day: 'schedule_day', week: 'schedule_week' } as const;
/** How many files can be kept. */
const KEEP = [3, 5, 10, 30];
const USUAL = { every: 'week', keep: 5 } as const;

const when = (at: number) => new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** Whether the folder may be written to; undefined until that is known. */
function useMayWrite(folder: FileSystemDirectoryHandle | undefined, turn: number): boolean | undefined {
  const [may, setMay] = useState<boolean>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something was done about it
  useEffect(() => {
    let isCurrent = true;
    if (folder) void mayWrite(folder).then((answer) => isCurrent && setMay(answer));
    return () => {
      isCurrent = false;
    };
  }, [folder, turn]);
  return folder && may;
}

/** Backups that are written by themselves: into which folder, how often, and how many are kept. */
export function BackupSchedule({ state: { schedule } }: { state: BackupState }) {
  const work = useWork();
  const [turn, setTurn] = useState(0);
  const choose = useRef<HTMLButtonElement>(null);
  const may = useMayWrite(schedule?.folder, turn);

  async function write(): Promise<void> {
    await work.run(async (how) => {
      if ((await backUpOnSchedule(true, how)) === 'ask') throw new GleanerError('folder_denied');
    });
    setTurn((count) => count + 1);
  }

  function pick(): void {
    void work.run(async (how) => {
      const folder = await chooseFolder();
      if (!folder) return;
      await setSchedule(folder, schedule ?? USUAL);
      await backUpOnSchedule(false, how);
      setTurn((count) => count + 1);
    });
  }

  function allow(folder: FileSystemDirectoryHandle): void {
    void work
      .run(async () => {
        if (!(await askToWrite(folder))) throw new GleanerError('folder_denied');
      })
      .then(() => setTurn((count) => count + 1));
  }

  const isBusy = work.progress !== undefined;
  useKeyboardPlace(isBusy);
  const now = Date.now();
  const next = schedule ? dueAt(schedule, now) : now;
  return (
    <div className="schedule">
      <h4>{t('schedule')}</h4>
      <p className="faint">{t(canChooseFolder() ? 'schedule_hint' : 'schedule_absent')}</p>
      {schedule ? (
        <>
          <dl>
            <dt>{t('schedule_folder')}</dt>
            <dd className="cut">{schedule.folder.name}</dd>
            <dt>{t('schedule_last')}</dt>
            <dd>{schedule.lastAt ? when(schedule.lastAt) : t('schedule_never')}</dd>
            <dt>{t('schedule_next')}</dt>
            <dd>{next > now ? when(next) : t('schedule_soon')}</dd>
          </dl>
          <div className="schedule-how">
            <label>
              <span className="dim">{t('schedule_every')}</span>
              <select
                className="input"
                value={schedule.every}
                onChange={(event) => void changeSchedule({ every: event.target.value as BackupInterval })}
              >
                {BACKUP_INTERVALS.map((every) => (
                  <option key={every} value={every}>
                    {t(INTERVAL_LABELS[every])}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span className="dim">{t('schedule_keep')}</span>
              <select
                className="input"
                value={schedule.keep}
                onChange={(event) => void changeSchedule({ keep: Number(event.target.value) })}
              >
                {KEEP.map((keep) => (
                  <option key={keep} value={keep}>
                    {tNumber(keep)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {may === false ? (
            <div className="notice row">
              <span className="grow">{t('schedule_ask')}</span>
              <button type="button" className="button" onClick={() => allow(schedule.folder)}>
                {t('schedule_allow')}
              </button>
            </div>
          ) : null}
        </>
      ) : null}
      {canChooseFolder() ? (
        <div className="row wrap">
          <button type="button" className="button" ref={choose} disabled={isBusy} onClick={pick}>
            {t(schedule ? 'schedule_change' : 'schedule_choose')}
          </button>
          {schedule ? (
            <>
              <button type="button" className="button" disabled={isBusy || !may} onClick={() => void write()}>
                {t('schedule_now')}
              </button>
              <button
                type="button"
                className="button quiet"
                disabled={isBusy}
                onClick={() => {
                  // The button goes with the schedule; the focus must not go with it.
                  choose.current?.focus();
                  void changeBackupState({ schedule: undefined });
                }}
              >
                {t('schedule_stop')}
              </button>
            </>
          ) : null}
        </div>
      ) : null}
      <WorkProgress worker={work} label={t('backup_running')} />
    </div>
  );
}
