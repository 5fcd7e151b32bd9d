import { Download, Trash2, Upload } from 'lucide-react';
import { t, tCount } from '#lib/platform/i18n.ts';
import { CLIPS, SOURCES } from './counts.ts';

type SummaryProps = {
  clips: number;
  sources: number;
  canExport: boolean;
  onExport(): void;
  onImport(): void;
  /** Undefined but in the trash. */
  onEmptyTrash: (() => void) | undefined;
};

/** How much the list shows. */
export function SummaryBar({ clips, sources, canExport, onExport, onImport, onEmptyTrash }: SummaryProps) {
  return (
    <div className="list-bar row faint">
      <span role="status">
        {tCount(CLIPS, clips)} · {tCount(SOURCES, sources)}
      </span>
      <span className="grow" />
      {onEmptyTrash ? (
        <button type="button" className="button quiet danger" title={t('trash_hint')} onClick={onEmptyTrash}>
          <Trash2 className="icon" aria-hidden /> {t('trash_empty')}
        </button>
      ) : null}
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
