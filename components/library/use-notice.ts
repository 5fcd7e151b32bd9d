import { useCallback, useRef, useState } from 'react';
import { toAppError } from '#lib/core/errors.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import { takeBack } from '#lib/db/history.ts';
import type { Watch } from '#lib/db/watch.ts';
import { t, tCount, tError } from '#lib/platform/i18n.ts';
import { CHANGES } from './counts.ts';
import type { Notice, UndoableWork } from './snackbar.tsx';

/** Work on so many rows takes so long that its progress is shown. */
const LARGE = 500;

/** Something large on its way. */
export type Running = {
  /** What is being done. */
  title: MessageKey;
  /** In rows. */
  done: number;
  all: number;
  /** Leaves everything as it was. */
  cancel(): void;
};

/** Work that tells how far it is and can be stopped, as much of it as takes long. It is all done, or none of it. */
export type WatchedWork<T> = (watch: Watch) => Promise<T>;

export type Notices = {
  notice: Notice | undefined;
  /** What is to be shown as being on its way. */
  running: Running | undefined;
  /** Says something, or with nothing falls silent. */
  tell(notice: Notice | undefined): void;
  /** Does something, when what was begun before is over, and says what came of it, whichever way it went. */
  attempt(work: WatchedWork<string>): void;
  /** Does something and says what it gives, or with nothing falls silent. What was cancelled leaves the notice as it was. */
  say(work: WatchedWork<Notice | undefined>, title?: MessageKey): void;
  /** The same as `attempt` for what can be undone. */
  attemptUndoable(work: WatchedWork<UndoableWork>, title?: MessageKey): void;
};

/**
 * What the library says of the last thing that was done, and how far the one is that is being done, from the moment at
 * which it tells that it is large.
 */
export function useNotice(): Notices {
  const [notice, tell] = useState<Notice>();
  const [running, setRunning] = useState<Running>();
  const shown = useRef(notice);
  shown.current = notice;
  const last = useRef(Promise.resolve());
  const say = useCallback((work: WatchedWork<Notice | undefined>, title: MessageKey = 'bulk_running') => {
    async function run(): Promise<void> {
      const before = shown.current;
      const controller = new AbortController();
      const cancel = () => controller.abort();
      const onProgress = (done: number, all: number): void => {
        if (all >= LARGE) setRunning({ title, done, all, cancel });
      };
      try {
        tell(await work({ signal: controller.signal, onProgress }));
      } catch (error) {
        const { code } = toAppError(error);
        tell(code === 'cancelled' ? before : { text: tError(code) });
      } finally {
        setRunning(undefined);
      }
    }
    // One after the other, as the database would have it anyway: each is shown while it is on its way, and what was begun
    // last has the last word.
    last.current = last.current.then(run);
  }, []);
  const attempt = useCallback(
    (work: WatchedWork<string>) => say(async (watch) => ({ text: await work(watch) })),
    [say],
  );
  const attemptUndoable = useCallback(
    (work: WatchedWork<UndoableWork>, title?: MessageKey) =>
      say(async (watch) => {
        const { text, batchId } = await work(watch);
        if (batchId === undefined) return { text };
        const undo = (): void => {
          say(async (undoing) => {
            const { kept } = await takeBack(batchId, undefined, undoing);
            return kept > 0 ? { text: t('undone_partly', tCount(CHANGES, kept)) } : undefined;
          }, 'undo_running');
          // The offer is gone at once: pressed again, the key means what was done before. The words stay until it is done.
          tell({ text });
        };
        return { text, undo };
      }, title),
    [say],
  );
  return { notice, running, tell, attempt, say, attemptUndoable };
}
