import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import type { Row } from './row.ts';

/** The part of `chrome.*` that the functions below use inside the service worker. */
declare const chrome: {
  tabs: { query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<{ id: number }[]> };
  scripting: {
    executeScript(injection: { target: { tabId: number }; files?: string[]; func?: () => void }): Promise<unknown>;
  };
};

/** How long it takes to put a script into a page that has none yet: the capture script, or one that does nothing. */
export async function injecting(browser: ExtensionBrowser, url: string, runs: number): Promise<Row[]> {
  const page = await browser.openPage(url);
  const worker = await browser.worker();
  const inject = (isCapture: boolean) =>
    worker.evaluate(async (wanted) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      if (!tab) throw new Error('no tab');
      const target = { tabId: tab.id };
      const start = performance.now();
      await chrome.scripting.executeScript(wanted ? { target, files: ['/text.js'] } : { target, func: () => {} });
      return performance.now() - start;
    }, isCapture);
  const freshPage = async () => {
    await page.goto(url);
    // Nobody clips before a page has settled; what it does as it loads is not our cost.
    await page.waitForTimeout(300);
  };
  const [capture, nothing]: number[][] = [[], []];
  for (let run = -2; run < runs; run += 1) {
    await freshPage();
    const empty = await inject(false);
    await freshPage();
    const whole = await inject(true);
    if (run < 0) continue;
    nothing?.push(empty);
    capture?.push(whole);
  }
  await page.close();
  return [
    { name: 'injection: text.js into a new page', unit: 'ms', samples: capture ?? [], bar: 10 },
    { name: 'injection: an empty function into a new page', unit: 'ms', samples: nothing ?? [] },
  ];
}

/** Bytes of the extension's scripts in a page. */
async function bytesIn(browser: ExtensionBrowser, url: string, act: 'rest' | 'gesture'): Promise<number> {
  const page = await browser.context.newPage();
  const session = await browser.context.newCDPSession(page);
  const worlds = new Set<number>();
  let bytes = 0;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (!context.origin.startsWith('chrome-extension:')) return;
    worlds.add(context.id);
    bytes += 1;
  });
  session.on('Debugger.scriptParsed', ({ executionContextId, length, url: script }) => {
    if (worlds.has(executionContextId) || script.startsWith('chrome-extension:')) bytes += length ?? 0;
  });
  await session.send('Runtime.enable');
  await session.send('Debugger.enable');
  await page.goto(url);
  const popup = act === 'gesture' ? await browser.clickToolbar(page) : undefined;
  await page.waitForTimeout(1_000);
  await popup?.close();
  await page.close();
  return bytes;
}

/** What a page carries of Gleaner before and after the user acts on it. The second proves that the first can see. */
export async function atRest(browser: ExtensionBrowser, url: string): Promise<Row[]> {
  const [rest, gesture] = [await bytesIn(browser, url, 'rest'), await bytesIn(browser, url, 'gesture')];
  if (gesture === 0) throw new Error('The script that a gesture injects was not seen, so 0 at rest means nothing.');
  return [
    { name: 'in a page at rest', unit: 'bytes', samples: [rest], bar: 0 },
    { name: 'in a page after a gesture', unit: 'bytes', samples: [gesture] },
  ];
}
