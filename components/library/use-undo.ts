import { useCallback } from 'react';
import { namesIn } from '#lib/db/row-history.ts';
import { redoLast, type Undone, undoLast } from '#lib/db/undo-history.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { batchWords } from './change-words.ts';
import { CHANGES } from './counts.ts';
import type { Notice } from './snackbar.tsx';
import type { Notices } from './use-notice.ts';

/** What was undone, in words; and what was left as it is, where others have gone on with it. */
async function wordsOf({ sample, count, changed, kept }: Undone, done: 'undone' | 'redone'): Promise<string> {
  const what = batchWords(sample, count, await namesIn([sample.patch]));
  if (changed === 0) return t('undone_nothing_left', what);
  const words = t(done, what);
  return kept > 0 ? `${words} · ${t('undone_partly', tCount(CHANGES, kept))}` : words;
}

/** What takes longer than this is told of while it is under way. In ms. */
const SOON = 400;

/**
 * Undo and redo of whatever was done to the library, whether or not the page has been closed since, in words that say
 * what it was. Undo takes back first what the notice on the screen tells of.
 */
export function useUndo({ notice, say, tell }: Notices): { undo(): void; redo(): void } {
  const { undo: offered, text = '' } = notice ?? {};
  const run = useCallback(
    (work: () => Promise<Notice>) =>
      say(async () => {
        const timer = setTimeout(() => tell({ text: t('undo_running') }), SOON);
        try {
          return await work();
        } finally {
          clearTimeout(timer);
        }
      }),
    [say, tell],
  );
  const redo = useCallback(
    () =>
      run(async () => {
        const done = await redoLast();
        return { text: done ? await wordsOf(done, 'redone') : t('redo_nothing') };
      }),
    [run],
  );
  const undo = useCallback(() => {
    if (offered) {
      // The offer is gone at once: pressed again, the key means what was done before. The words stay until it is done.
      tell({ text });
      return offered();
    }
    run(async () => {
      const done = await undoLast();
      if (!done) return { text: t('undo_nothing') };
      return { text: await wordsOf(done, 'undone'), ...(done.changed > 0 ? { redo } : {}) };
    });
  }, [offered, text, run, redo, tell]);
  return { undo, redo };
}
