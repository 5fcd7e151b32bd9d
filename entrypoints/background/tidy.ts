import { purgeOldTrash } from '#lib/db/purge.ts';
import { collectSnapshots } from '#lib/db/snapshots.ts';
import { runLater } from '#lib/platform/alarms.ts';
import { isCapturing } from '#lib/platform/session.ts';
import { tidyPictures } from '#lib/screenshot/tidy-pictures.ts';

/**
 * Makes pictures smaller, and deletes what has been in the trash for long and what nothing refers to any more, when nothing has
 * been captured for a while.
 */
export function registerTidying(): void {
  runLater('tidy-pictures', 5, async () => {
    await purgeOldTrash();
    await collectSnapshots();
    const { isDone } = await tidyPictures({ mayGoOn: async () => !(await isCapturing()) });
    return isDone;
  });
}
