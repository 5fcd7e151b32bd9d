import { takeBack } from '#lib/db/history.ts';
import { countOfBatch } from '#lib/db/row-history.ts';
import { t } from '#lib/platform/i18n.ts';
import type { UndoableWork } from './snackbar.tsx';

/**
 * Takes a change of a clip back, and leaves what it changed in other clips.
 * @returns what to say of it, and the batch that did it; none where all of it had been changed since.
 */
export async function takeBackHere(clipId: string, batchId: string): Promise<UndoableWork> {
  const isShared = (await countOfBatch(batchId)) > 1;
  const done = await takeBack(batchId, isShared ? clipId : undefined);
  return { text: t('history_done'), batchId: done.changed > 0 ? done.batchId : undefined };
}
