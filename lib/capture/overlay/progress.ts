import { toAppError } from '#lib/core/errors.ts';
import type { Translate } from '#lib/core/message-key.ts';
import { openStage } from './stage.ts';

/** What the user sees while the page is pictured piece by piece. */
export type Panel = {
  /** What lies over the page and is none of it; undefined where nothing does. */
  host: Element | undefined;
  show(done: number, total: number): void;
  /** Before each picture: gone with the next frame. */
  hide(): void;
};

/**
 * Does something that takes a while, with a panel that says how far it is. Meanwhile the page is the user's to look at,
 * but not to scroll or to type in.
 * @param work Is told by the signal when the user has had enough: by Esc, or by going elsewhere.
 * @returns what `work` does, when everything of ours has left the DOM.
 * @throws GleanerError `cancelled`, when `work` has ended, and what `work` throws
 */
export async function withProgress<T>(
  document: Document,
  t: Translate,
  work: (panel: Panel, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const options = {
    css: '',
    name: t('capturing_name'),
    hint: t('capturing'),
    keys: t('capturing_keys'),
    isClear: false,
    cursor: 'progress',
  };
  let working: Promise<T> | undefined;
  try {
    await openStage<true>(document, options, ({ hint, say, host, finish }) => {
      hint.setAttribute('role', 'status');
      const panel: Panel = {
        host,
        show(done, total) {
          say(t('capturing_progress', String(done), String(total)));
          hint.hidden = false;
        },
        hide() {
          hint.hidden = true;
        },
      };
      working = work(panel, over.signal);
      working.then(
        () => finish(true),
        () => finish(undefined),
      );
    });
  } catch (error) {
    over.abort();
    if (!working) throw error;
    const failed = await working.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    // What went wrong says more than that it ended.
    if (failed !== undefined && toAppError(failed).code !== 'cancelled') throw failed;
    throw error;
  }
  if (!working) throw new TypeError('nothing was done');
  return working;
}
