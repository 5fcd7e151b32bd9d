import { type ClipFilter, filterFromQuery, filterToQuery } from '#lib/search/clip-filter.ts';
import { GROUPINGS, type Grouping, ORDERS, type Order } from './question.ts';

/** Says that clips are not grouped, where a layout would group them by itself. */
export const UNGROUPED = 'none';

/**
 * How the library is looked at, as an address says it. What is absent is as the layout has it; layouts and columns are
 * whatever names the address gives, known or not.
 */
export type Address = {
  filter: ClipFilter;
  layout?: string;
  order?: Order;
  group?: Grouping | typeof UNGROUPED;
  /** Of the table, from the left. */
  columns?: readonly string[];
};

/** What of an address becomes another; what is undefined is as usual again. */
export type AddressChanges = { filter?: ClipFilter } & {
  [K in Exclude<keyof Address, 'filter'>]?: Address[K] | undefined;
};

export function changeAddress(address: Address, changes: AddressChanges): Address {
  const said = Object.entries({ ...address, ...changes }).filter(([, value]) => value !== undefined);
  return { filter: address.filter, ...Object.fromEntries(said) };
}

const NAME = /^[A-Za-z]{1,40}$/;
const MOST_COLUMNS = 50;

/** The address as the query of a link; '' for the library as it is at first. */
export function addressToQuery({ filter, layout, order, group, columns }: Address): string {
  const params = new URLSearchParams(filterToQuery(filter));
  if (layout) params.set('layout', layout);
  if (order) params.set('order', order);
  if (group) params.set('group', group);
  if (columns) params.set('columns', columns.join('.'));
  return params.toString();
}

/** What a query asks for; what it does not understand is left out. */
export function addressFromQuery(query: string): Address {
  const params = new URLSearchParams(query);
  const layout = params.get('layout');
  const order = ORDERS.find((one) => one === params.get('order'));
  const group = [...GROUPINGS, UNGROUPED].find((one) => one === params.get('group')) as Address['group'];
  const names = params.get('columns')?.split('.') ?? [];
  const columns = [...new Set(names)].filter((name) => NAME.test(name)).slice(0, MOST_COLUMNS);
  return {
    filter: filterFromQuery(query),
    ...(layout && NAME.test(layout) ? { layout } : {}),
    ...(order ? { order } : {}),
    ...(group ? { group } : {}),
    ...(columns.length > 0 ? { columns } : {}),
  };
}

/** Whether two addresses differ in nothing but the words that are searched for. */
export function isSameButText(a: Address, b: Address): boolean {
  const withoutText = (address: Address) => addressToQuery({ ...address, filter: { ...address.filter, text: '' } });
  return withoutText(a) === withoutText(b);
}

/** The same for two queries that say the same in another order, or with more that nobody understands. */
export function canonicalQuery(query: string): string {
  return addressToQuery(addressFromQuery(query));
}
