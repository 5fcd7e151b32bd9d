import { Copy, Download, type LucideIcon, PencilLine, RotateCcw, Trash2, X } from 'lucide-react';
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
          <Action label={t('restore')} icon={RotateCcw} keys="R" onAct={onRestore} />
          <Action label={t('purge')} icon={Trash2} isDangerous onAct={onPurge} />
        </>
      ) : (
        <>
          <Action label={t('edit_clip')} icon={PencilLine} keys="B" onAct={onEdit} />
          <Action label={t('copy_markdown')} icon={Copy} keys="C" onAct={onCopy} />
          <Action label={t('export')} icon={Download} keys="E" onAct={onExport} />
          <Action label={t('trash')} icon={Trash2} keys="#" onAct={onTrash} />
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

type ActionProps = { label: string; icon: LucideIcon; keys?: string; isDangerous?: boolean; onAct(): void };

/** Its name is seen where there is room, and told on pointing at it where there is none. */
function Action({ label, icon: Icon, keys, isDangerous, onAct }: ActionProps) {
  return (
    <button
      type="button"
      className={`button quiet${isDangerous ? ' danger' : ''}`}
      title={label}
      aria-keyshortcuts={keys}
      onClick={onAct}
    >
      <Icon className="icon" aria-hidden /> <span className="bulk-word">{label}</span>
    </button>
  );
}
