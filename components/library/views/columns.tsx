import type { ReactNode } from 'react';
import { shortDate } from '#components/clip/short-date.ts';
import { type ClipFieldId, clipFields, type EditorId } from '#lib/core/fields.ts';
import { IMPORTANCE_LABELS, METHOD_LABELS, SENTIMENT_LABELS, TYPE_LABELS } from '#lib/core/labels.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { t } from '#lib/platform/i18n.ts';
import type { Order } from '#lib/search/library/question.ts';
import { siteNameOf } from '#lib/search/site-name.ts';
import { ClipDate } from './clip-facts.tsx';
import type { ClipProps } from './clip-row.tsx';
import type { LayoutProps } from './layout.ts';

/** A column of the table, beside the clips' words, which always stand first. */
export type Column = {
  /** In addresses. */
  id: string;
  label: MessageKey;
  /** Its least width (px). */
  width: number;
  isUsual: boolean;
  /** In which orders its head puts the clips: at the first click, and at the next; after the last in the usual one. */
  orders?: readonly [Order, Order?];
  cell(props: ClipProps, names: LayoutProps['names']): ReactNode;
};

type Values<Editor extends EditorId> = {
  [K in ClipFieldId]: (typeof clipFields)[K]['editor'] extends Editor ? Clip[K] : never;
}[ClipFieldId];
type Shows = {
  [E in EditorId]: { width: number; show(value: Values<E>, props: ClipProps, names: LayoutProps['names']): ReactNode };
};

/** How the value of a field is shown, by the editor that edits it. */
const SHOWN: Shows = {
  type: {
    width: 116,
    show: (type) => <span className={`badge t-${type ?? 'none'}`}>{t(type ? TYPE_LABELS[type] : 'type_none')}</span>,
  },
  actor: { width: 120, show: (_id, { actorName }) => actorName },
  tags: {
    width: 160,
    show: (_ids, { tagNames }) =>
      tagNames.map((name) => (
        <span className="chip" key={name}>
          <span className="cut">{name}</span>
        </span>
      )),
  },
  text: { width: 200, show: (text) => text },
  project: { width: 130, show: (id, _props, names) => names.get(id) },
  sentiment: { width: 96, show: (value) => (value === undefined ? null : t(SENTIMENT_LABELS[`${value}`])) },
  importance: { width: 104, show: (value) => (value === undefined ? null : t(IMPORTANCE_LABELS[value])) },
  method: { width: 120, show: (method) => (method ? t(METHOD_LABELS[method]) : null) },
  date: { width: 104, show: (time) => (time === undefined ? null : shortDate(time)) },
};

const USUAL: ReadonlySet<string> = new Set<ClipFieldId>(['type', 'actorId', 'tagIds']);
const ORDERS: Partial<Record<ClipFieldId, Column['orders']>> = {
  type: ['type'],
  actorId: ['about', 'about_desc'],
  tagIds: ['tags', 'tags_desc'],
  projectId: ['project', 'project_desc'],
  sentiment: ['sentiment', 'sentiment_desc'],
  importance: ['importance'],
  method: ['method'],
  occurredAt: ['occurred', 'occurred_asc'],
};
/** The orders that go up. */
export const ASCENDING: ReadonlySet<Order> = new Set<Order>([
  'oldest',
  'occurred_asc',
  'type',
  'about',
  'tags',
  'source',
  'project',
  'sentiment',
  'method',
]);

const fieldColumns = (Object.keys(clipFields) as ClipFieldId[]).map((id): Column => {
  const { label, editor } = clipFields[id];
  // The list of fields says which editor belongs to which; the compiler cannot follow it through the look-up.
  const { width, show } = SHOWN[editor] as { width: number; show(value: unknown, ...rest: unknown[]): ReactNode };
  const orders = ORDERS[id];
  return {
    id,
    label,
    width,
    isUsual: USUAL.has(id),
    ...(orders ? { orders } : {}),
    cell: (props, names) => show(props.clip[id], props, names),
  };
});

/** Everything that the table can show, in the order in which it stands. A field of clips is a column by itself. */
export const columns: readonly Column[] = [
  ...fieldColumns,
  {
    id: 'source',
    label: 'column_source',
    width: 170,
    isUsual: true,
    orders: ['source', 'source_desc'],
    cell: ({ clip: { source } }) => [siteNameOf(source), source.title].filter(Boolean).join(' · '),
  },
  {
    id: 'captured',
    label: 'column_captured',
    width: 104,
    isUsual: true,
    orders: ['newest', 'oldest'],
    cell: ({ clip }) => <ClipDate clip={clip} />,
  },
  {
    id: 'updated',
    label: 'column_updated',
    width: 104,
    isUsual: false,
    orders: ['updated'],
    cell: ({ clip }) => shortDate(clip.updatedAt),
  },
];

const usual = columns.filter(({ isUsual }) => isUsual);

/** The columns of these ids, in the order of the table; the usual ones where nobody said which. */
export function columnsOf(ids: readonly string[] | undefined): readonly Column[] {
  return ids ? columns.filter(({ id }) => ids.includes(id)) : usual;
}

/** What an address says of these columns; undefined for the usual ones. */
export function columnIds(chosen: readonly Column[]): readonly string[] | undefined {
  const isUsual = chosen.length === usual.length && usual.every((one) => chosen.includes(one));
  return isUsual ? undefined : chosen.map(({ id }) => id);
}
