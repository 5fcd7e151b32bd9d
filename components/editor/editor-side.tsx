import { RotateCcw, ScanSearch } from 'lucide-react';
import { t } from '#lib/platform/i18n.ts';
import type { Item, Items } from '#lib/screenshot/markup-items.ts';
import { MarkList } from './mark-list.tsx';
import { PrivatePanel } from './private-panel.tsx';
import type { PrivateFinder } from './use-private-data.ts';

type Props = {
  items: Items;
  selectedId: number | undefined;
  finder: PrivateFinder;
  onSelect(item: Item): void;
  onEditText(item: Item): void;
  onDelete(item: Item): void;
  onReset(): void;
  onFindPrivate(): void;
  onCoverPrivate(): void;
};

/** Beside the picture: what is on it, or what should perhaps be covered. */
export function EditorSide({ items, finder, onReset, onFindPrivate, onCoverPrivate, ...list }: Props) {
  if (finder.findings) {
    return (
      <aside className="editor-side" aria-label={t('private_found')}>
        <PrivatePanel
          findings={finder.findings}
          chosen={finder.chosen}
          onToggle={finder.toggle}
          onAccept={onCoverPrivate}
          onClose={finder.close}
        />
      </aside>
    );
  }
  return (
    <aside className="editor-side" aria-label={t('editor_marks')}>
      <h2>{t('editor_marks')}</h2>
      <MarkList items={items} {...list} />
      {items.length > 0 ? <p className="faint editor-hint">{t('editor_keys')}</p> : null}
      <div className="editor-actions">
        <button type="button" className="button private-find" onClick={onFindPrivate}>
          <ScanSearch className="icon" aria-hidden /> {t('private_find')}
        </button>
        {items.length > 0 ? (
          <button type="button" className="button quiet" onClick={onReset}>
            <RotateCcw className="icon" aria-hidden /> {t('editor_reset')}
          </button>
        ) : null}
      </div>
    </aside>
  );
}
