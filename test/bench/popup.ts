import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { select } from '#test/support/gleaner.ts';
import type { Row } from './row.ts';

/** When things happened in a popup, in ms since its document began to load. */
type Marks = { script?: number; types?: number; keys?: number; quote?: number };

/** Nobody opens popups one upon the other: what the last one left to be done is done by then. */
const PAUSE_MS = 500;

declare global {
  var benchMarks: Marks | undefined;
}

/** Runs in each document before its own scripts: notes when the types can be seen, and when keys are listened for. */
function mark(): void {
  if (location.pathname !== '/popup.html') return;
  const marks: Marks = { script: performance.now() };
  globalThis.benchMarks = marks;
  const listen = document.addEventListener.bind(document);
  document.addEventListener = (...args: Parameters<typeof listen>) => {
    if (args[0] === 'keydown') marks.keys ??= performance.now();
    listen(...args);
  };
  new MutationObserver(() => {
    if (document.querySelector('.type')) marks.types ??= performance.now();
    if (document.querySelector('blockquote')) marks.quote ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
}

/**
 * How long a popup takes from the toolbar click until one key says what the selection is: the types are shown and the
 * keyboard is listened to. `document` counts from the start of the popup's document, which is what our own code can
 * change; `gesture` also has the browser's work before that, and the driver's.
 */
export async function popupOpening(browser: ExtensionBrowser, url: string, runs: number): Promise<Row[]> {
  await browser.context.addInitScript(mark);
  const page = await browser.openPage(url);
  await select(page, 'h1');
  const [fromDocument, fromGesture, untilQuote]: number[][] = [[], [], []];
  for (let run = -2; run < runs; run += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const clicked = Date.now();
    const popup = await browser.clickToolbar(page);
    await popup.waitForFunction(() => globalThis.benchMarks?.quote !== undefined);
    const { origin, marks } = await popup.evaluate(() => ({
      origin: performance.timeOrigin,
      marks: globalThis.benchMarks ?? {},
    }));
    await popup.close();
    const interactive = Math.max(marks.types ?? Number.NaN, marks.keys ?? Number.NaN);
    // The first two warm the browser's own caches, as it has them for anybody who uses the popup all day.
    if (run < 0) continue;
    fromDocument?.push(interactive);
    fromGesture?.push(origin + interactive - clicked);
    untilQuote?.push(marks.quote ?? Number.NaN);
  }
  await page.close();
  return [
    { name: 'popup: document begins → accepts a type', unit: 'ms', samples: fromDocument ?? [], bar: 150 },
    { name: 'popup: toolbar click (with the driver) → accepts a type', unit: 'ms', samples: fromGesture ?? [] },
    { name: 'popup: document begins → shows the selection', unit: 'ms', samples: untilQuote ?? [] },
  ];
}
