import type { ClipType, Method } from '#lib/core/fields.ts';
import { clipFields } from '#lib/core/fields.ts';
import { IMPORTANCE_LABELS, METHOD_LABELS, SENTIMENT_LABELS, TYPE_LABELS } from '#lib/core/labels.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { HistoryEvent } from '#lib/core/schema/event.ts';
import { isBeginning } from '#lib/core/take-back.ts';
import { locale, t, tCount } from '#lib/platform/i18n.ts';
import { CHANGES, CLIPS } from './counts.ts';

type Patch = HistoryEvent['patch'];
type Names = ReadonlyMap<string, string>;

/** Of a long text, as much as one line takes. */
const EXCERPT = 60;

const ENTITIES = {
  clips: 'clip',
  projects: 'field_project',
  tags: 'history_tag',
  actors: 'history_actor',
  views: 'history_view',
} as const satisfies Record<HistoryEvent['entity'], MessageKey>;

/** Properties that are said by name alone: what they hold is no reading matter. */
const SAID_BY_NAME: Readonly<Record<string, MessageKey>> = {
  markups: 'history_drawing',
  ignoredChanges: 'history_ignored',
  outdatedAt: 'history_outdated',
  alsoAt: 'history_merged_clips',
  mergedInto: 'history_merged',
  archivedAt: 'history_archived',
};

const cut = (text: string) =>
  text.length > EXCERPT
    ? `${text
        .slice(0, EXCERPT)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
    : text;

const nameOf = (value: unknown, names: Names) => names.get(String(value)) ?? t('history_unknown');

/** How a value of a property is written; undefined for none. */
function written(key: string, value: unknown, names: Names): string | undefined {
  if (value === undefined) return undefined;
  switch (key) {
    case 'type':
      return t(TYPE_LABELS[value as ClipType] ?? 'type_none');
    case 'method':
      return t(METHOD_LABELS[value as Method] ?? 'history_unknown');
    case 'sentiment':
      return t(SENTIMENT_LABELS[String(value) as keyof typeof SENTIMENT_LABELS] ?? 'history_unknown');
    case 'importance':
      return t(IMPORTANCE_LABELS[Number(value)] ?? 'history_unknown');
    case 'occurredAt':
      return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(Number(value));
    case 'actorId':
    case 'projectId':
      return nameOf(value, names);
    default:
      return typeof value === 'string' || typeof value === 'number' ? cut(String(value)) : undefined;
  }
}

function labelOf(key: string): MessageKey | undefined {
  if (key in clipFields) return clipFields[key as keyof typeof clipFields].label;
  return key === 'name' ? 'history_name' : undefined;
}

/** The tags that came and went, in a line each. */
function tagLines({ before, after }: Patch, names: Names): string[] {
  const list = (value: unknown) => (Array.isArray(value) ? value : []);
  const [was, became] = [list(before.tagIds), list(after.tagIds)];
  const quoted = (ids: readonly unknown[]) =>
    new Intl.ListFormat(locale(), { type: 'conjunction' }).format(ids.map((id) => t('quoted', nameOf(id, names))));
  const added = became.filter((id) => !was.includes(id));
  const removed = was.filter((id) => !became.includes(id));
  return [
    ...(added.length > 0 ? [t('history_tags_added', quoted(added))] : []),
    ...(removed.length > 0 ? [t('history_tags_removed', quoted(removed))] : []),
  ];
}

function lineOf(key: string, { before, after }: Patch, names: Names): string | undefined {
  if (key === 'deletedAt') return t(after.deletedAt === undefined ? 'history_restored' : 'trashed');
  if (key === 'triage') return t(after.triage === 'inbox' ? 'history_to_inbox' : 'history_sorted');
  const byName = SAID_BY_NAME[key];
  if (byName) return t(byName);
  const label = labelOf(key);
  if (!label) return undefined;
  const [old, now] = [written(key, before[key], names), written(key, after[key], names)];
  if (now === undefined) return t('history_cleared', t(label), old ?? '');
  return old === undefined ? t('export_field', t(label), now) : t('history_from_to', t(label), old, now);
}

/**
 * What a change says, in a line for each thing that it changed: "Type: Feedback → Requirement".
 * @param names of the tags, actors and projects in it, by id.
 */
export function changeLines(patch: Patch, names: Names): string[] {
  const keys = [...new Set([...Object.keys(patch.before), ...Object.keys(patch.after)])];
  const lines = keys.flatMap((key) => {
    if (key === 'tagIds') return tagLines(patch, names);
    // That a clip with a type has been sorted goes without saying; a tag's key goes with its name.
    if ((key === 'triage' && keys.includes('type')) || key === 'key') return [];
    return lineOf(key, patch, names) ?? t('history_other');
  });
  return [...new Set(lines)];
}

/** What a batch of changes was, in a few words: "Type: Feedback → Requirement", "Type, Tags · 12 clips". */
export function batchWords(sample: HistoryEvent, count: number, names: Names): string {
  const { entity, patch } = sample;
  if (count === 1) {
    const words = isBeginning(sample) ? t('saved') : changeLines(patch, names).join(' · ') || t('history_other');
    return entity === 'clips' ? words : t('export_field', t(ENTITIES[entity]), words);
  }
  const keys = [...new Set([...Object.keys(patch.before), ...Object.keys(patch.after)])];
  const labels = keys.flatMap((key) => {
    if (key === 'deletedAt') return t(patch.after.deletedAt === undefined ? 'history_restored' : 'trashed');
    const label = labelOf(key);
    return label ? t(label) : [];
  });
  const what = labels.length > 0 ? new Intl.ListFormat(locale()).format(labels) : t('history_other');
  return `${what} · ${tCount(entity === 'clips' ? CLIPS : CHANGES, count)}`;
}
