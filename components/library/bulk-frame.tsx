import { type ReactNode, type SubmitEvent, useId, useLayoutEffect, useRef } from 'react';
import type { Watch } from '#lib/db/watch.ts';
import { t, tError } from '#lib/platform/i18n.ts';
import { BulkMeter } from './bulk-meter.tsx';
import { useWork, watchOf } from './use-work.ts';

type Props = {
  className?: string;
  title: string;
  /** What the button says that does it. */
  action: string;
  isDangerous?: boolean;
  /** Whether there is anything to do. */
  isReady?: boolean;
  /** How many clips it is done to. */
  count: number;
  /** Does it; the dialog closes where that went well, or was cancelled. */
  onSubmit(watch: Watch): Promise<void>;
  onClose(): void;
  /** What is said or asked first. */
  children: ReactNode;
};

/** A dialog that asks before something is done to many clips, and shows how far it is. Cancelling stops it. */
export function BulkFrame(props: Props) {
  const {
    className = '',
    title,
    action,
    isDangerous = false,
    isReady = true,
    count,
    onSubmit,
    onClose,
    children,
  } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { progress, error, run, cancel } = useWork();
  const isRunning = progress !== undefined;
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Only a dialog that is closed before it goes gives the focus back.
    return () => element?.close();
  }, []);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void run(async (work) => {
      try {
        await onSubmit(watchOf(work));
      } catch (thrown) {
        if (!work.signal?.aborted) throw thrown;
      }
      onClose();
    });
  }

  return (
    <dialog
      className={`dialog ${className}`}
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={isDangerous ? `${id}-text` : undefined}
      onClose={() => (isRunning ? cancel() : onClose())}
    >
      <form onSubmit={submit}>
        <h2 id={`${id}-title`}>{title}</h2>
        <div className="bulk-body" id={`${id}-text`} inert={isRunning}>
          {children}
        </div>
        {error ? (
          <p className="notice error" role="alert">
            {tError(error.code)}
          </p>
        ) : null}
        {progress ? <BulkMeter label={action} done={progress.done} all={progress.all || count} /> : null}
        <div className="dialog-actions">
          <button
            type="button"
            className="button quiet"
            // biome-ignore lint/a11y/noAutofocus: what cannot be undone is not what Enter does by the way
            autoFocus={isDangerous}
            onClick={() => dialog.current?.close()}
          >
            {t('cancel')}
          </button>
          <button
            type="submit"
            className={isDangerous ? 'button danger' : 'button primary'}
            disabled={isRunning || !isReady}
          >
            {action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
