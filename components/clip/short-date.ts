import { locale } from '#lib/platform/i18n.ts';

/** Making one takes longer than all else in a row of a list. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, year: 'numeric' | undefined): Intl.DateTimeFormat {
  const key = `${language} ${year}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year });
  formats.set(key, format);
  return format;
}

/** Day and month, and the year where it is another one. */
export function shortDate(time: number, now = Date.now()): string {
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return formatOf(locale(), isThisYear ? undefined : 'numeric').format(time);
}
