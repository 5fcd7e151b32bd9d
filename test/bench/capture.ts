import type { Page } from 'playwright';
import { newId } from '#lib/core/id.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { readTable, select } from '#test/support/gleaner.ts';
import type { Row } from './row.ts';

/** The part of `chrome.*` that the functions below use inside the extension. */
declare const chrome: {
  runtime: { sendMessage(message: { type: string; data: unknown }): Promise<{ ok: boolean }> };
  tabs: { query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<{ id: number }[]> };
  commands: { onCommand: { dispatch(name: string, tab: unknown): void } };
  storage: {
    session: { onChanged: { addListener(run: (changes: Record<string, { newValue?: unknown }>) => void): void } };
  };
};

/**
 * Before each capture: the page has settled, as it has for whoever has read and selected something, and the last picture
 * is long enough ago. Chromium takes two in a second.
 */
const PAUSE_MS = 600;

type Outcome = { ms: number; answer: { ok: boolean } };

function msOf({ ms, answer }: Outcome): number {
  if (!answer.ok) throw new Error(`The background answered ${JSON.stringify(answer)}.`);
  return ms;
}

/** Sends a message to the stopped worker, and waits for the answer alone. */
async function wakeMs(page: Page): Promise<number> {
  const outcome = await page.evaluate(async (id): Promise<Outcome> => {
    const start = performance.now();
    const answer = await chrome.runtime.sendMessage({ type: 'capture.cancel', data: { id } });
    return { ms: performance.now() - start, answer };
  }, newId());
  return msOf(outcome);
}

/** The same for an extension whose worker does nothing else: what the browser itself takes. */
export async function waking(browser: ExtensionBrowser, runs: number): Promise<Row> {
  const page = await browser.extensionPage('library.html');
  const samples: number[] = [];
  for (let run = -1; run < runs; run += 1) {
    await browser.stopWorker();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const ms = await wakeMs(page);
    if (run >= 0) samples.push(ms);
  }
  return { name: 'an empty extension’s worker, stopped: message → answer', unit: 'ms', samples };
}

/** Asks for a capture as the popup does, and waits until it is no longer pending, which is after the commit. */
export async function requestMs(page: Page, kindId: string, tabId: number | undefined): Promise<number> {
  const outcome = await page.evaluate(
    async (data): Promise<Outcome> => {
      const start = performance.now();
      const kept = new Promise<number>((resolve) => {
        chrome.storage.session.onChanged.addListener((changes) => {
          const change = changes[`pending:${data.id}`];
          if (change && change.newValue === undefined) resolve(performance.now());
        });
      });
      const answer = await chrome.runtime.sendMessage({ type: 'capture.start', data });
      return { ms: answer.ok ? (await kept) - start : Number.NaN, answer };
    },
    { id: newId(), kindId, tabId },
  );
  return msOf(outcome);
}

/** The id of the tab in front, asked from a page of the extension. */
export function tabIdOf(asker: Page): Promise<number | undefined> {
  return asker.evaluate(async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id);
}

/**
 * How long a capture takes until it is durable, each time with a worker that was stopped before and on a page that no
 * script has entered.
 * - `request`: from the popup's message, which wakes the worker, until the pending capture is forgotten, which is after
 *   the commit. The clock is that of the page that asks.
 * - `shortcut`: the time in which a message wakes the worker and is answered, plus that from the command's event in this
 *   new worker, whose database is still closed, until the pending capture is forgotten.
 */
export async function captures(browser: ExtensionBrowser, url: string, runs: number): Promise<Row[]> {
  const asker = await browser.extensionPage('library.html');
  const page = await browser.openPage(url);
  const freshPage = async () => {
    await page.goto(url);
    await select(page, '.plan, article, p');
    await page.bringToFront();
    await browser.stopWorker();
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  };
  const tabId = await tabIdOf(asker);

  const [wake, text, shortcut, event, picture]: number[][] = [[], [], [], [], []];
  for (let run = -1; run < runs; run += 1) {
    await freshPage();
    const asText = await requestMs(asker, 'selection', tabId);

    await freshPage();
    const woken = await wakeMs(asker);
    const handled = await (await browser.worker()).evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const start = performance.now();
      const kept = new Promise<number>((resolve) => {
        chrome.storage.session.onChanged.addListener((changes) => {
          const isForgotten = Object.entries(changes).some(
            ([key, { newValue }]) => key.startsWith('pending:') && newValue === undefined,
          );
          if (isForgotten) resolve(performance.now());
        });
      });
      chrome.commands.onCommand.dispatch('clip-selection', tab);
      return (await kept) - start;
    });
    // It opens by itself on the new clip.
    await (await browser.attachPopup()).close();

    await freshPage();
    const asPicture = await requestMs(asker, 'visible', tabId);

    if (run < 0) continue;
    text?.push(asText);
    wake?.push(woken);
    event?.push(handled);
    shortcut?.push(woken + handled);
    picture?.push(asPicture);
  }

  const clips = await readTable<{ kind: string }>(asker, 'clips');
  for (const kind of ['selection', 'screenshot']) {
    const kept = clips.filter((clip) => clip.kind === kind).length;
    if (kept !== runs + 1) throw new Error(`${kept} of ${runs + 1} clips of kind "${kind}" are in the database.`);
  }
  return [
    { name: 'worker, stopped: message → answer', unit: 'ms', samples: wake ?? [], bar: 50 },
    {
      name: 'text, worker stopped, new page: popup’s request → durable draft',
      unit: 'ms',
      samples: text ?? [],
      bar: 100,
    },
    { name: 'text, worker stopped, new page: shortcut → durable clip', unit: 'ms', samples: shortcut ?? [], bar: 100 },
    { name: 'text, worker just started: shortcut’s event → durable clip', unit: 'ms', samples: event ?? [] },
    {
      name: 'screenshot, worker stopped, new page: request → durable clip',
      unit: 'ms',
      samples: picture ?? [],
      bar: 300,
    },
  ];
}
