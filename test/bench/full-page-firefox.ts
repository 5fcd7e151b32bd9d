import { newId } from '#lib/core/id.ts';
import { launchFirefox } from '#test/support/firefox-driver.ts';
import { gesture, onboardingOpened } from '#test/support/firefox-gestures.ts';
import type { Row } from './row.ts';

/** It takes seconds each time. */
const MAX_RUNS = 5;

type Rect = { x: number; y: number; width: number; height: number };

/** The part of `browser.*` that the functions below use in a page of the extension. */
declare const browser: {
  tabs: {
    query(filter: { active: boolean; currentWindow: boolean }): Promise<{ id: number }[]>;
    captureVisibleTab(options: { format: 'png'; rect?: Rect }): Promise<string>;
  };
  runtime: { sendMessage(message: { type: string; data: unknown }): Promise<{ ok: boolean }> };
  storage: {
    session: { onChanged: { addListener(run: (changes: Record<string, { newValue?: unknown }>) => void): void } };
  };
};

/** Asks for the whole page in front as the popup does, and waits until it is no longer pending. */
function askedMs(id: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    browser.storage.session.onChanged.addListener((changes) => {
      const change = changes[`pending:${id}`];
      if (change && change.newValue === undefined) resolve(performance.now() - start);
    });
    const ask = async () => {
      const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
      const data = { id, kindId: 'full-page', tabId: tab?.id };
      const { ok } = await browser.runtime.sendMessage({ type: 'capture.start', data });
      if (!ok) throw new Error('The background refused.');
    };
    ask().catch(reject);
  });
}

/** Pictures what is in front so often, or a part of the page at once; neither decodes nor keeps it. */
async function picturedMs({ times, rect }: { times: number; rect?: Rect }): Promise<number> {
  const start = performance.now();
  for (let time = 0; time < times; time += 1) {
    await browser.tabs.captureVisibleTab({ format: 'png', ...(rect ? { rect } : {}) });
  }
  return performance.now() - start;
}

/** Scrolls through the page, two frames for each window: what every way to picture it takes that misses nothing. */
async function walkedMs(): Promise<number> {
  const start = performance.now();
  const { scrollHeight } = document.documentElement;
  for (let top = 0; top < scrollHeight; top += innerHeight) {
    scrollTo({ top, behavior: 'instant' });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }
  scrollTo({ top: 0, behavior: 'instant' });
  return performance.now() - start;
}

/**
 * How long a picture of a whole page takes in Firefox until it is durable; and beside it, the time that scrolling through
 * the page and picturing it take in the browser alone, window by window and in one call.
 * @param extensionDir The build for Firefox.
 * @param url A page of stripes, many windows high, that does nothing when it is scrolled.
 */
export async function wholePagesInFirefox(extensionDir: string, url: string, runs: number): Promise<Row[]> {
  const firefox = await launchFirefox({ extensionDir });
  const [ours, oneByOne, atOnce]: [number[], number[], number[]] = [[], [], []];
  let windows = 0;
  try {
    await onboardingOpened(firefox);
    for (let run = 0; run < Math.min(runs, MAX_RUNS); run += 1) {
      const page = await firefox.openPage(url);
      await gesture(firefox, page);
      const rect = await page.evaluate(() => {
        const { clientWidth: width, scrollHeight: height } = document.documentElement;
        return { x: 0, y: 0, width, height };
      });
      windows = await page.evaluate(() => Math.ceil(document.documentElement.scrollHeight / innerHeight));
      const walked = await page.evaluate(walkedMs);
      oneByOne.push(walked + (await firefox.extensionScope.evaluate(picturedMs, { times: windows })));
      atOnce.push(walked + (await firefox.extensionScope.evaluate(picturedMs, { times: 1, rect })));
      await firefox.stopBackground();
      ours.push(await firefox.extensionScope.evaluate(askedMs, newId()));
      await page.close();
    }
  } finally {
    await firefox.close();
  }
  const name = `Firefox, whole page of ${windows} windows`;
  return [
    { name: `${name}: request → durable clip`, unit: 'ms', samples: ours },
    { name: `${name}: the browser alone, window by window`, unit: 'ms', samples: oneByOne },
    { name: `${name}: the browser alone, in one call`, unit: 'ms', samples: atOnce },
  ];
}
