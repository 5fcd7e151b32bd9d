import type { Page } from 'playwright';

/**
 * Makes each hundredth row that the page adds to a table of its database take `ms` longer, until it is loaded anew: what is
 * on its way can then be seen, and stopped, however quick the machine is.
 */
export function slowWrites(page: Page, ms = 150): Promise<void> {
  return page.evaluate((pause) => {
    const kept = window as unknown as { add?: IDBObjectStore['add'] };
    kept.add ??= IDBObjectStore.prototype.add;
    const { add } = kept;
    let count = 0;
    IDBObjectStore.prototype.add = function slowly(...row) {
      count += 1;
      if (count % 100 === 0) {
        const end = performance.now() + pause;
        while (performance.now() < end);
      }
      return add.apply(this, row);
    };
  }, ms);
}
