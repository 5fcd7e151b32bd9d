import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import type { Row } from './row.ts';

/** The part of `chrome.*` that the functions below use inside the service worker. */
declare const chrome: {
  storage: { local: { set(items: Record<string, unknown>): Promise<void> } };
  scripting: { getRegisteredContentScripts(): Promise<unknown[]> };
};

/** Turns highlights on or off for all sites, and waits until the browser is in step. */
export async function switchHighlights({ worker }: ExtensionBrowser, isOn: boolean): Promise<void> {
  await (await worker()).evaluate(async (on) => {
    await chrome.storage.local.set({ highlights: on });
    while ((await chrome.scripting.getRegisteredContentScripts()).length > 0 !== on) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, isOn);
}

type TraceEvent = { name: string; tdur?: number; args?: { data?: { url?: string; fileName?: string } } };

/** What runs scripts, from getting them ready on. None of these lies within another. */
const WORK = new Set(['EvaluateScript', 'FunctionCall']);

/** What one load of a page costs its main thread in scripts of the extension, in ms of its own time. */
async function costOfLoad({ context, openPage, extensionId }: ExtensionBrowser, url: string): Promise<number> {
  const page = await openPage('about:blank');
  const browser = context.browser();
  if (!browser) throw new Error('Playwright gives no access to the browser.');
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'v8', 'disabled-by-default-devtools.timeline'],
  });
  await page.goto(url);
  await page.waitForTimeout(1_000);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  await page.close();
  const own = traceEvents.filter(({ name, args }) => {
    const file = args?.data?.url ?? args?.data?.fileName ?? '';
    return WORK.has(name) && file.startsWith(`chrome-extension://${extensionId}/`);
  });
  return own.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1_000;
}

/** What a page costs that belongs to a granted site and has no clips, from its load until a second after. */
export async function onGrantedSite(browser: ExtensionBrowser, url: string, runs: number): Promise<Row[]> {
  await switchHighlights(browser, false);
  const off = await costOfLoad(browser, url);
  await switchHighlights(browser, true);
  const samples: number[] = [];
  for (let run = -1; run < runs; run += 1) {
    const cost = await costOfLoad(browser, url);
    if (run >= 0) samples.push(cost);
  }
  if (!samples.every((cost) => cost > off)) throw new Error('The script of granted sites was not seen to run.');
  return [{ name: 'on a granted site: main thread of a page without clips', unit: 'ms', samples, bar: 5 }];
}
