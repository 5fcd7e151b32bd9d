const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const EAST_ASIAN = /^(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?(?:\s+(\d{1,2}:\d{2}(?::\d{2})?))?$/;
const ENGLISH = /^(?:[a-z]{3,9},?\s+)?(?:\d{1,2}\s+[a-z]{3,9}|[a-z]{3,9}\s+\d{1,2}),?\s+\d{4}\b/i;

const pad = (text: string): string => text.padStart(2, '0');

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * A date as pages write it, as ISO 8601 and no more precise than it was; undefined if it is none. Dates without a time
 * zone stay without one.
 */
export function isoDate(source: string): string | undefined {
  const text = source.slice(0, 100).trim();
  const [, year = '', month, day, time, zone = ''] = ISO.exec(text) ?? [];
  if (year !== '') {
    if (!isDay(Number(year), Number(month ?? 1), Number(day ?? 1))) return undefined;
    const date = [year, month, day].filter((part) => part !== undefined).join('-');
    if (time === undefined) return date;
    const zoned = zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
    const moment = `${date}T${time.replace(',', '.')}${zoned}`;
    return day !== undefined && !Number.isNaN(Date.parse(moment)) ? moment : date;
  }
  const east = EAST_ASIAN.exec(text);
  if (east) {
    const [, y = '', m = '', d = '', clock] = east;
    if (!isDay(Number(y), Number(m), Number(d))) return undefined;
    const date = `${y}-${pad(m)}-${pad(d)}`;
    return clock ? `${date}T${clock.padStart(clock.length + (clock.indexOf(':') === 1 ? 1 : 0), '0')}` : date;
  }
  if (!ENGLISH.test(text)) return undefined;
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed)) return undefined;
  const moment = new Date(parsed);
  // With a zone the moment is known; without one the words mean a day, wherever it is read.
  if (/(?:GMT|UTC|Z|[+-]\d{4})\s*$/.test(text)) return moment.toISOString();
  return `${moment.getFullYear()}-${pad(String(moment.getMonth() + 1))}-${pad(String(moment.getDate()))}`;
}
