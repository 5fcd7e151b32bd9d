import { locale } from '#lib/platform/i18n.ts';

/** Day and month, and the year where it is another one. */
export function shortDate(time: number, now = Date.now()): string {
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  const year = isThisYear ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year }).format(time);
}
