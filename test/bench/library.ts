import type { CDPSession, Page } from 'playwright';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { builtForPage } from '#test/support/own-library.ts';
import type * as Parts from './library-parts.ts';
import { percentile, type Row } from './row.ts';
import { shownElsewhere } from './together.ts';

/** Given to a page of the extension. */
declare const parts: typeof Parts;

const OPENINGS = 5;
const SAVES = 40;
/** Nobody clips twice in a breath: what one clip leaves to be indexed is done by then. */
const PAUSE_MS = 700;
const BULK = 10_000;
/** What somebody types, letter by letter: words, two and more Chinese characters, a slip, filters, something rare. */
const TYPED = ['export', '导出', 'pricng', '价格 客户', 'type:feedback report', '用户反馈', 'baku', '-tag:x 搜索'];

type Marks = { usable?: number; longest: number; answered?: number };

declare global {
  var benchLibrary: Marks | undefined;
}

/** Runs in each document before its own scripts: notes when the list can be used, and the longest task since asked. */
function mark(): void {
  if (location.pathname !== '/library.html') return;
  const marks: Marks = { longest: 0 };
  globalThis.benchLibrary = marks;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) marks.longest = Math.max(marks.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const isUsable = () =>
    document.querySelector('.list[aria-busy="false"] [data-clip]') !== null &&
    document.querySelector('.clip-unread') === null;
  const watch = () => {
    if (isUsable()) requestAnimationFrame(() => setTimeout(() => (marks.usable ??= performance.now())));
    else requestAnimationFrame(watch);
  };
  watch();
  let typedAt: number | undefined;
  const isAnswered = () =>
    document.querySelector('.list')?.getAttribute('aria-busy') === 'false' && !document.querySelector('.clip-unread');
  const settle = () => {
    if (typedAt === undefined || !isAnswered()) return;
    marks.answered = performance.now() - typedAt;
    typedAt = undefined;
  };
  document.addEventListener(
    'input',
    ({ timeStamp }) => {
      delete marks.answered;
      typedAt = timeStamp;
      // A letter that changes nothing of the question is answered once React has seen it.
      requestAnimationFrame(() => setTimeout(settle));
    },
    true,
  );
  // What it finds is in the document; the next frame shows it.
  new MutationObserver(settle).observe(document, { attributes: true, childList: true, subtree: true });
}

type Usage = { usedSize: number; backingStorageSize?: number };
const sizeOf = ({ usedSize, backingStorageSize = 0 }: Usage): number => usedSize + backingStorageSize;

/** Bytes that a page holds: its objects, and the arrays behind them. */
async function heldBy(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return sizeOf(await session.send('Runtime.getHeapUsage'));
}

/** The same of a worker, which is reached through its page. */
async function heldByWorker(session: CDPSession, sessionId: string): Promise<number> {
  const ask = (id: number, method: string) =>
    new Promise<Usage>((resolve) => {
      const onMessage = (event: { sessionId: string; message: string }) => {
        const answer = JSON.parse(event.message) as { id?: number; result?: Usage };
        if (event.sessionId !== sessionId || answer.id !== id) return;
        session.off('Target.receivedMessageFromTarget', onMessage);
        resolve(answer.result ?? { usedSize: Number.NaN });
      };
      session.on('Target.receivedMessageFromTarget', onMessage);
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    });
  await ask(1, 'HeapProfiler.collectGarbage');
  return sizeOf(await ask(2, 'Runtime.getHeapUsage'));
}

/** The same of all workers of the page. */
async function heldByWorkers(session: CDPSession): Promise<number> {
  const found: string[] = [];
  session.on('Target.attachedToTarget', ({ sessionId }) => found.push(sessionId));
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  await new Promise((resolve) => setTimeout(resolve, 500));
  if (found.length === 0) throw new Error('The library has no worker.');
  let bytes = 0;
  for (const sessionId of found) bytes += await heldByWorker(session, sessionId);
  return bytes;
}

/** What the page of the library and its worker hold together, in bytes. */
async function heap(browser: ExtensionBrowser, library: Page): Promise<number> {
  const session = await browser.context.newCDPSession(library);
  try {
    const page = await heldBy(session);
    return page + (await heldByWorkers(session));
  } finally {
    await session.detach();
  }
}

async function openLibrary(browser: ExtensionBrowser): Promise<{ library: Page; ms: number }> {
  const library = await browser.extensionPage('library.html');
  await library.waitForFunction(() => globalThis.benchLibrary?.usable !== undefined, undefined, { timeout: 120_000 });
  return { library, ms: await library.evaluate(() => globalThis.benchLibrary?.usable ?? Number.NaN) };
}

const longest = (library: Page) => library.evaluate(() => globalThis.benchLibrary?.longest ?? Number.NaN);
const forgetTasks = (library: Page) =>
  library.evaluate(() => {
    if (globalThis.benchLibrary) globalThis.benchLibrary.longest = 0;
  });

/** From each key to what it finds, in ms. */
async function typing(library: Page): Promise<number[]> {
  const box = library.locator('input[type=search]').first();
  const samples: number[] = [];
  for (const text of TYPED) {
    await box.fill('');
    await library.waitForTimeout(300);
    for (const letter of text) {
      await box.press(letter === ' ' ? 'Space' : 'End');
      if (letter !== ' ') await library.keyboard.insertText(letter);
      await library.waitForFunction(() => globalThis.benchLibrary?.answered !== undefined);
      samples.push(await library.evaluate(() => globalThis.benchLibrary?.answered ?? Number.NaN));
    }
  }
  await box.fill('');
  return samples;
}

async function scrolling(library: Page): Promise<void> {
  await library.locator('.clips-scroller').hover();
  for (let step = 0; step < 60; step += 1) {
    await library.mouse.wheel(0, 900);
    await library.waitForTimeout(30);
  }
}

/** What a library of so many clips costs. @param isBarred Whether the bars of a large library hold for it. */
async function measureAt(extensionDir: string, count: number, isBarred: boolean): Promise<Row[]> {
  const browser = await launchGleaner({ extensionDir });
  const size = new Intl.NumberFormat('en').format(count);
  const name = (what: string) => `library of ${size}: ${what}`;
  const bar = (value: number) => (isBarred ? { bar: value } : {});
  try {
    // A page of the extension that has no index of its own.
    const own = await browser.extensionPage('popup.html');
    await own.evaluate(await builtForPage('../bench/library-parts.ts', 'parts'));
    await own.evaluate((clips) => parts.fill(clips), count);
    await browser.context.addInitScript(mark);
    const begun = performance.now();
    const first = await openLibrary(browser);
    while (!(await own.evaluate(() => parts.isIndexed()))) await own.waitForTimeout(50);
    const indexed = performance.now() - begun;
    await first.library.close();

    const openings: number[] = [];
    for (let run = 0; run < OPENINGS; run += 1) {
      const { library, ms } = await openLibrary(browser);
      openings.push(ms);
      await library.close();
    }
    const { library } = await openLibrary(browser);
    await library.waitForTimeout(1_000);
    await forgetTasks(library);
    const keys = await typing(library);
    const whileTyping = await longest(library);
    await forgetTasks(library);
    await scrolling(library);
    const whileScrolling = await longest(library);
    const held = await heap(browser, library);
    const elsewhere = await shownElsewhere(browser);
    const saves: number[] = [];
    for (let run = 0; run < SAVES; run += 1) {
      await own.waitForTimeout(PAUSE_MS);
      saves.push(await own.evaluate(() => parts.saveOne()));
    }
    const bulk = await own.evaluate((clips) => parts.tagMany(clips), Math.min(BULK, count));
    await library.close();
    const exported = await own.evaluate(() => parts.exportAll());
    const backup = await own.evaluate(() => parts.backUpAll());
    const restored = await own.evaluate(() => parts.restoreAll());
    return [
      { name: name('index made from nothing'), unit: 'ms', samples: [indexed] },
      { name: name('opened → list can be used'), unit: 'ms', samples: openings, ...bar(1_000) },
      { name: name('a key → what it finds is shown'), unit: 'ms', samples: keys, ...bar(50) },
      { name: name('longest task while typing'), unit: 'ms', samples: [whileTyping], ...bar(50) },
      { name: name('longest task while scrolling'), unit: 'ms', samples: [whileScrolling], ...bar(50) },
      { name: name('memory of page and worker'), unit: 'kB', samples: [held], ...bar(150_000_000) },
      { name: name('a change in one window → shown in another'), unit: 'ms', samples: elsewhere, ...bar(1_000) },
      { name: name('one more clip'), unit: 'ms', samples: saves },
      { name: name(`tag on ${Math.min(BULK, count)}`), unit: 'ms', samples: [bulk] },
      { name: name('export of everything'), unit: 'ms', samples: [exported] },
      { name: name('backup'), unit: 'ms', samples: [backup.ms] },
      { name: name('size of the backup'), unit: 'kB', samples: [backup.bytes] },
      { name: name('restore in its place'), unit: 'ms', samples: [restored] },
    ];
  } finally {
    await browser.close();
  }
}

/** Our engine beside MiniSearch and a scan of all texts, in a page, one after the other. */
async function engines(extensionDir: string, count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const engine of ['gleaner', 'linear', 'minisearch'] as const) {
    const browser = await launchGleaner({ extensionDir });
    try {
      const page = await browser.extensionPage('popup.html');
      await page.evaluate(await builtForPage('../bench/library-parts.ts', 'parts'));
      const report = await page.evaluate(
        ([which, clips]) => {
          const { build, searches } = parts.benchEngine(which, clips, 10);
          return { build, p95s: searches.map(({ p95 }) => p95) };
        },
        [engine, count] as const,
      );
      const what = engine === 'gleaner' ? 'our engine' : engine === 'linear' ? 'a scan' : 'MiniSearch';
      rows.push(
        { name: `${what}, ${count} clips: build`, unit: 'ms', samples: [report.build] },
        { name: `${what}, ${count} clips: a search, p95 of each sort`, unit: 'ms', samples: report.p95s },
      );
    } finally {
      await browser.close();
    }
  }
  return rows;
}

/** What the library costs as it grows; with the bars at the largest size. */
export async function libraries(extensionDir: string, sizes: readonly number[]): Promise<Row[]> {
  const rows: Row[] = [];
  const medians: number[] = [];
  for (const size of sizes) {
    const measured = await measureAt(extensionDir, size, size === sizes.at(-1));
    medians.push(percentile(measured.find(({ name }) => name.endsWith('one more clip'))?.samples ?? [], 0.5));
    rows.push(...measured);
  }
  const ratio = (medians.at(-1) ?? Number.NaN) / (medians[0] ?? Number.NaN);
  rows.push({
    name: 'one more clip: the largest library, of the smallest (median)',
    unit: '%',
    samples: [ratio * 100],
    bar: 150,
  });
  return [...rows, ...(await engines(extensionDir, sizes.at(-1) ?? 0))];
}
