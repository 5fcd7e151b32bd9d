import { LATEST } from '#lib/core/row.ts';

/** Tells the day on which a moment (ms since the epoch) fell in a time zone (IANA), as ISO 8601: "2026-05-03". */
export function daysIn(timeZone: string): (moment: number) => string {
  // Made once for many clips: a formatter costs a hundred times what formatting does.
  const formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (moment) => {
    const parts = formatter.formatToParts(Math.min(moment, LATEST));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
    return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  };
}
