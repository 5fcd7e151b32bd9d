import type { PageSnapshot } from '#lib/capture/snapshot.ts';
import { serve } from '#lib/platform/messaging.ts';
import { isAlive } from '#lib/platform/runtime.ts';
import { toEvidence } from '#lib/platform/to-evidence.ts';
import { isErrorPage } from './error-page.ts';
import { findPassages, type Reader } from './find.ts';
import { show } from './show.ts';

/** Reads the page at an address, once, with the part for it that came with this script. */
function readerOf(url: string): Reader | undefined {
  const part = globalThis.gleanerParts?.snapshot;
  if (!part) return undefined;
  let page: PageSnapshot | undefined;
  return {
    wordsIn: (range) => part.wordsInRanges([range]),
    page() {
      page ??= part.readSnapshot(document, url);
      return page;
    },
  };
}

/** `evidence.refresh` is for the script that paints: nothing that is found on a gesture stays in the page. */
const { 'evidence.find': find, 'evidence.show': point } = toEvidence;

/** Lets the background find clips in this page, and point them out. Once per page. */
export function serveEvidence(): void {
  // Runs at every gesture. Who is here already, and alive, goes on.
  if (globalThis.gleanerEvidence?.isAlive()) return;
  globalThis.gleanerEvidence = { isAlive };

  serve(
    { 'evidence.find': find, 'evidence.show': point },
    {
      async 'evidence.find'({ passages, takesText }) {
        const { href: url } = location;
        const reader = takesText ? readerOf(url) : undefined;
        const seen = await findPassages(document, passages, reader);
        const text = reader?.page().text;
        // What a single-page app has gone on to is another page, which says nothing of this one.
        if (location.href !== url) return { url: location.href, seen: [] };
        if (isErrorPage()) return { url, seen: seen.filter(({ state }) => state !== 'missing') };
        return { url, seen, ...(text ? { text } : {}) };
      },

      async 'evidence.show'({ anchor }) {
        return { isShown: await show(document, anchor) };
      },
    },
  );
}
