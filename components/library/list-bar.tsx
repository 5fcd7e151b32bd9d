import { Copy, Download, RotateCcw, Trash2, X } from 'lucide-react';
import { t, tCount } from '#lib/platform/i18n.ts';
import { CLIPS } from './counts.ts';

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
