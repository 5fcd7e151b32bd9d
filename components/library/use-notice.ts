import { useCallback, useState } from 'react';
import { toAppError } from '#lib/core/errors.ts';
import { takeBack } from '#lib/db/history.ts';
import { t, tCount, tError } from '#lib/platform/i18n.ts';
import { CHANGES } from './counts.ts';
import type { Notice, UndoableWork } from './snackbar.tsx';

export type Notices = {
  notice: Notice | undefined;
  /** Says something, or with nothing falls silent. */
  tell(notice: Notice | undefined): void;
  /** Does something and says what came of it, whichever way it went. */
  attempt(work: () => Promise<string>): void;
  /** Does something and says what it gives, or with nothing falls silent. */
  say(work: () => Promise<Notice | undefined>): void;
  /** The same as `attempt` for what can be undone. */
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
            const { kept } = await takeBack(batchId);
            return kept > 0 ? { text: t('undone_partly', tCount(CHANGES, kept)) } : undefined;
          });
        return { text, undo };
      }),
    [run],
  );
  const say = useCallback((work: () => Promise<Notice | undefined>) => void run(work), [run]);
  return { notice, tell, attempt, say, attemptUndoable };
}
