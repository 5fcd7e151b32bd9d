import { Columns3, Download, Trash2, Upload } from 'lucide-react';
import { useId } from 'react';
import { CLIPS, SOURCES } from '#components/library/counts.ts';
import { Segmented } from '#components/ui/segmented.tsx';
import type { MessageKey } from '#lib/core/message-key.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { type AddressChanges, UNGROUPED } from '#lib/search/library/address.ts';
import { ORDERS } from '#lib/search/library/question.ts';
import { columnIds, columns, columnsOf } from './columns.tsx';
import { GROUPING_LABELS } from './group-name.ts';
import { layouts } from './index.ts';
import type { Layout } from './layout.ts';
import { ORDER_LABELS } from './order-labels.ts';
import { Popup } from './popup.tsx';
import { type LibraryView, usualGrouping, usualOrder } from './view.ts';
import './view-bar.css';

const labelOf = (grouping: Layout['grouping']): MessageKey =>
  grouping === UNGROUPED ? 'group_none' : GROUPING_LABELS[grouping];

type Props = {
  view: LibraryView;
  /** How many are shown, and from how many pages. */
  clips: number;
  sources: number;
  isOneProject: boolean;
  canExport: boolean;
  onView(changes: AddressChanges): void;
  onExport(): void;
  onImport(): void;
  /** Undefined but in the trash. */
  onEmptyTrash: (() => void) | undefined;
};

/** How much is shown, and how: laid out, sorted, put together. */
export function ViewBar(props: Props) {
  const { view, clips, sources, isOneProject, canExport, onView, onExport, onImport, onEmptyTrash } = props;
  const { filter, layout, order } = view;
  const layoutLabel = useId();
  const group = view.group ?? UNGROUPED;
  // All clips of one project are one group.
  const groupings = layout.groupings.filter((one) => one !== 'project' || !isOneProject || group === one);
  const shown = columnsOf(view.columns);
  const orders = ORDERS.filter(
    (one) =>
      one === order ||
      (one === 'relevance'
        ? usualOrder(filter) === one
        : !(isOneProject && (one === 'project' || one === 'project_desc'))),
  );

  return (
    <div className="list-bar view-bar faint">
      <span role="status" className="view-count">
        {tCount(CLIPS, clips)} · {tCount(SOURCES, sources)}
      </span>
      <div className="view-controls">
        <span className="visually-hidden" id={layoutLabel}>
          {t('view_layout')}
        </span>
        <Segmented
          labelledBy={layoutLabel}
          options={layouts.map(({ id, label, icon: Icon }) => ({
            value: id,
            name: t(label),
            face: <Icon className="icon" aria-hidden />,
          }))}
          value={layout.id}
          // Pressing the one that is pressed changes nothing.
          onChange={(id) => id && onView({ layout: id === layouts[0].id ? undefined : id, group: undefined })}
        />
        <select
          className="view-select"
          aria-label={t('view_sort')}
          value={order}
          onChange={({ target }) => {
            const next = ORDERS.find((one) => one === target.value);
            onView({ order: next === usualOrder(filter) ? undefined : next });
          }}
        >
          {orders.map((one) => (
            <option key={one} value={one}>
              {t(ORDER_LABELS[one])}
            </option>
          ))}
        </select>
        {groupings.length > 1 ? (
          <select
            className="view-select"
            aria-label={t('view_group')}
            value={group}
            onChange={({ target }) => {
              const next = groupings.find((one) => one === target.value);
              onView({ group: next === usualGrouping(layout, filter) ? undefined : next });
            }}
          >
            {groupings.map((one) => (
              <option key={one} value={one}>
                {t(labelOf(one))}
              </option>
            ))}
          </select>
        ) : null}
        {layout.hasColumns ? (
          <Popup label={t('view_columns')} icon={Columns3} className="button quiet square">
            {() => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a box of its own
              <div role="group" aria-label={t('view_columns')}>
                {columns.map((column) => (
                  <label className="popup-item" key={column.id}>
                    <input
                      type="checkbox"
                      checked={shown.includes(column)}
                      onChange={({ target }) => {
                        const next = columns.filter((one) => (one === column ? target.checked : shown.includes(one)));
                        onView({ columns: columnIds(next) });
                      }}
                    />
                    {t(column.label)}
                  </label>
                ))}
              </div>
            )}
          </Popup>
        ) : null}
      </div>
      <div className="view-files">
        {onEmptyTrash ? (
          <button type="button" className="button quiet danger" title={t('trash_hint')} onClick={onEmptyTrash}>
            <Trash2 className="icon" aria-hidden /> <span className="view-word">{t('trash_empty')}</span>
          </button>
        ) : null}
        <button type="button" className="button quiet" title={t('import')} onClick={onImport} aria-keyshortcuts="I">
          <Upload className="icon" aria-hidden /> <span className="view-word">{t('import')}</span>
        </button>
        {canExport ? (
          <button type="button" className="button" title={t('export')} onClick={onExport} aria-keyshortcuts="E">
            <Download className="icon" aria-hidden /> <span className="view-word">{t('export')}</span>
          </button>
        ) : null}
      </div>
    </div>
  );
}
