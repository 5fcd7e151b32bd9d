import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { isTyping } from '#components/ui/is-typing.ts';
import { t } from '#lib/platform/i18n.ts';
import { type Notice, Snackbar } from './snackbar.tsx';
import './manager.css';

type Props = {
  title: string;
  /** Beside the title. */
  head?: ReactNode;
  /** What was last done here; the library's own notice is out of reach behind the dialog. */
  notice: Notice | undefined;
  onNotice(notice: undefined): void;
  onClose(): void;
  children: ReactNode;
};

/** A dialog in which rows are kept in order: a list, and what is said of the one that is chosen. Z takes back the last step. */
export function Manager({ title, head, notice, onNotice, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const undo = notice?.undo;
  return (
    <dialog
      className="dialog manager"
      ref={dialog}
      aria-labelledby="manager-title"
      onClose={onClose}
      onKeyDown={({ nativeEvent }) => {
        if (nativeEvent.key === 'z' && undo && !isTyping(nativeEvent)) undo();
      }}
    >
      <header className="manager-head">
        <h2 id="manager-title">{title}</h2>
        {head}
        <span className="grow" />
        <button
          type="button"
          className="button quiet square"
          aria-label={t('close')}
          onClick={() => dialog.current?.close()}
        >
          <X className="icon" aria-hidden />
        </button>
      </header>
      <div className="manager-body">{children}</div>
      {notice ? <Snackbar notice={notice} onClose={() => onNotice(undefined)} /> : null}
    </dialog>
  );
}

/** Arrow keys walk from row to row of a list. */
export function walkRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.manager-row-main')];
  const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
