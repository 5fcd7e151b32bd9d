import { askBackground } from '#lib/platform/messaging.ts';
import type { Wanted } from './await-clips.ts';
import { findPassages } from './find.ts';

/** What changes again and again is told less and less often. In ms. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

/** Whether this is the page of an error, and not the one that was clipped: it lacks everything, and says nothing. */
function isErrorPage(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  const { responseStatus = 0 } = (entry ?? {}) as { responseStatus?: number };
  return responseStatus >= 400;
}

/**
 * Tells the background what has become of a page's clips: once the page has come to rest, and again when that is not what
 * it was.
 */
export function openReport(document: Document) {
  let url = '';
  let clips: readonly Wanted[] = [];
  let told = '';
  let pause = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;

  async function tell(): Promise<void> {
    timer = undefined;
    const mine = round;
    const isOutdated = () => mine !== round || location.href !== url;
    pause = Math.min(Math.max(pause * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    const all = await findPassages(document, clips);
    const seen = isErrorPage() ? all.filter(({ state }) => state === 'exact' || state === 'moved') : all;
    const now = JSON.stringify(seen.map(({ clipId, state, quote }) => [clipId, state, quote]));
    if (isOutdated() || seen.length === 0 || now === told) return;
    told = now;
    await askBackground('highlights.seen', { url, seen }, isOutdated);
  }

  return {
    /** The clips of the page from now on. */
    begin(address: string, wanted: readonly Wanted[]): void {
      round += 1;
      clearTimeout(timer);
      timer = undefined;
      if (address !== url) told = '';
      pause = 0;
      url = address;
      clips = wanted;
    },
    /** Something was found, or is no longer there. */
    changed(): void {
      if (clips.length > 0) timer ??= setTimeout(() => void tell(), pause);
    },
    stop(): void {
      round += 1;
      clearTimeout(timer);
    },
  };
}
