import { useMemo } from 'react';
import type { ClipType } from '#lib/core/fields.ts';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import { listActors } from '#lib/db/actors.ts';
import { editClips, restoreClips, trashClips } from '#lib/db/clips.ts';
import type { Watch } from '#lib/db/watch.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { actorOfSite } from '#lib/search/suggest-actors.ts';
import { CLIPS } from './counts.ts';
import { onDemand } from './later.tsx';
import type { Notices } from './use-notice.ts';

type Ids = readonly string[];

/** What writes findings comes with Markdown, which the list does not need. */
const copying = onDemand(() => import('./copy-clips.ts'));

/** What can be done with clips, one or thousands. */
export type ClipWork = {
  trash(ids: Ids): void;
  restore(ids: Ids): void;
  copy(ids: Ids): void;
  /** Says what clips are; where that is not seen at once, with a notice. */
  setType(ids: Ids, type: ClipType, isTold: boolean): void;
};

/** Gives clips a type; on the site of a known competitor, "competitor" says which one, as it does for a single clip. */
async function typeClips(ids: Ids, type: ClipType, watch: Watch): Promise<string | undefined> {
  const actors = type === 'competitor' ? await listActors() : [];
  return editClips(
    ids,
    ({ actorId, source }) => {
      const owner = actorId === undefined ? actorOfSite(actors, source) : undefined;
      return { type, ...(owner ? { actorId: owner.id } : {}) };
    },
    watch,
  );
}

/** The work on clips, and what is said of it. What leaves the list leaves the selection. */
export function useClipWork({ attempt, say, attemptUndoable }: Notices, clearSelection: () => void): ClipWork {
  return useMemo(
    () => ({
      trash(ids) {
        if (ids.length === 0) return;
        attemptUndoable(async (watch) => ({
          text: t('trashed_count', tCount(CLIPS, ids.length)),
          batchId: await trashClips(ids, watch),
        }));
        clearSelection();
      },
      restore(ids) {
        if (ids.length === 0) return;
        attemptUndoable(async (watch) => ({
          text: t('restored_count', tCount(CLIPS, ids.length)),
          batchId: await restoreClips(ids, watch),
        }));
        clearSelection();
      },
      copy(ids) {
        attempt(async () => {
          const { copyClips } = await copying();
          await copyClips(ids);
          return t('copied', tCount(CLIPS, ids.length));
        });
      },
      setType(ids, type, isTold) {
        if (isTold) {
          attemptUndoable(async (watch) => ({
            text: t('typed_count', t(TYPE_LABELS[type]), tCount(CLIPS, ids.length)),
            batchId: await typeClips(ids, type, watch),
          }));
        } else {
          say(async (watch) => {
            await typeClips(ids, type, watch);
            return undefined;
          });
        }
      },
    }),
    [attempt, say, attemptUndoable, clearSelection],
  );
}
