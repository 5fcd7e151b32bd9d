import { Copy, Download, RotateCcw, Trash2, Upload, X } from 'lucide-react';
import { t, tCount } from '#lib/platform/i18n.ts';
import { CLIPS, SOURCES } from './counts.ts';

type SummaryProps = { clips: number; sources: number; canExport: boolean; onExport(): void; onImport(): void };

/** How much the list shows. */
export function SummaryBar({ clips, sources, canExport, onExport, onImport }: SummaryProps) {
  return (
    <div className="list-bar row faint">
      <span role="status">
        {tCount(CLIPS, clips)} · {tCount(SOURCES, sources)}
      </span>
      <span className="grow" />
      <button type="button" className="button quiet" onClick={onImport} aria-keyshortcuts="I">
        <Upload className="icon" aria-hidden /> {t('import')}
      </button>
      {canExport ? (
        <button type="button" className="button" onClick={onExport} aria-keyshortcuts="E">
          <Download className="icon" aria-hidden /> {t('export')}
        </button>
      ) : null}
    </div>
  );
}

type SelectionProps = {
  count: number;
  isEverything: boolean;
  isTrash: boolean;
  onAll(): void;
  onNone(): void;
  onCopy(): void;
  onExport(): void;
  onTrash(): void;
  onRestore(): void;
};

/** What can be done with the chosen clips. */
export function SelectionBar(props: SelectionProps) {
  const { count, isEverything, isTrash, onAll, onNone, onCopy, onExport, onTrash, onRestore } = props;
  return (
    <div className="list-bar row selecting">
      <input
        type="checkbox"
        aria-label={t('select_all')}
        ref={(box) => {
          if (box) box.indeterminate = !isEverything;
        }}
        checked={isEverything}
        onChange={isEverything ? onNone : onAll}
      />
      <span role="status">{t('selected_count', tCount(CLIPS, count))}</span>
      <span className="grow" />
      {isTrash ? (
        <button type="button" className="button quiet" onClick={onRestore}>
          <RotateCcw className="icon" aria-hidden /> {t('restore')}
        </button>
      ) : (
        <>
          <button type="button" className="button quiet" onClick={onCopy}>
            <Copy className="icon" aria-hidden /> {t('copy_markdown')}
          </button>
          <button type="button" className="button quiet" onClick={onExport}>
            <Download className="icon" aria-hidden /> {t('export')}
          </button>
          <button type="button" className="button quiet" onClick={onTrash}>
            <Trash2 className="icon" aria-hidden /> {t('trash')}
          </button>
        </>
      )}
      <button type="button" className="button quiet square" aria-label={t('select_none')} onClick={onNone}>
        <X className="icon" aria-hidden />
      </button>
    </div>
  );
}
