import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import { type Passage, passageDiff } from '#lib/core/passage-diff.ts';
import { snapshotText } from '#lib/db/snapshots.ts';

type Compared = { passages?: Passage[]; error?: AppError };

/** How the text of a page was at two times, compared; nothing until that is done, or where there are no two. */
export function usePassages(fromId: string | undefined, toId: string | undefined): Compared {
  const [compared, setCompared] = useState<Compared & { key?: string }>({});
  const key = `${fromId} ${toId}`;
  useEffect(() => {
    let isWanted = true;
    const compare = async (): Promise<Compared> => {
      if (fromId === undefined || toId === undefined || fromId === toId) return {};
      try {
        const [before, after] = await Promise.all([snapshotText(fromId), snapshotText(toId)]);
        return { passages: passageDiff(before, after) };
      } catch (thrown) {
        return { error: toAppError(thrown) };
      }
    };
    void compare().then((result) => {
      if (isWanted) setCompared({ ...result, key });
    });
    return () => {
      isWanted = false;
    };
  }, [fromId, toId, key]);
  // What was compared before is not what is asked for now.
  return compared.key === key ? compared : {};
}
