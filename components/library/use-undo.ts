import { useCallback } from 'react';
import { namesIn } from '#lib/db/row-history.ts';
import { redoLast, type Undone, undoLast } from '#lib/db/undo-history.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { batchWords } from './change-words.ts';
import { CHANGES } from './counts.ts';
import type { Notice } from './snackbar.tsx';
import type { Notices, WatchedWork } from './use-notice.ts';

/** What was undone, in words; and what was left as it is, where others have gone on with it. */
async function wordsOf({ sample, count, changed, kept }: Undone, done: 'undone' | 'redone'): Promise<string> {
  const what = batchWords(sample, count, await namesIn([sample.patch]));
  if (changed === 0) return t('undone_nothing_left', what);
  const words = t(done, what);
  return kept > 0 ? `${words} · ${t('undone_partly', tCount(CHANGES, kept))}` : words;
}

/** Whoever waits longer than this for it to begin is told so. In ms. */
const SOON = 400;

/**
 * Undo and redo of whatever was done to the library, whether or not the page has been closed since, in words that say
 * what it was. Undo takes back first what the notice on the screen tells of.
 */
export function useUndo({ notice, say, tell }: Notices): { undo(): void; redo(): void } {
  const offered = notice?.undo;
  const run = useCallback(
    (title: 'undo_running' | 'redo_running', work: WatchedWork<Notice>) =>
      say(async ({ signal, onProgress }) => {
        const timer = setTimeout(() => tell({ text: t(title) }), SOON);
        const begun = (done: number, all: number): void => {
          clearTimeout(timer);
          onProgress?.(done, all);
        };
        try {
          return await work({ signal, onProgress: begun });
        } finally {
          clearTimeout(timer);
        }
      }, title),
    [say, tell],
  );
  const redo = useCallback(
    () =>
      run('redo_running', async (watch) => {
        const done = await redoLast(watch);
        return { text: done ? await wordsOf(done, 'redone') : t('redo_nothing') };
      }),
    [run],
  );
  const undo = useCallback(() => {
    if (offered) return offered();
    run('undo_running', async (watch) => {
      const done = await undoLast(watch);
      if (!done) return { text: t('undo_nothing') };
      return { text: await wordsOf(done, 'undone'), ...(done.changed > 0 ? { redo } : {}) };
    });
  }, [offered, run, redo]);
  return { undo, redo };
}
