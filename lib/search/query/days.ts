import { nameKey } from '#lib/core/text.ts';
import { allNames, type Spelling, valueKey } from './spelling.ts';

/** From the first moment on, up to the last and without it (ms), in the reader's time zone. */
export type Span = { from: number; to: number };

const midnight = (year: number, month: number, day: number): number => new Date(year, month, day).getTime();

type Today = { year: number; month: number; day: number; weekday: number };

function todayOf(now: number): Today {
  const date = new Date(now);
  // Weeks begin on Mondays, as ISO 8601 and Chinese calendars have it.
  return {
    year: date.getFullYear(),
    month: date.getMonth(),
    day: date.getDate(),
    weekday: (date.getDay() + 6) % 7,
  };
}

const days = ({ year, month, day }: Today, first: number, count: number): Span => ({
  from: midnight(year, month, day + first),
  to: midnight(year, month, day + first + count),
});

const months = (year: number, first: number, count: number): Span => ({
  from: midnight(year, first, 1),
  to: midnight(year, first + count, 1),
});

const firstOfQuarter = (month: number): number => month - (month % 3);

type NamedSpan = Spelling & { span(today: Today): Span };

/** Spans of time that have names. */
export const NAMED_SPANS: readonly NamedSpan[] = [
  { en: ['today'], zh: ['今天', '今日'], span: (today) => days(today, 0, 1) },
  { en: ['yesterday'], zh: ['昨天', '昨日'], span: (today) => days(today, -1, 1) },
  { en: ['this-week', 'week'], zh: ['本周', '这周'], span: (today) => days(today, -today.weekday, 7) },
  { en: ['last-week'], zh: ['上周'], span: (today) => days(today, -today.weekday - 7, 7) },
  { en: ['this-month', 'month'], zh: ['本月', '这个月'], span: ({ year, month }) => months(year, month, 1) },
  { en: ['last-month'], zh: ['上月', '上个月'], span: ({ year, month }) => months(year, month - 1, 1) },
  {
    en: ['this-quarter', 'quarter'],
    zh: ['本季度'],
    span: ({ year, month }) => months(year, firstOfQuarter(month), 3),
  },
  { en: ['last-quarter'], zh: ['上季度'], span: ({ year, month }) => months(year, firstOfQuarter(month) - 3, 3) },
  { en: ['this-year', 'year'], zh: ['今年'], span: ({ year }) => months(year, 0, 12) },
  { en: ['last-year'], zh: ['去年'], span: ({ year }) => months(year - 1, 0, 12) },
];

/** 2026, 2026-05, 2026-05-03, with slashes, full stops or 年月日. */
const DATE = /^(\d{4})(?:[-/.年](?:(\d{1,2})(?:[-/.月](?:(\d{1,2})[日号]?)?)?)?)?$/;
const QUARTER = /^(\d{4})[-年]?q([1-4])$/;
/** 7d, 2w, 3m, 1y; 7天, 最近3个月. */
const AGO = /^(?:最近|过去|近)?(\d{1,4})(d|days?|天|日|w|weeks?|周|星期|m|months?|个?月|y|years?|年)[内前]?$/;

function dateSpan(year: number, month: number | undefined, day: number | undefined): Span | undefined {
  if (month === undefined) return months(year, 0, 12);
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return months(year, month - 1, 1);
  const from = new Date(year, month - 1, day);
  // The 31st of April would be the 1st of May.
  if (day < 1 || from.getDate() !== day) return undefined;
  return { from: from.getTime(), to: midnight(year, month - 1, day + 1) };
}

function agoSpan(count: number, unit: string, { year, month, day }: Today): Span {
  const to = midnight(year, month, day + 1);
  if (/^[d天日]/.test(unit)) return { from: midnight(year, month, day - count), to };
  if (/^[w周星]/.test(unit)) return { from: midnight(year, month, day - count * 7), to };
  if (/^[m个月]/.test(unit)) return { from: midnight(year, month - count, day), to };
  return { from: midnight(year - count, month, day), to };
}

const numberOf = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

/**
 * The days that a value of a search means: a year, a month, a day (2026-05-03, 2026年5月3日), a quarter (2026-Q2), so many
 * days, weeks, months or years up to today (7d, 3个月), or a name (today, 上周). Undefined for none.
 */
export function spanOf(value: string, now: number): Span | undefined {
  const key = nameKey(value).replaceAll(' ', '');
  const today = todayOf(now);
  const date = DATE.exec(key);
  if (date) return dateSpan(Number(date[1]), numberOf(date[2]), numberOf(date[3]));
  const quarter = QUARTER.exec(key);
  if (quarter) return months(Number(quarter[1]), Number(quarter[2]) * 3 - 3, 3);
  const ago = AGO.exec(key);
  if (ago) return agoSpan(Number(ago[1]), ago[2] ?? '', today);
  return NAMED_SPANS.find((named) => allNames(named).some((name) => valueKey(name) === valueKey(key)))?.span(today);
}
