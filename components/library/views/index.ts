import { CalendarDays, Files, LayoutGrid, List, SquareKanban, Table } from 'lucide-react';
import { UNGROUPED } from '#lib/search/library/address.ts';
import { GROUPINGS } from '#lib/search/library/question.ts';
import type { Layout } from './layout.ts';
import { layoutLater } from './layout-later.tsx';
import { ClipList } from './list.tsx';

const ANY = [UNGROUPED, ...GROUPINGS] as const;

const list: Layout = {
  id: 'list',
  label: 'layout_list',
  icon: List,
  component: ClipList,
  groupings: ANY,
  grouping: UNGROUPED,
};

/** Every way to lay clips out, in the order in which they are offered. What is not the list is loaded when it is chosen. */
export const layouts: readonly [Layout, ...Layout[]] = [
  list,
  {
    id: 'cards',
    label: 'layout_cards',
    icon: LayoutGrid,
    component: layoutLater(() => import('./cards.tsx')),
    groupings: ANY,
    grouping: UNGROUPED,
  },
  {
    id: 'board',
    label: 'layout_board',
    icon: SquareKanban,
    component: layoutLater(() => import('./board.tsx')),
    groupings: ['type', 'tag', 'about'],
    grouping: 'type',
  },
  {
    id: 'table',
    label: 'layout_table',
    icon: Table,
    component: layoutLater(() => import('./table.tsx')),
    groupings: ANY,
    grouping: UNGROUPED,
    hasColumns: true,
  },
  { id: 'pages', label: 'layout_pages', icon: Files, component: ClipList, groupings: ['page'], grouping: 'page' },
  {
    id: 'timeline',
    label: 'layout_timeline',
    icon: CalendarDays,
    component: layoutLater(() => import('./timeline.tsx')),
    groupings: ['day', 'month'],
    grouping: 'day',
  },
];

/** The layout of this id; the list where there is none. */
export function layoutOf(id: string | undefined): Layout {
  return layouts.find((layout) => layout.id === id) ?? layouts[0];
}
