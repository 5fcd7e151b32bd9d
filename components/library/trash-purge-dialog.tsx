import { purgeClips } from '#lib/db/purge.ts';
import type { Watch } from '#lib/db/watch.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { BulkFrame } from './bulk-frame.tsx';
import { CLIPS } from './counts.ts';

type Props = { ids: readonly string[]; onDone(text: string): void; onClose(): void };

/** The last step before clips are gone for good. */
export default function PurgeDialog({ ids, onDone, onClose }: Props) {
  async function purge({ signal, onProgress }: Watch): Promise<void> {
    let gone = 0;
    const count = (done: number, all: number): void => {
      gone = done;
      onProgress?.(done, all);
    };
    try {
      onDone(t('purged_count', tCount(CLIPS, await purgeClips(ids, { signal, onProgress: count }))));
    } catch (thrown) {
      if (!signal?.aborted) throw thrown;
      onDone(t('purge_stopped', tCount(CLIPS, gone)));
    }
  }

  return (
    <BulkFrame
      title={t('purge_title', tCount(CLIPS, ids.length))}
      action={t('purge')}
      isDangerous
      count={ids.length}
      onSubmit={purge}
      onClose={onClose}
    >
      <p>{t('purge_warning')}</p>
    </BulkFrame>
  );
}
