import { Copy, Download, PencilLine, RotateCcw, Trash2, X } from 'lucide-react';
import { t, tCount } from '#lib/platform/i18n.ts';
import { CLIPS } from './counts.ts';
import './bulk-bar.css';

type Props = {
  count: number;
  isEverything: boolean;
  isTrash: boolean;
  onAll(): void;
  onNone(): void;
  onEdit(): void;
  onCopy(): void;
  onExport(): void;
  onTrash(): void;
  onRestore(): void;
  onPurge(): void;
};

/** What can be done with the chosen clips. */
export function BulkBar(props: Props) {
  const { count, isEverything, isTrash, onAll, onNone, onEdit, onCopy, onExport, onTrash, onRestore, onPurge } = props;
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
        <>
          <button type="button" className="button quiet" title={t('restore')} onClick={onRestore} aria-keyshortcuts="R">
            <RotateCcw className="icon" aria-hidden /> <span className="bulk-word">{t('restore')}</span>
          </button>
          <button type="button" className="button quiet danger" title={t('purge')} onClick={onPurge}>
            <Trash2 className="icon" aria-hidden /> <span className="bulk-word">{t('purge')}</span>
          </button>
        </>
      ) : (
        <>
          <button type="button" className="button quiet" title={t('edit_clip')} onClick={onEdit} aria-keyshortcuts="B">
            <PencilLine className="icon" aria-hidden /> <span className="bulk-word">{t('edit_clip')}</span>
          </button>
          <button
            type="button"
            className="button quiet"
            title={t('copy_markdown')}
            onClick={onCopy}
            aria-keyshortcuts="C"
          >
            <Copy className="icon" aria-hidden /> <span className="bulk-word">{t('copy_markdown')}</span>
          </button>
          <button type="button" className="button quiet" title={t('export')} onClick={onExport} aria-keyshortcuts="E">
            <Download className="icon" aria-hidden /> <span className="bulk-word">{t('export')}</span>
          </button>
          <button type="button" className="button quiet" title={t('trash')} onClick={onTrash} aria-keyshortcuts="#">
            <Trash2 className="icon" aria-hidden /> <span className="bulk-word">{t('trash')}</span>
          </button>
        </>
      )}
      <button
        type="button"
        className="button quiet square"
        aria-label={t('select_none')}
        title={t('select_none')}
        onClick={onNone}
      >
        <X className="icon" aria-hidden />
      </button>
    </div>
  );
}
