import { X } from 'lucide-react';
import { t } from '#lib/platform/i18n.ts';
import { keyFace } from './key-face.ts';

export type Notice = {
  text: string;
  /** Takes back what the notice tells of. */
  undo?: () => void;
  /** Does again what the notice says was undone. */
  redo?: () => void;
};

/** What was done, and the batch to undo it by; undefined where nothing changed. */
export type UndoableWork = { text: string; batchId: string | undefined };

/** What just happened, and the way back. It stays until the next thing happens or it is closed: nobody reads to a clock. */
export function Snackbar({ notice, onClose }: { notice: Notice; onClose(): void }) {
  return (
    <div className="snackbar" role="status">
      <span>{notice.text}</span>
      {notice.undo ? (
        <button type="button" className="button quiet" onClick={notice.undo} aria-keyshortcuts="Z">
          {t('undo')}{' '}
          <span className="kbd" aria-hidden="true">
            Z
          </span>
        </button>
      ) : null}
      {notice.redo ? (
        <button type="button" className="button quiet" onClick={notice.redo} aria-keyshortcuts="Shift+Z">
          {t('redo')}{' '}
          <span className="kbd" aria-hidden="true">
            {keyFace('Shift+z')}
          </span>
        </button>
      ) : null}
      <button type="button" className="button quiet square" aria-label={t('close')} onClick={onClose}>
        <X className="icon" aria-hidden />
      </button>
    </div>
  );
}
