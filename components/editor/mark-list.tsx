import { Pencil, X } from 'lucide-react';
import { t } from '#lib/platform/i18n.ts';
import type { Item, Items } from '#lib/screenshot/markup-items.ts';
import { itemName } from './item-name.ts';
import { toolOf } from './tools.ts';

type Props = {
  items: Items;
  selectedId: number | undefined;
  onSelect(item: Item): void;
  onEditText(item: Item): void;
  onDelete(item: Item): void;
};

/** Everything that is on the picture, by name. */
export function MarkList({ items, selectedId, onSelect, onEditText, onDelete }: Props) {
  if (items.length === 0) return <p className="faint">{t('editor_marks_empty')}</p>;
  return (
    <ol className="mark-list">
      {items.map((item) => {
        const { icon: Icon } = toolOf(item.shape.type);
        const name = itemName(item, items);
        return (
          <li key={item.id} className={`mark-row${item.id === selectedId ? ' selected' : ''}`}>
            <button
              type="button"
              aria-label={name}
              aria-pressed={item.id === selectedId}
              onClick={() => onSelect(item)}
            >
              <Icon className="icon" aria-hidden />
              {/* The icon says that it is a text. */}
              <span className="cut grow">{item.shape.type === 'text' ? item.shape.text : name}</span>
              {'colour' in item.shape ? <span className="mark-colour" style={{ color: item.shape.colour }} /> : null}
            </button>
            {item.shape.type === 'text' ? (
              <button
                type="button"
                className="button quiet square"
                aria-label={t('editor_edit_text')}
                title={t('editor_edit_text')}
                onClick={() => onEditText(item)}
              >
                <Pencil className="icon" aria-hidden />
              </button>
            ) : null}
            <button
              type="button"
              className="button quiet square"
              aria-label={t('editor_delete', name)}
              title={t('editor_delete', name)}
              onClick={() => onDelete(item)}
            >
              <X className="icon" aria-hidden />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
