import { useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import { locale, t, tError } from '#lib/platform/i18n.ts';
import type { UndoableWork } from './snackbar.tsx';
import type { BulkWork } from './use-triage.tsx';
import './bulk.css';

type Props = { work: BulkWork; onDone(done: UndoableWork): void; onClose(): void };

/** A change of many clips on its way: how far it is, and the way out, which leaves everything as it was. */
export default function BulkProgress({ work, onDone, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [progress, setProgress] = useState({ done: 0, all: 1 });
  const [error, setError] = useState<AppError>();
  const finish = useRef({ onDone, onClose });
  finish.current = { onDone, onClose };

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is done once, whoever renders anew meanwhile
  useEffect(() => {
    const controller = new AbortController();
    const element = dialog.current;
    element?.showModal();
    element?.addEventListener('close', () => controller.abort());
    const onProgress = (done: number, all: number) => setProgress({ done, all });
    work({ signal: controller.signal, onProgress }).then(
      (done) => {
        finish.current.onDone(done);
        finish.current.onClose();
      },
      (thrown: unknown) => {
        if (controller.signal.aborted) finish.current.onClose();
        else setError(toAppError(thrown));
      },
    );
    return () => controller.abort();
  }, []);

  const number = new Intl.NumberFormat(locale());
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby="bulk-progress-title" onClose={() => error && onClose()}>
      <form method="dialog">
        <h2 id="bulk-progress-title">{t('bulk_running')}</h2>
        {error ? (
          <p className="notice error" role="alert">
            {tError(error.code)}
          </p>
        ) : (
          <BulkMeter
            {...progress}
            text={t('bulk_progress', number.format(progress.done), number.format(progress.all))}
          />
        )}
        <div className="dialog-actions">
          <button type="submit" className="button">
            {t(error ? 'close' : 'cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** How much of something is done, and that in words. */
export function BulkMeter({ done, all, text }: { done: number; all: number; text: string }) {
  return (
    <div className="bulk-meter">
      <progress aria-label={t('bulk_running')} max={all || 1} value={done} />
      <span className="faint" role="status">
        {text}
      </span>
    </div>
  );
}
