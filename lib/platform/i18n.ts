import { browser } from 'wxt/browser';
import type { ErrorCode } from '#lib/core/errors.ts';
import type { MessageKey, Translate } from '#lib/core/message-key.ts';

/** The string of this key in the browser's language. */
export const t: Translate = (key, ...substitutions) => browser.i18n.getMessage(key, substitutions);

/**
 * BCP 47, the language that the strings are in, for dates, numbers and `<html lang>`. The browser's own language may be
 * one that Gleaner does not speak.
 */
export function locale(): string {
  return t('language_tag');
}

// Made once, when they are first needed: a sidebar writes a hundred numbers at each letter that is typed.
let numbers: Intl.NumberFormat | undefined;
let plurals: Intl.PluralRules | undefined;

/** A number as the language writes it. */
export function tNumber(value: number): string {
  numbers ??= new Intl.NumberFormat(locale());
  return numbers.format(value);
}

/** The two forms that a count can take. Chinese has one, and repeats it. */
export type Plural = { one: MessageKey; other: MessageKey };

/** "1 clip", "12 clips": the form that fits, with the number written as the language does. */
export function tCount({ one, other }: Plural, count: number): string {
  plurals ??= new Intl.PluralRules(locale());
  return t(plurals.select(count) === 'one' ? one : other, tNumber(count));
}

/** What the user is told about an error: what happened, what is safe, what to do. */
export function tError(code: ErrorCode): string {
  // A script that an older version left in a page may speak of what no longer has a sentence.
  return t(`error_${code}`) || t('error_unexpected');
}
