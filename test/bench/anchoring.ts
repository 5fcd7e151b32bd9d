import type { Turns } from '#test/support/anchor-bench.ts';
import type { Row } from './row.ts';
import { inSourcePage } from './source-page.ts';

const MODULE = '/test/support/anchor-bench.ts';

/** The longest time for which a page gets no turn while its passages are found again: a task over it is felt. */
const BAR_MS = 50;

/**
 * How long finding passages again keeps a page of 1.3 million characters from its own work, by us and by the usual way, in
 * one run: with a text for each paragraph, and with 200,000 nodes and more. What we take in all is reported beside it.
 */
export async function anchoring(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const isSplit of [false, true]) {
    const times: Record<string, Turns> = await inSourcePage(['approx-string-match'], (page) =>
      page.evaluate(async ({ module, isSplit }) => (await import(module)).timeAnchors(isSplit), {
        module: MODULE,
        isSplit,
      }),
    );
    for (const [what, { total, longest }] of Object.entries(times)) {
      const name = `anchors, 1.3 M characters in ${isSplit ? '260,000' : '12,000'} nodes: ${what}`;
      const isOurs = !what.endsWith('usual');
      rows.push({ name: `${name}, longest task`, unit: 'ms', samples: [longest], ...(isOurs ? { bar: BAR_MS } : {}) });
      if (isOurs) rows.push({ name: `${name}, in all`, unit: 'ms', samples: [total] });
    }
  }
  return rows;
}
