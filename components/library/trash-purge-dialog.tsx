import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import { purgeClips } from '#lib/db/purge.ts';
import { locale, t, tCount, tError } from '#lib/platform/i18n.ts';
import { BulkMeter } from './bulk-progress.tsx';
import { CLIPS } from './counts.ts';

type Props = { ids: readonly string[]; onDone(text: string): void; onClose(): void };

/** The last step before clips are gone for good. */
export default function PurgeDialog({ ids, onDone, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [running, setRunning] = useState<{ controller: AbortController; done: number }>();
  const [error, setError] = useState<AppError>();
  useEffect(() => dialog.current?.showModal(), []);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const controller = new AbortController();
    let done = 0;
    const onProgress = (count: number): void => {
      done = count;
      setRunning({ controller, done });
    };
    setError(undefined);
    onProgress(0);
    try {
      onDone(t('purged_count', tCount(CLIPS, await purgeClips(ids, { signal: controller.signal, onProgress }))));
      onClose();
    } catch (thrown) {
      if (!controller.signal.aborted) return setError(toAppError(thrown));
      onDone(t('purge_stopped', tCount(CLIPS, done)));
      onClose();
    } finally {
      setRunning(undefined);
    }
  }

  const number = new Intl.NumberFormat(locale());
  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby="purge-title"
      aria-describedby="purge-text"
      onClose={() => {
        running?.controller.abort();
        if (!running) onClose();
      }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <h2 id="purge-title">{t('purge_title', tCount(CLIPS, ids.length))}</h2>
        <p id="purge-text">{t('purge_warning')}</p>
        {error ? (
          <p className="notice error" role="alert">
            {tError(error.code)}
          </p>
        ) : null}
        {running ? (
          <BulkMeter
            done={running.done}
            all={ids.length}
            text={t('bulk_progress', number.format(running.done), number.format(ids.length))}
          />
        ) : null}
        <div className="dialog-actions">
          {/* biome-ignore lint/a11y/noAutofocus: what cannot be undone is not what Enter does by the way */}
          <button type="button" className="button quiet" autoFocus onClick={() => dialog.current?.close()}>
            {t('cancel')}
          </button>
          <button type="submit" className="button danger" disabled={running !== undefined}>
            {t('purge')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
