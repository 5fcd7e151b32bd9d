import { type ClipFilter, queryTerms } from '#lib/search/clip-filter.ts';
import { type Address, addressToQuery, UNGROUPED } from '#lib/search/library/address.ts';
import type { Grouping, Order } from '#lib/search/library/question.ts';
import { layoutOf } from './index.ts';
import type { Layout } from './layout.ts';

/** How the library is looked at, with everything that the address left open. */
export type LibraryView = {
  filter: ClipFilter;
  layout: Layout;
  order: Order;
  group: Grouping | undefined;
  /** As the address has them; undefined for the usual ones. */
  columns: readonly string[] | undefined;
  /** The address that says all this, in one way of several. */
  query: string;
};

/** In which order clips stand where nobody said: filters make nothing more relevant, words do. */
export function usualOrder({ text }: ClipFilter): Order {
  return queryTerms(text).length > 0 ? 'relevance' : 'newest';
}

/** By what a layout puts clips together where nobody said. What has changed is looked through page by page. */
export function usualGrouping({ grouping, groupings }: Layout, filter: ClipFilter): Layout['grouping'] {
  return filter.view === 'changed' && grouping === UNGROUPED && groupings.includes('page') ? 'page' : grouping;
}

/** What an address means; what it asks for that a layout cannot do is left out. */
export function viewOf(address: Address): LibraryView {
  const { filter, columns } = address;
  const layout = layoutOf(address.layout);
  const usual = usualOrder(filter);
  // Without words nothing is more relevant than anything else.
  const order = address.order === 'relevance' ? usual : (address.order ?? usual);
  const asked = address.group && layout.groupings.includes(address.group) ? address.group : undefined;
  const group = asked ?? usualGrouping(layout, filter);
  return {
    filter,
    layout,
    order,
    group: group === UNGROUPED ? undefined : group,
    columns: layout.hasColumns ? columns : undefined,
    query: addressToQuery(address),
  };
}
