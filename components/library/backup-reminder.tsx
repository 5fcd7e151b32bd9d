import { lazy, Suspense } from 'react';

/** It brings what writes backups, which the list does not wait for. */
const Line = lazy(() => import('./backup-reminder-line.tsx'));

/** Says when a backup is due; while it is there, backups are written on their schedule. */
export function BackupReminder() {
  return (
    <Suspense>
      <Line />
    </Suspense>
  );
}
