import { type DragEvent, type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { RestoreMode } from '#lib/backup/compare.ts';
import { planRestore, type RestorePlan } from '#lib/backup/plan-restore.ts';
import { type Backup, openBackup } from '#lib/backup/read-backup.ts';
import { restoreBackup } from '#lib/backup/restore.ts';
import { undoBatch } from '#lib/db/history.ts';
import { forgetLoss } from '#lib/db/library-mark.ts';
import { t } from '#lib/platform/i18n.ts';
import { WorkProgress } from './backup-progress.tsx';
import { FileChoice } from './file-choice.tsx';
import { RestorePreview } from './restore-preview.tsx';
import { useBackup } from './use-backup.ts';
import { useKeyboardPlace } from './use-keyboard-place.ts';
import { useWork, watchOf } from './use-work.ts';
import './import.css';
import './backup.css';

type Opened = { name: string; backup: Backup; plan: RestorePlan };

/** What was done, and the way back, where there is one. */
type Done = { text: string; batchId?: string | undefined };

const MODES = [
  { id: 'merge', label: 'restore_merge', hint: 'restore_merge_hint', action: 'restore_run_merge' },
  { id: 'replace', label: 'restore_replace', hint: 'restore_replace_hint', action: 'restore_run_replace' },
] as const satisfies readonly { id: RestoreMode; [key: string]: string }[];

/** A backup, what is in it beside the library as it is, and in. */
export default function RestoreDialog({ onClose }: { onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const work = useWork();
  const backup = useBackup();
  const [label, setLabel] = useState<string>();
  const [opened, setOpened] = useState<Opened>();
  const [mode, setMode] = useState<RestoreMode>('merge');
  const [done, setDone] = useState<Done>();
  const [isOver, setOver] = useState(false);
  const isBusy = work.progress !== undefined || backup.progress !== undefined;

  useEffect(() => dialog.current?.showModal(), []);
  useKeyboardPlace(isBusy, dialog);

  function read(file: File | undefined): void {
    if (!file || isBusy) return;
    setOpened(undefined);
    setDone(undefined);
    setLabel(t('restore_checking'));
    void work.run(async (how) => {
      const found = await openBackup(file, how);
      setOpened({ name: file.name, backup: found, plan: await planRestore(found, how) });
    });
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!opened || isBusy || done) return;
    setLabel(t('restore_running'));
    void work.run(async (how) => {
      const { written, batchId } = await restoreBackup(opened.backup, mode, how);
      // Whatever was lost is back.
      await forgetLoss();
      setDone({ text: t(written > 0 || mode === 'replace' ? 'restore_done' : 'restore_nothing'), batchId });
    });
  }

  function undo(batchId: string): void {
    setLabel(t('undo_running'));
    void work.run(async (how) => {
      await undoBatch(batchId, watchOf(how));
      setDone({ text: t('restore_undone') });
    });
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  }

  const action = MODES.find(({ id }) => id === mode)?.action ?? 'restore_run_merge';
  return (
    <dialog
      className="dialog restore"
      ref={dialog}
      aria-labelledby="restore-title"
      aria-busy={isBusy}
      // Anywhere on the dialog, and not beside it: there, the browser would open the file in place of the library.
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onClose={onClose}
    >
      <form onSubmit={submit} className="import">
        <h2 id="restore-title">{t('restore_title')}</h2>
        <FileChoice
          name={opened?.name}
          accept=".zip,application/zip"
          isDisabled={isBusy}
          isOver={isOver}
          hintId="restore-hint"
          onFile={read}
        />
        {opened && !done ? (
          <>
            <RestorePreview manifest={opened.backup.manifest} plan={opened.plan} mode={mode} />
            <fieldset disabled={isBusy}>
              <legend>{t('restore_how')}</legend>
              {MODES.map(({ id, label: name, hint }) => (
                <label className="choice" key={id}>
                  <input type="radio" name="mode" checked={id === mode} onChange={() => setMode(id)} />
                  <span>{t(name)}</span>
                  <span className="faint">{t(hint)}</span>
                </label>
              ))}
            </fieldset>
            {mode === 'replace' ? (
              <div className="row wrap">
                <button type="button" className="button" disabled={isBusy} onClick={backup.start}>
                  {t('restore_first')}
                </button>
                <span className="dim" role="status">
                  {backup.result}
                </span>
              </div>
            ) : null}
          </>
        ) : null}
        <WorkProgress worker={backup} label={t('backup_running')} />
        <WorkProgress worker={work} label={label ?? ''} />
        {done ? (
          <div className="notice row">
            <span className="grow" role="status">
              {done.text}
            </span>
            {done.batchId ? (
              <button type="button" className="button" disabled={isBusy} onClick={() => undo(done.batchId ?? '')}>
                {t('undo')}
              </button>
            ) : null}
          </div>
        ) : null}
        <p id="restore-hint" className="faint" hidden={opened !== undefined}>
          {t('restore_hint')}
        </p>
        <div className="dialog-actions">
          <button
            type="button"
            className={done ? 'button primary' : 'button quiet'}
            onClick={() => dialog.current?.close()}
          >
            {t(done ? 'close' : 'cancel')}
          </button>
          {done ? null : (
            <button
              type="submit"
              className={mode === 'replace' ? 'button danger' : 'button primary'}
              disabled={isBusy || !opened}
            >
              {t(action)}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}
