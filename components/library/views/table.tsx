import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { type CSSProperties, memo, useMemo } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { excerpt } from '#lib/search/highlight.ts';
import type { Order } from '#lib/search/library/question.ts';
import { ClipCheck } from './clip-check.tsx';
import { clipPropsOf } from './clip-props.ts';
import type { ClipProps } from './clip-row.tsx';
import { Marked, textOf } from './clip-words.tsx';
import { ASCENDING, type Column, columnsOf } from './columns.tsx';
import { GroupHead, sticking } from './group-head.tsx';
import type { LayoutProps } from './layout.ts';
import { ORDER_LABELS } from './order-labels.ts';
import { RowPlan } from './row-plan.ts';
import { useRowWindow } from './use-row-window.ts';
import { useSight } from './use-sight.ts';
import './table.css';

const HEIGHTS = { head: 41, row: 37 };
const EXCERPT = 160;
/** The least width of what a clip says, and of the box before it (px). */
const QUOTE = 300;
const CHECK = 39;

/** The clips as a table, with the columns that were chosen. For `later`. */
export default function ClipTable(props: LayoutProps) {
  const { shown, names, selected, projectId, openId, onView } = props;
  const { ids, groups } = shown.answer;
  const { group: grouping, order, columns: columnIds } = shown.view;
  const columns = useMemo(() => columnsOf(columnIds), [columnIds]);
  const plan = useMemo(() => new RowPlan(ids.length, groups), [ids, groups]);
  const view = useRowWindow({ plan, ids, scope: shown.scope, openId, heights: HEIGHTS, isRemembered: true });
  const sight = useSight(shown.answer, ids, view.from, view.to, view.above);
  const { measure } = view;
  const style = {
    '--columns': `${CHECK}px minmax(${QUOTE}px, 1fr) ${columns.map(({ width }) => `${width}px`).join(' ')}`,
    minInlineSize: columns.reduce((sum, { width }) => sum + width, CHECK + QUOTE),
  } as CSSProperties;

  function row(index: number) {
    const planned = plan.at(index);
    const groupKey = plan.groupAt(index)?.key ?? '';
    if (planned.group && grouping) {
      return (
        <tr
          className={`table-group${sticking(index, view)}`}
          aria-rowindex={index + 2}
          key={groupKey}
          data-index={index}
          ref={measure}
        >
          <td className="group-head" colSpan={columns.length + 2}>
            <GroupHead
              grouping={grouping}
              group={planned.group}
              names={names}
              clip={sight.clips.get(ids.at(planned.group.from) ?? '')}
              projectId={projectId}
            />
          </td>
        </tr>
      );
    }
    if (planned.group) return null;
    const id = ids.at(planned.from) ?? '';
    const clip = sight.clips.get(id);
    const key = `${groupKey} ${id}`;
    if (!clip) return <tr className="table-row unread" key={key} data-index={index} ref={measure} />;
    return (
      <TableRow
        key={key}
        {...clipPropsOf(clip, sight, props)}
        row={index}
        columns={columns}
        names={names}
        measure={measure}
      />
    );
  }

  return (
    <div
      className={`clips-scroller${selected.size > 0 ? ' selecting' : ''}${grouping ? ' grouped' : ''}`}
      style={view.style}
      ref={view.scroller}
    >
      <table
        className="table"
        aria-label={t('clips')}
        aria-rowcount={plan.count + 1}
        aria-colcount={columns.length + 2}
        style={style}
      >
        <thead>
          <tr className="table-head" aria-rowindex={1}>
            <th scope="col">
              <span className="visually-hidden">{t('column_chosen')}</span>
            </th>
            <th scope="col">{t('column_quote')}</th>
            {columns.map((column) => (
              <Head key={column.id} column={column} order={order} onOrder={(next) => onView({ order: next })} />
            ))}
          </tr>
        </thead>
        <tbody style={{ paddingBlock: `${view.before}px ${view.after}px` }}>{view.rows.map(row)}</tbody>
      </table>
    </div>
  );
}

type HeadProps = {
  column: Column;
  order: Order;
  /** @param order Undefined for the usual one. */
  onOrder(order: Order | undefined): void;
};

/** The head of a column. Those that sort are buttons with arrows; the others are words only. */
function Head({ column: { label, orders }, order, onOrder }: HeadProps) {
  if (!orders) {
    return (
      <th scope="col">
        <span className="cut">{t(label)}</span>
      </th>
    );
  }
  const at = orders.indexOf(order);
  const isAscending = ASCENDING.has(order);
  const after = at < 0 ? orders[0] : at === 0 ? orders[1] : undefined;
  const Arrow = at < 0 ? ChevronsUpDown : isAscending ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={at < 0 ? undefined : isAscending ? 'ascending' : 'descending'}>
      <button
        type="button"
        className="table-sort"
        title={after ? t(ORDER_LABELS[after]) : t('order_usual')}
        onClick={() => onOrder(after)}
      >
        <span className="cut">{t(label)}</span>
        <Arrow className="icon" aria-hidden />
      </button>
    </th>
  );
}

type RowProps = ClipProps & {
  row: number;
  columns: readonly Column[];
  names: LayoutProps['names'];
  measure(element: Element | null): void;
};

const TableRow = memo(function TableRow({ row, columns, names, measure, ...props }: RowProps) {
  const { clip, terms, isOpen, isSelected, onOpen, onSelect } = props;
  const { id, type, quote, source } = clip;
  return (
    <tr
      className={`table-row t-${type ?? 'none'}${isOpen ? ' open' : ''}`}
      aria-rowindex={row + 2}
      data-clip={id}
      data-index={row}
      ref={measure}
    >
      <td>
        <ClipCheck clip={clip} isSelected={isSelected} onSelect={onSelect} />
      </td>
      <th scope="row">
        <button
          type="button"
          className={quote ? 'table-main' : 'table-main plain'}
          aria-current={isOpen}
          dir="auto"
          lang={source.lang}
          onClick={() => onOpen(id)}
        >
          <Marked text={excerpt(textOf(clip), terms, EXCERPT)} terms={terms} />
        </button>
      </th>
      {columns.map((column) => (
        <td key={column.id} className="table-cell" dir="auto">
          {column.cell(props, names)}
        </td>
      ))}
    </tr>
  );
});
