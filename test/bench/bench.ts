import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { launchChromium } from '#test/support/chromium-driver.ts';
import { freshBuild } from '#test/support/fresh-build.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { serveDirectory } from '#test/support/serve-site.ts';
import { anchoring } from './anchoring.ts';
import { captures, waking } from './capture.ts';
import { emptyExtension } from './empty-extension.ts';
import { wholePages } from './full-page.ts';
import { wholePagesInFirefox } from './full-page-firefox.ts';
import { grantedBuild } from './granted-build.ts';
import { onGrantedSite, switchHighlights } from './granted-site.ts';
import { atRest, injecting } from './injection.ts';
import { libraries } from './library.ts';
import { popupOpening } from './popup.ts';
import { isOver, percentile, type Row, table } from './row.ts';
import { sizes } from './size.ts';

/**
 * `npm run bench`: what Gleaner costs, measured on the built extension in a real Chromium, beside what an extension costs
 * that does nothing. Machines differ and drift: the difference between the two is ours. Exits 1 over a bar.
 */
const RUNS = Number(process.env.BENCH_RUNS ?? 25);
/** How many clips the libraries have that are measured: a week's, a year's, and what nobody should have to fear. */
const LIBRARIES = (process.env.BENCH_LIBRARIES ?? '1000,10000,50000,100000').split(',').map(Number);
const RESULT = '.output/bench.json';

/** What nobody can be faster than, on this machine and at this moment. */
async function floor(url: string): Promise<Row[]> {
  const empty = await emptyExtension();
  const browser = await launchChromium({ extensionDir: empty.dir });
  try {
    const [popup] = await popupOpening(browser, url, RUNS);
    if (!popup) throw new Error('The empty popup was not measured.');
    const { unit, samples } = popup;
    return [{ name: 'an empty extension’s popup: the same', unit, samples }, await waking(browser, RUNS)];
  } finally {
    await browser.close();
    await empty.remove();
  }
}

async function measure(): Promise<Row[]> {
  const build = await freshBuild();
  const granted = await grantedBuild(build);
  const site = await serveDirectory('test/fixtures/site');
  const url = `${site.url}pricing.html`;
  const rows: Row[] = [];
  try {
    const shipped = await launchGleaner({ extensionDir: build });
    try {
      rows.push(...(await atRest(shipped, url)), ...(await popupOpening(shipped, url, RUNS)));
    } finally {
      await shipped.close();
    }
    rows.push(...(await floor(url)));
    const open = await launchGleaner({ extensionDir: granted.dir });
    try {
      // It may enter every page, but is to be measured as where it may not.
      await switchHighlights(open, false);
      rows.push(...(await captures(open, url, RUNS)), ...(await injecting(open, url, RUNS)));
      rows.push(await wholePages(open, `${site.url}stripes-long.html?rows=250&sticky`, RUNS));
      rows.push(...(await onGrantedSite(open, `${site.url}changelog.html`, RUNS)));
    } finally {
      await open.close();
    }
    const plain = `${site.url}stripes-long.html?rows=500&pictures&sticky`;
    rows.push(...(await wholePagesInFirefox(await freshBuild('firefox'), plain, RUNS)));
  } finally {
    await site.close();
    await granted.remove();
  }
  return [...rows, ...(await anchoring()), ...(await sizes(build)), ...(await libraries(build, LIBRARIES))];
}

const load = loadavg()[0] ?? 0;
const rows = await measure();
const isBusy = load > availableParallelism() / 2;
const doubt = isBusy ? ' It was busy with other things: a p95 over its bar may be theirs.' : '';
console.log(`\n${table(rows)}\n\nLoad of the machine before: ${load.toFixed(1)}.${doubt}`);
const results = rows.map((row) => ({
  name: row.name,
  unit: row.unit === 'kB' ? 'bytes' : row.unit,
  p50: percentile(row.samples, 0.5),
  p95: percentile(row.samples, 0.95),
  bar: row.bar,
  ok: !isOver(row),
  samples: row.samples,
}));
await writeFile(RESULT, `${JSON.stringify({ load, results }, undefined, 2)}\n`);
const over = rows.filter(isOver);
for (const { name } of over) console.log(`Over its bar: ${name}`);
process.exitCode = over.length > 0 ? 1 : 0;
