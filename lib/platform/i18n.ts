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

/** The two forms that a count can take. Chinese has one, and repeats it. */
export type Plural = { one: MessageKey; other: MessageKey };

/** "1 clip", "12 clips": the form that fits, with the number written as the language does. */
export function tCount({ one, other }: Plural, count: number): string {
  const number = new Intl.NumberFormat(locale()).format(count);
  return t(new Intl.PluralRules(locale()).select(count) === 'one' ? one : other, number);
}

const ERROR_MESSAGES = {
  page_forbidden: 'error_page_forbidden',
  page_needs_gesture: 'error_page_needs_gesture',
  page_gone: 'error_page_gone',
  no_selection: 'error_no_selection',
  no_article: 'error_no_article',
  no_table: 'error_no_table',
  no_image: 'error_no_image',
  no_link: 'error_no_link',
  no_text: 'error_no_text',
  frame_forbidden: 'error_frame_forbidden',
  too_large: 'error_too_large',
  cancelled: 'error_cancelled',
  busy: 'error_busy',
  tab_not_visible: 'error_tab_not_visible',
  screenshot_failed: 'error_screenshot_failed',
  capture_interrupted: 'error_capture_interrupted',
  image_missing: 'error_image_missing',
  picture_changed: 'error_picture_changed',
  picture_failed: 'error_picture_failed',
  disk_full: 'error_disk_full',
  store_blocked: 'error_store_blocked',
  store_outdated: 'error_store_outdated',
  store_unavailable: 'error_store_unavailable',
  invalid_data: 'error_invalid_data',
  clip_missing: 'error_clip_missing',
  clipboard_denied: 'error_clipboard_denied',
  nothing_to_export: 'error_nothing_to_export',
  unexpected: 'error_unexpected',
} as const satisfies Record<ErrorCode, MessageKey>;

/** What the user is told about an error: what happened, what is safe, what to do. */
export function tError(code: ErrorCode): string {
  return t(ERROR_MESSAGES[code]);
}
