import { useCallback, useState } from 'react';
import { backUp, backupName } from '#lib/backup/back-up.ts';
import { chooseTarget } from '#lib/backup/targets.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { CLIPS, DAMAGED_ROWS } from './counts.ts';
import { saveFile } from './export-clips.ts';
import { useWork, type Worker } from './use-work.ts';

export type Backups = Worker & {
  /** What came of the last one, a line for each thing to say. */
  result: string | undefined;
  /** Asks where to, and backs up. To be called at once in the handler of a click. */
  start(): void;
  /** Forgets what came of it, whichever way it went. */
  dismiss(): void;
};

/** Backing up into a file that the user chooses. */
export function useBackup(): Backups {
  const work = useWork();
  const { run } = work;
  const [result, setResult] = useState<string>();
  const start = useCallback(() => {
    setResult(undefined);
    void run(async (how) => {
      const name = backupName(new Date());
      const target = await chooseTarget(name);
      if (!target) return;
      const { rows, damaged, file } = await backUp(target, how);
      if (file) saveFile({ name, bytes: file, mime: 'application/zip' });
      const done = t('backup_done', tCount(CLIPS, rows.get('clips') ?? 0));
      setResult(damaged > 0 ? `${done}\n${tCount(DAMAGED_ROWS, damaged)}` : done);
    });
  }, [run]);
  const dismiss = useCallback(() => {
    setResult(undefined);
    // Doing nothing ends well.
    void run(async () => undefined);
  }, [run]);
  return { ...work, result, start, dismiss };
}
