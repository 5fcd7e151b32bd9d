/**
 * node test/bench/pictures.ts [--pictures 10000] [--bytes 200000] [--rounds 3]
 *
 * What a library of many screenshots takes in memory and in time, in the built extension, while it is backed up, the
 * backup is opened and put in the place of another library, and the library is checked. How long a disk takes for so many
 * bytes is not ours: each is measured beside reading and writing the same bytes with nothing else done to them, one after
 * the other, so many times. Needs seven times the bytes of the pictures on the disk for temporary files. Exits 1 over a bar.
 */
import { parseArgs } from 'node:util';
import { freshBuild } from '#test/support/fresh-build.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { builtForPage } from '#test/support/own-library.ts';
import type * as Parts from './pictures-parts.ts';
import { type Watched, watched } from './pictures-watch.ts';
import { isOver, percentile, type Row, table } from './row.ts';

/** Given to a page of the extension. */
declare const parts: typeof Parts;

/** However many pictures there are: a few of them, and what an engine leaves lying of those before until it collects them. */
const HEAP_BAR = 500_000_000;
/** The browser has some 20 kB for each file that somebody holds on to: nobody is to hold on to more than a few thousand. */
const BROWSER_BAR = 350_000_000;

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '10000' },
    bytes: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
  },
});
const count = Number(values.pictures);
const bytes = Number(values.bytes);
const rounds = Number(values.rounds);

const browser = await launchGleaner({ extensionDir: await freshBuild() });
const code = await builtForPage('../bench/pictures-parts.ts', 'parts');

async function step(what: string, run: string): Promise<Watched> {
  const found = await watched(browser, code, run);
  const { ms, processor, heap, page, browser: main } = found;
  console.log(`${what}: ${(ms / 1000).toFixed(1)} s, ${((count * bytes) / 1e3 / ms).toFixed(0)} MB/s of pictures`);
  console.log(`  processor: ${processor.pages.toFixed(1)} s in pages, ${processor.all.toFixed(1)} s in all`);
  console.log(`  heap in MB, by tenths of the time: ${heap.course}`);
  console.log(`  resident in MB: page ${page.course}; browser ${main.course}`);
  return found;
}

const memory = (what: string, found: readonly Watched[]): Row[] => [
  {
    name: `${what}: heap of the page, at most`,
    unit: 'kB',
    samples: found.map(({ heap }) => heap.most),
    bar: HEAP_BAR,
  },
  { name: `${what}: memory of the page, at most`, unit: 'kB', samples: found.map(({ page }) => page.most) },
  {
    name: `${what}: memory of the browser itself, at most`,
    unit: 'kB',
    samples: found.map((one) => one.browser.most),
    bar: BROWSER_BAR,
  },
];

/** What is ours and what is not, in turn: other work of the machine meets both. `bar`: how many times as long ours may take. */
async function beside(what: string, run: string, plain: { what: string; run: string }, bar: number): Promise<Row[]> {
  const own: Watched[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const plainly = await step(plain.what, plain.run);
    const found = await step(what, run);
    own.push(found);
    ratios.push((100 * found.ms) / plainly.ms);
  }
  return [
    { name: `${what}: per 100 MB`, unit: 'ms', samples: own.map(({ ms }) => (1e8 * ms) / (count * bytes)) },
    // Of several rounds one may meet another's work alone.
    { name: `${what}: beside ${plain.what}`, unit: '%', samples: [percentile(ratios, 0.5)], bar: bar * 100 },
    ...memory(what, own),
  ];
}

try {
  await step('filling', `parts.fillPictures(${count}, ${bytes})`);
  const copying = { what: 'copying the same files plainly', run: 'parts.copyPlainly()' };
  const reading = { what: 'reading the same files plainly', run: 'parts.readPlainly()' };
  const readingFile = { what: 'reading the same file plainly', run: 'parts.readFilePlainly()' };
  const rows = [
    ...(await beside('backup', 'parts.backUpPictures()', copying, 3)),
    ...(await beside('check', 'parts.check()', reading, 3)),
  ];
  await step('emptying', 'parts.another()');
  rows.push(...(await beside('opening', 'parts.preview()', readingFile, 3)));
  rows.push(...memory('opening and restoring', [await step('opening and restoring', 'parts.restorePictures()')]));
  const page = await browser.extensionPage('popup.html');
  await page.evaluate(code);
  const there = await page.evaluate(() => parts.check());
  if (there !== count) throw new Error(`${there} of ${count} pictures came back.`);
  console.log(`\n${table(rows)}`);
  process.exitCode = rows.some(isOver) ? 1 : 0;
} finally {
  await browser.close();
}
