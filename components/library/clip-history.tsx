import { useLiveQuery } from 'dexie-react-hooks';
import { namesIn, type PastChange } from '#lib/db/row-history.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import { changeLines } from './change-words.ts';
import type { UndoableWork } from './snackbar.tsx';
import { takeBackHere } from './take-back-here.ts';
import './clip-history.css';

type Props = {
  clipId: string;
  /** Undefined until it is known. */
  past: readonly PastChange[] | undefined;
  /** Nothing of what lies in the trash is changed. */
  isTrashed: boolean;
  onChange(work: () => Promise<UndoableWork>): void;
};

/** What happened to a clip, the newest first; each change can be taken back. For `later`: few ask. */
export default function ClipHistory({ clipId, past, isTrashed, onChange }: Props) {
  const names = useLiveQuery(() => namesIn((past ?? []).flatMap(({ patches }) => patches)), [past]);
  if (!past || !names) return null;
  const moment = new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  const shown = past.flatMap((change) => {
    const lines = change.isBeginning ? [t('saved')] : change.patches.flatMap((patch) => changeLines(patch, names));
    return lines.length > 0 ? [{ ...change, lines: [...new Set(lines)] }] : [];
  });
  if (shown.length === 0) return <p className="faint">{t('history_none')}</p>;
  return (
    <ol className="clip-history">
      {shown.map(({ batchId, at, lines, isBeginning, isUndo, isUndone, canTakeBack }) => (
        <li key={batchId} className={isUndone ? 'undone' : ''}>
          <div className="row">
            <time className="faint" dateTime={new Date(at).toISOString()}>
              {moment.format(at)}
            </time>
            {isUndo ? <span className="faint">{t('history_undo')}</span> : null}
            {isUndone ? <span className="faint">{t('history_taken_back')}</span> : null}
            <span className="grow" />
            {canTakeBack && !isBeginning && !isUndo && !isUndone && !isTrashed ? (
              <button
                type="button"
                className="button quiet"
                aria-label={t('history_take_back_name', lines.join(' · '))}
                onClick={() => onChange(() => takeBackHere(clipId, batchId))}
              >
                {t('history_take_back')}
              </button>
            ) : null}
          </div>
          {lines.map((line) => (
            <span key={line} className="clip-history-line" dir="auto">
              {line}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
