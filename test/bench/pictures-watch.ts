import { readFile } from 'node:fs/promises';
import type { CDPSession } from 'playwright';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';

const SAMPLE_MS = 200;

/** Bytes of memory that a process holds of its own, without what it maps of files; only Linux tells. */
async function residentIn(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/RssAnon:\s*(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}

type Usage = { usedSize: number; backingStorageSize?: number };

/** The most that there was of a thing, and how it went on: one number for each tenth of the time. */
export class Peak {
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

/** What something took: time, seconds of the processor, and memory in bytes, of the page and of the browser's own process. */
export type Watched = {
  ms: number;
  processor: { pages: number; all: number };
  heap: Peak;
  page: Peak;
  browser: Peak;
};

/** Runs one thing in a page of its own, to which `code` is given first, and watches what it takes. */
export async function watched(browser: ExtensionBrowser, code: string, run: string): Promise<Watched> {
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
  return { ms, processor: { pages: seconds('renderer'), all: seconds() }, heap, page: renderer, browser: main };
}
