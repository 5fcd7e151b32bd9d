import { browser } from 'wxt/browser';
import { bytesOf } from '#lib/core/base64.ts';
import { GleanerError } from '#lib/core/errors.ts';
import { activeTab } from './tabs.ts';

/**
 * From one picture to the next, start to start. Chrome takes two in a second of its own clock, which does not start when
 * ours does: a few milliseconds more than the half of one are cheaper than a refusal. Firefox takes as many as it can.
 */
const GAP_MS = import.meta.env.FIREFOX ? 0 : 510;
const QUOTA = /MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND/;
const QUOTA_ATTEMPTS = 6;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let lastStart = Number.NEGATIVE_INFINITY;
let queue: Promise<unknown> = Promise.resolve();

/** Runs `take` when those who asked before have had their turn, and the browser is ready for the next picture. */
function inTurn<T>(take: () => Promise<T>): Promise<T> {
  const turn = queue.then(async () => {
    if (GAP_MS > 0) await pause(lastStart + GAP_MS - performance.now());
    return take();
  });
  queue = turn.catch(() => undefined);
  return turn;
}

async function pictureOf(windowId: number): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    lastStart = performance.now();
    try {
      return await browser.tabs.captureVisibleTab(windowId, { format: 'png' });
    } catch (error) {
      if (attempt === QUOTA_ATTEMPTS || !QUOTA.test(String(error))) {
        throw new GleanerError('screenshot_failed', String(error), error);
      }
    }
    // Refused calls count as well: one too early, and each that follows is.
    await pause(GAP_MS);
  }
}

/**
 * The visible part of a tab, as PNG bytes. The browser pictures whatever tab is in front; a picture of another page
 * would be false evidence. All pictures of the extension are taken here, one after the other.
 *
 * Only ever what the window shows. Firefox also pictures what lies beyond it (`rect`), a whole page in one call, but pages
 * do not have all of themselves at hand: lists that keep only what is near the window in the page, what is hidden out of
 * sight, and `content-visibility: auto` were blank there from the second window on. Nor is it faster: in 153, 25 windows
 * took 15 ms each, and the same 20,000 pixels in one call 300 ms and more.
 * @throws GleanerError `tab_not_visible`, `screenshot_failed`
 */
export async function captureVisible({ tabId, windowId }: { tabId: number; windowId: number }): Promise<Blob> {
  const mustBeInFront = async (): Promise<void> => {
    if ((await activeTab(windowId))?.id !== tabId) throw new GleanerError('tab_not_visible');
  };
  await mustBeInFront();
  const url = await inTurn(async () => {
    // It may have waited long.
    await mustBeInFront();
    const picture = await pictureOf(windowId);
    await mustBeInFront();
    return picture;
  });
  return new Blob([bytesOf(url.slice(url.indexOf(',') + 1))], { type: 'image/png' });
}
