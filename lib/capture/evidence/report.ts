import { askBackground } from '#lib/platform/messaging.ts';
import { isErrorPage } from './error-page.ts';
import type { Found } from './watch.ts';

/** What changes again and again is told less and less often. In ms. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Has the background record what has become of a page's clips: once they have been looked for, and again when what is
 * found is not what it was. That waits by itself until the page has come to rest.
 */
export function openReport() {
  let url = '';
  let pause = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    timer = undefined;
    if (location.href !== url) return;
    pause = Math.min(Math.max(pause * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    void askBackground('highlights.changed', { url }, () => location.href !== url);
  }

  return {
    /** Other clips, or another page, from now on. */
    begin(address: string): void {
      clearTimeout(timer);
      timer = undefined;
      pause = 0;
      url = address;
    },
    /** What is in the page, after a look that found something else than the last, or the first one. */
    found(found: readonly Found[]): void {
      if (found.length === 0 && isErrorPage()) return;
      timer ??= setTimeout(tell, pause);
    },
    stop: () => clearTimeout(timer),
  };
}
