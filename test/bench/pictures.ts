/**
 * node test/bench/pictures.ts [--pictures 10000] [--bytes 200000]
 *
 * What a library of many screenshots takes in memory and in time, in the built extension, while it is backed up, the
 * backup is opened and put in the place of another library, and the library is checked. Needs six times the bytes of
 * the pictures on the disk for temporary files. Exits 1 over a bar.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CDPSession } from 'playwright';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { freshBuild } from '#test/support/fresh-build.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { builtForPage } from '#test/support/own-library.ts';
import type * as Parts from './pictures-parts.ts';
import { isOver, type Row, table } from './row.ts';

/** Given to a page of the extension. */
declare const parts: typeof Parts;

/** However many pictures there are: a few of them, and what an engine leaves lying of those before until it collects them. */
const HEAP_BAR = 500_000_000;
/** The browser has a few kB for each file that somebody holds on to: nobody is to hold on to all of them. */
const BROWSER_BAR = 700_000_000;
/** 100 MB a second; putting them into a database that is safe on the disk takes as long as the disk does. */
const PACE_BAR_MS = 1_000;
const SAMPLE_MS = 200;

const { values } = parseArgs({
  options: { pictures: { type: 'string', default: '10000' }, bytes: { type: 'string', default: '200000' } },
});
const count = Number(values.pictures);
const bytes = Number(values.bytes);

/** Bytes of memory that a process holds of its own, without what it maps of files; only Linux tells. */
async function residentIn(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/RssAnon:\s*(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}

type Usage = { usedSize: number; backingStorageSize?: number };

/** The most that there was of a thing, and how it went on: one number for each tenth of the time. */
class Peak {
  readonly samples: number[] = [];
  see(value: number): void {
    if (Number.isFinite(value)) this.samples.push(value);
  }
  get most(): number {
    return Math.max(...this.samples);
  }
  get course(): string {
    const step = this.samples.length / 10;
    const parts = Array.from({ length: 10 }, (_, at) =>
      Math.max(...this.samples.slice(Math.floor(at * step), Math.max(Math.floor(at * step) + 1, (at + 1) * step))),
    );
    return parts.map((value) => (value / 1e6).toFixed(0)).join(' ');
  }
}

type Process = { type: string; id: number; cpuTime: number };
const processes = async (session: CDPSession): Promise<Process[]> =>
  (await session.send('SystemInfo.getProcessInfo')).processInfo;

/** Runs one thing in a page of its own, and watches what it takes. */
async function watched(
  browser: ExtensionBrowser,
  what: string,
  code: string,
  run: string,
  paceBar?: number,
): Promise<Row[]> {
  const page = await browser.extensionPage('popup.html');
  const session = await browser.context.newCDPSession(page);
  const whole = await browser.context.browser()?.newBrowserCDPSession();
  if (!whole) throw new Error('Playwright gives no access to the browser.');
  await page.evaluate(code);
  await session.send('HeapProfiler.collectGarbage');
  const before = await processes(whole);
  const [heap, renderer, main] = [new Peak(), new Peak(), new Peak()];
  let isRunning = true;
  const look = async () => {
    const found = before.filter(({ type }) => type === 'renderer');
    while (isRunning) {
      const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as Usage;
      heap.see(usedSize + backingStorageSize);
      renderer.see(Math.max(...(await Promise.all(found.map(({ id }) => residentIn(id))))));
      main.see(await residentIn(browser.processId));
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  };
  const looking = look();
  const start = performance.now();
  try {
    await page.evaluate(run);
  } finally {
    isRunning = false;
  }
  const ms = performance.now() - start;
  await looking;
  const spent = (await processes(whole)).map(({ id, type, cpuTime }) => ({
    type,
    seconds: cpuTime - (before.find((one) => one.id === id)?.cpuTime ?? 0),
  }));
  const seconds = (type?: string) =>
    spent.filter((one) => !type || one.type === type).reduce((sum, one) => sum + one.seconds, 0);
  await whole.detach();
  await page.close();
  const pace = (count * bytes) / 1e6 / (ms / 1000);
  console.log(`${what}: ${(ms / 1000).toFixed(1)} s, ${pace.toFixed(0)} MB/s of pictures`);
  console.log(`  processor: ${seconds('renderer').toFixed(1)} s in pages, ${seconds().toFixed(1)} s in all`);
  console.log(`  heap in MB, by tenths of the time: ${heap.course}`);
  console.log(`  resident in MB: page ${renderer.course}; browser ${main.course}`);
  return [
    {
      name: `${what}: per 100 MB`,
      unit: 'ms',
      samples: [1e5 / pace],
      ...(paceBar === undefined ? {} : { bar: paceBar }),
    },
    { name: `${what}: heap of the page, at most`, unit: 'kB', samples: [heap.most], bar: HEAP_BAR },
    { name: `${what}: memory of the page, at most`, unit: 'kB', samples: [renderer.most] },
    { name: `${what}: memory of the browser itself, at most`, unit: 'kB', samples: [main.most], bar: BROWSER_BAR },
  ];
}

const browser = await launchGleaner({ extensionDir: await freshBuild() });
try {
  const code = await builtForPage('../bench/pictures-parts.ts', 'parts');
  const step = (what: string, run: string, paceBar?: number) => watched(browser, what, code, run, paceBar);
  await step('filling', `parts.fillPictures(${count}, ${bytes})`);
  const rows = [
    ...(await step('backup', 'parts.backUpPictures()', PACE_BAR_MS)),
    ...(await step('check', 'parts.check()', PACE_BAR_MS)),
  ];
  await step('emptying', 'parts.another()');
  rows.push(
    ...(await step('opening', 'parts.preview()', PACE_BAR_MS)),
    ...(await step('opening and restoring', 'parts.restorePictures()')),
  );
  const page = await browser.extensionPage('popup.html');
  await page.evaluate(code);
  const there = await page.evaluate(() => parts.check());
  if (there !== count) throw new Error(`${there} of ${count} pictures came back.`);
  console.log(`\n${table(rows)}`);
  process.exitCode = rows.some(isOver) ? 1 : 0;
} finally {
  await browser.close();
}
