import { useCallback } from 'react';
import { toAppError } from '#lib/core/errors.ts';
import type { Done, Taken } from '#lib/db/change-tags.ts';
import { tError } from '#lib/platform/i18n.ts';
import { type Notices, useNotice } from './use-notice.ts';

/**
 * Changes tags and says what came of it, with the way back.
 * @returns what has the name already, where that is why nothing was done.
 */
export type TagWork = (work: () => Promise<Done | Taken>, text: string) => Promise<Taken | undefined>;

export function useTagWork(): Pick<Notices, 'notice' | 'tell'> & { run: TagWork } {
  const { notice, tell, attemptUndoable } = useNotice();
  const run = useCallback<TagWork>(
    async (work, text) => {
      try {
        const done = await work();
        if ('taken' in done) return done;
        if (done.batchId) attemptUndoable(async () => ({ text, batchId: done.batchId }));
      } catch (error) {
        tell({ text: tError(toAppError(error).code) });
      }
      return undefined;
    },
    [attemptUndoable, tell],
  );
  return { notice, tell, run };
}
