import { useCallback, useState } from 'react';
import { toAppError } from '#lib/core/errors.ts';
import { undoBatch } from '#lib/db/history.ts';
import { tError } from '#lib/platform/i18n.ts';
import type { Notice, UndoableWork } from './snackbar.tsx';

export type Notices = {
  notice: Notice | undefined;
  /** Says something, or with nothing falls silent. */
  tell(notice: Notice | undefined): void;
  /** Does something and says what came of it, whichever way it went. */
  attempt(work: () => Promise<string>): void;
  /** The same for what can be undone. */
  attemptUndoable(work: () => Promise<UndoableWork>): void;
};

/** What the library says of the last thing that was done. */
export function useNotice(): Notices {
  const [notice, tell] = useState<Notice>();
  const run = useCallback(async (work: () => Promise<Notice | undefined>) => {
    try {
      tell(await work());
    } catch (error) {
      tell({ text: tError(toAppError(error).code) });
    }
  }, []);
  const attempt = useCallback((work: () => Promise<string>) => void run(async () => ({ text: await work() })), [run]);
  const attemptUndoable = useCallback(
    (work: () => Promise<UndoableWork>) =>
      void run(async () => {
        const { text, batchId } = await work();
        if (batchId === undefined) return { text };
        const undo = () =>
          void run(async () => {
            await undoBatch(batchId);
            return undefined;
          });
        return { text, undo };
      }),
    [run],
  );
  return { notice, tell, attempt, attemptUndoable };
}
