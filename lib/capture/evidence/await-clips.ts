import { askBackground, type ToBackgroundOutput } from '#lib/platform/messaging.ts';
import { onRefresh } from '#lib/platform/on-refresh.ts';
import { isAlive } from '#lib/platform/runtime.ts';
import { onAddress } from './address.ts';

/** What is to be found on this page, as the background says. */
export type Wanted = ToBackgroundOutput<'highlights.clips'>['clips'][number];

/** What finds and paints, in a page that has clips. */
export type Painter = {
  /** Looks for these and no others from now on. `url`: the page that they are of. */
  update(url: string, clips: readonly Wanted[]): void;
  /** Leaves the page unpainted until what it returns is called: for a picture of the page as it is. */
  conceal(): () => void;
  stop(): void;
};

declare global {
  /** What waits for clips in this page. An update of the extension leaves a dead one behind, which is replaced. */
  var gleanerHighlights: { isAlive(): boolean; stop(): void } | undefined;
  /** What paints them: the background puts it into the page when there is something to paint. */
  var gleanerPainter: Painter | undefined;
}

/** The background is not asked more often than this, however often a page changes its address. In ms. */
const PAUSE_MS = 500;

/**
 * On a site that the user has granted: asks what there is to show, when the page is first looked at, goes to another
 * address, is come back to, or the background says that something has changed. All that a page without clips costs.
 */
export function awaitClips(): void {
  if (globalThis.gleanerHighlights?.isAlive()) return;
  globalThis.gleanerHighlights?.stop();
  const over = new AbortController();
  const { signal } = over;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  function stop(): void {
    over.abort();
    clearTimeout(waiting);
    globalThis.gleanerPainter?.stop();
    globalThis.gleanerPainter = undefined;
  }

  async function ask(): Promise<void> {
    waiting = undefined;
    if (!isAlive()) return stop();
    askedAt = performance.now();
    const url = location.href;
    const isOutdated = () => location.href !== url;
    const canPaint = globalThis.gleanerPainter !== undefined;
    const answer = await askBackground('highlights.clips', { url, canPaint }, isOutdated);
    if (signal.aborted) return;
    if (!isAlive()) return stop();
    // A site that was given back, or highlights that were switched off, are refused.
    if (!isOutdated()) globalThis.gleanerPainter?.update(url, answer.ok ? answer.value.clips : []);
  }

  function askSoon(): void {
    // Nobody sees a page in the background: it asks when it is come back to.
    if (document.visibilityState === 'hidden' || waiting !== undefined) return;
    waiting = setTimeout(ask, Math.max(0, askedAt + PAUSE_MS - performance.now()));
  }

  globalThis.gleanerHighlights = { isAlive, stop };
  onAddress(window, askSoon, signal);
  signal.addEventListener('abort', onRefresh(askSoon));
  document.addEventListener('visibilitychange', askSoon, { signal });
  for (const type of ['focus', 'pageshow']) {
    addEventListener(type, (event) => event.target === window && askSoon(), { signal });
  }
  askSoon();
}
