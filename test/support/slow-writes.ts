import type { Page } from 'playwright';

/**
 * Makes each hundredth row that the page adds to a table of its database or deletes from it take `ms` longer, until it is
 * loaded anew: what is on its way can then be seen, and stopped, however quick the machine is.
 */
export function slowWrites(page: Page, ms = 150): Promise<void> {
  return page.evaluate((pause) => {
    const store = IDBObjectStore.prototype;
    const own = window as unknown as { quick?: Pick<IDBObjectStore, 'add' | 'delete'> };
    own.quick ??= { add: store.add, delete: store.delete };
    const { quick } = own;
    let count = 0;
    const wait = (): void => {
      count += 1;
      if (count % 100 !== 0) return;
      const end = performance.now() + pause;
      while (performance.now() < end);
    };
    store.add = function slowly(...row) {
      wait();
      return quick.add.apply(this, row);
    };
    store.delete = function slowly(...key) {
      wait();
      return quick.delete.apply(this, key);
    };
  }, ms);
}
