import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { historyOf, type PastChange } from '#lib/db/row-history.ts';

/** What was done to a clip, and the last of it since the clip was opened that can still be taken back. */
export function useClipPast(clipId: string): { past: readonly PastChange[] | undefined; last: PastChange | undefined } {
  const [openedAt] = useState(() => Date.now());
  const past = useLiveQuery(() => historyOf(clipId), [clipId]);
  const last = past?.find((change) => {
    const { at, isBeginning, isUndo, isUndone, canTakeBack } = change;
    return at >= openedAt && !isBeginning && !isUndo && !isUndone && canTakeBack;
  });
  return { past, last };
}
