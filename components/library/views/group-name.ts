import { TYPE_LABELS } from '#lib/core/labels.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import { locale, t } from '#lib/platform/i18n.ts';
import type { GroupNames } from '#lib/search/library/arrange.ts';
import type { Grouping } from '#lib/search/library/question.ts';

/** How groupings are offered. */
export const GROUPING_LABELS = {
  type: 'group_type',
  tag: 'group_tag',
  about: 'group_about',
  page: 'group_page',
  day: 'group_day',
  month: 'group_month',
  project: 'group_project',
} as const satisfies Record<Grouping, MessageKey>;

/** What a group of clips that have none of it is called. */
const WITHOUT: Partial<Record<Grouping, MessageKey>> = {
  type: 'type_none',
  tag: 'group_no_tag',
  about: 'group_no_actor',
};

function dateOf(key: string, parts: Intl.DateTimeFormatOptions): string {
  const [year = 0, month = 1, day = 1] = key.split('-').map(Number);
  return new Intl.DateTimeFormat(locale(), parts).format(new Date(year, month - 1, day));
}

/** A month in little room. @param key `2026-05`. */
export function monthName(key: string): string {
  return dateOf(key, { month: 'short', year: 'numeric' });
}

/**
 * The name of a group.
 * @param key As `Group.key` says.
 * @param names Of tags, actors and projects, by id.
 */
export function groupName(grouping: Grouping, key: string, names: GroupNames): string {
  const without = WITHOUT[grouping];
  if (key === '' && without) return t(without);
  switch (grouping) {
    case 'type':
      return Object.hasOwn(TYPE_LABELS, key) ? t(TYPE_LABELS[key as keyof typeof TYPE_LABELS]) : t('type_none');
    case 'day':
      return dateOf(key, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    case 'month':
      return dateOf(key, { month: 'long', year: 'numeric' });
    case 'page':
      return key;
    default:
      return names.get(key) ?? t('group_gone');
  }
}
