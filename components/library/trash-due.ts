import { daysInTrash } from '#lib/core/trash.ts';
import { locale, t } from '#lib/platform/i18n.ts';

/** When a clip of the trash is deleted for ever: "in 12 days", "tomorrow". Past its day it goes when the browser is idle. */
export function trashDue(deletedAt: number, now = Date.now()): string {
  const days = daysInTrash(deletedAt, now);
  if (days === 0) return t('purge_due_soon');
  return t('purge_due', new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day'));
}
