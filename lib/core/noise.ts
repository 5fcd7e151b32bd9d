import type { Ignorable } from './schema/clip.ts';

// All of this reads text in NFKC: full-width digits and signs are plain ones by then. Every repetition is bounded or goes
// over characters that nothing before it takes, so that no text of a page makes it slow.

/** What stands between the digits of one number and behind them: "1,024", "3.5k", "12万+", "1.2 million". */
const NUMBER = "\\p{Nd}+(?:[.,:'’ ]\\p{Nd}+)*(?: ?(?:%|[kmb](?!\\p{L})|[万萬亿億千]|thousand|million|billion))?\\+?";
const CURRENCY_BEFORE = '(?:\\p{Sc}|(?<!\\p{L})(?:USD|EUR|GBP|JPY|CNY|RMB|HKD|TWD|KRW|INR|AUD|CAD|SGD|CHF))';
const CURRENCY_AFTER =
  '(?:\\p{Sc}|(?:USD|EUR|GBP|JPY|CNY|RMB|HKD|TWD|KRW|INR|AUD|CAD|SGD|CHF|dollars?|euros?|cents?|yuan|yen)(?!\\p{L})|元|块|圆|円)';
const RANGE = `${NUMBER}(?: ?[-–—~] ?${NUMBER})?`;
/** What costs something is no counter. */
const PRICE = `${CURRENCY_BEFORE} ?${RANGE}|(?<!\\p{Nd})${RANGE} ?${CURRENCY_AFTER}`;
/** Digits that belong to a name are none either: "GPT-4", "v2.1", "H2O". */
const COUNTER = `(?<!\\p{Script=Latin}[-_]?[\\p{Nd}.,]{0,12})(?<!\\p{Nd})${NUMBER}(?!\\p{Nd})`;
const PRICE_OR_COUNTER = new RegExp(`(?<price>${PRICE})|${COUNTER}`, 'giu');

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)';
const TIME = '\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d{1,6})?(?: ?[ap]\\.?m\\b\\.?)?(?:Z|[+-]\\d{2}:?\\d{2}| (?:UTC|GMT))?';
const UNIT = '(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?)';
const DATE = new RegExp(
  [
    // 2026-05-03T10:30Z, 2026/5/3, 2026.5.3 · 3/5/2026, 3-5-26, 3.5.2026
    `(?<!\\d)\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}(?:T${TIME})?(?!\\d)`,
    '(?<![\\d./-])(?:\\d{1,2}([-/])\\d{1,2}\\2(?:\\d{4}|\\d{2})|\\d{1,2}\\.\\d{1,2}\\.\\d{4})(?![\\d./-])',
    // Sunday, May 3, 2026 · May 3rd · 3 May 2026 · May 2026 · © 2024–2026
    `(?<!\\p{L})(?:${WEEKDAY},? )?(?:${MONTH} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}(?:st|nd|rd|th)?[ -]${MONTH}(?:,?[ -]\\d{4})?|${MONTH} \\d{4})(?![\\p{L}\\d])`,
    '© ?\\d{4}(?: ?[-–] ?\\d{4})?(?!\\d)',
    // 3 days ago, an hour ago, 5m ago, last week, yesterday
    `(?<![\\p{L}\\d])(?:about |over |almost )?(?:\\d+\\+?|an?|one|a few|few) ${UNIT} ago(?!\\p{L})|(?<![\\p{L}\\d])\\d+ ?(?:s|m|h|d|w|mo|y) ago(?!\\p{L})`,
    '(?<!\\p{L})(?:just now|moments ago|yesterday|today|last (?:week|month|year))(?!\\p{L})',
    // 2026年5月3日 星期日, 5月3日, 2026年5月, 2026年
    '(?<!\\d)\\d{2,4} ?年(?: ?\\d{1,2} ?月(?: ?\\d{1,2} ?[日号])?)?(?!前|内|以)(?: ?[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?|(?<!\\d)\\d{1,2} ?月 ?\\d{1,2} ?[日号](?: ?[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?',
    // 3 天前, 半小时前, 几分钟前, 刚刚, 昨天, 上周三
    '(?:\\d+|[半几数一二两三四五六七八九十]{1,3}) ?(?:秒钟?|分钟?|個?小時|个?小时|時間|天|日|周|週|个?星期|个?月|か月|ヶ月|年)(?:多|以|之)?前',
    '刚刚|刚才|昨天|昨日|今天|今日|前天|上(?:个?月|(?:个?星期|周)[一二三四五六日天]?)|去年',
    // 10:30, 上午 10:30, 10:30 PM
    `(?:(?:凌晨|早上|上午|中午|下午|晚上) ?)?(?<![\\d:])${TIME}(?!:?\\d)`,
  ].join('|'),
  'giu',
);

const DATE_MARK = '\u0001';
const NUMBER_MARK = '\u0002';

/** A day and its time are one date, however they are joined. */
const DATES_JOINED = new RegExp(`${DATE_MARK}(?:[ ,]{0,3}(?:at|on|·|\\|)?[ ,]{0,3}${DATE_MARK})+`, 'gu');
/** "1 reply" and "2 replies" are counters of one thing. */
const COUNTED = new RegExp(`(${NUMBER_MARK} ?\\p{Script=Latin}{2,30}?)(ies|s)(?!\\p{L})`, 'gu');

/**
 * A text with each date, each number replaced by a mark of it. What is left out is what the user has said to be noise
 * here: counters ("1.2k views"), never prices; days and times in English and Chinese, "3 days ago" among them.
 * @param text In NFKC, with single spaces.
 */
export function withoutNoise(text: string, ignored: readonly Ignorable[]): string {
  let rest = text;
  if (ignored.includes('dates')) rest = rest.replace(DATE, DATE_MARK).replace(DATES_JOINED, DATE_MARK);
  if (ignored.includes('numbers')) {
    rest = rest
      .replace(PRICE_OR_COUNTER, (found, ...more) => (more.at(-1).price === undefined ? NUMBER_MARK : found))
      .replace(COUNTED, (_found, counted: string, ending: string) => counted + (ending === 'ies' ? 'y' : ''));
  }
  return rest;
}
