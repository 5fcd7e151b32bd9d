import type { Translate } from '#lib/core/message-key.ts';
import en from '#public/_locales/en/messages.json' with { type: 'json' };
import zh from '#public/_locales/zh_CN/messages.json' with { type: 'json' };

/** What users see, so that a gesture finds a control by the name that it has in the browser's language. */
export function wordsOf(locale: 'en' | 'zh-CN'): Translate {
  const messages = locale === 'en' ? en : zh;
  return (key, ...substitutions) =>
    messages[key].message.replace(/\$(\d)/g, (_whole, place) => substitutions[Number(place) - 1] ?? '');
}
