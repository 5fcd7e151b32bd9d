import type { Link, Paragraph, PhrasingContent, Text } from 'mdast';
import { type ClipFieldId, clipFields, type EditorId, type FieldOf } from '#lib/core/fields.ts';
import { IMPORTANCE_LABELS, METHOD_LABELS, SENTIMENT_LABELS } from '#lib/core/labels.ts';
import type { MessageKey, Translate } from '#lib/core/message-key.ts';
import { publishedDay, updatedDay } from '#lib/core/published-date.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { cleanLine } from '#lib/core/text.ts';
import { safeUrl, siteOf } from '#lib/core/url.ts';
import { deepLink } from './deep-link.ts';
import { linkify } from './linkify.ts';
import { plainParagraphs } from './plain-text.ts';

/** Stands in a string of ours for words of a page or a user, which never pass through the translation. */
export const SLOT = '\uFFFC';

/** A string of ours with the given nodes where its slot is. */
export function around(message: string, nodes: PhrasingContent[]): PhrasingContent[] {
  const [before = '', after = ''] = message.split(SLOT);
  return [before, nodes, after].flatMap((part) =>
    typeof part !== 'string' ? part : part === '' ? [] : [{ type: 'text' as const, value: part }],
  );
}

type LineContext = {
  t: Translate;
  dayOf: (moment: number) => string;
  tagNames: string[];
  actorName: string | undefined;
};

/** Where a clip comes from and what was said about it: `— [title](link) · site · author · published 2026-04 · updated 2026-05-01 · clipped 2026-05-03 · …`. */
export function attribution(clip: Clip, { t, dayOf, tagNames, actorName }: LineContext): Paragraph {
  const { source } = clip;
  const title = sourceLink(clip);
  const site = cleanLine(source.site ?? '') || siteOf(source.url);
  const author = cleanLine(source.author ?? '');
  const published = publishedDay(source.publishedAt, dayOf);
  const updated = updatedDay(source.modifiedAt, published, dayOf);
  /** What a field says, by the sort of value it holds; nothing for those that have a place of their own in the document. */
  const values: { [Editor in EditorId]: (id: FieldOf<Editor>) => PhrasingContent[] } = {
    type: () => [],
    project: () => [],
    text: () => [],
    actor: () => (actorName === undefined ? [] : linkify(cleanLine(actorName))),
    tags: () => linkify(tagNames.map((name) => cleanLine(name)).join(', ')),
    sentiment: (id) => word(clip[id] === undefined ? undefined : SENTIMENT_LABELS[clip[id]]),
    importance: (id) => word(clip[id] === undefined ? undefined : IMPORTANCE_LABELS[clip[id]]),
    method: (id) => word(clip[id] === undefined ? undefined : METHOD_LABELS[clip[id]]),
    date: (id) => (clip[id] === undefined ? [] : [plain(dayOf(clip[id]))]),
  };
  const word = (key: MessageKey | undefined): Text[] => (key === undefined ? [] : [plain(t(key))]);
  const fields = (Object.keys(clipFields) as ClipFieldId[]).map((id) => {
    // The list says which sort of value a field holds; the compiler cannot follow it through the look-up.
    const write = values[clipFields[id].editor] as (id: ClipFieldId) => PhrasingContent[];
    const value = write(id);
    return value.length === 0 ? [] : around(t('export_field', t(clipFields[id].label), SLOT), value);
  });
  const parts: PhrasingContent[][] = [
    [title],
    site === '' ? [] : linkify(site),
    author === '' || author === site ? [] : linkify(author),
    published === undefined ? [] : [plain(t('published_on', published))],
    updated === undefined ? [] : [plain(t('updated_on', updated))],
    [{ type: 'text', value: t('export_clipped', dayOf(clip.capturedAt)) }],
    clip.outdatedAt === undefined ? [] : [plain(t('export_valid_until', dayOf(clip.outdatedAt)))],
    ...fields,
  ];
  const filled = parts.filter((part) => part.length > 0);
  return {
    type: 'paragraph',
    children: [plain('— '), ...filled.flatMap((part, index) => (index === 0 ? part : [plain(' · '), ...part]))],
  };
}

/** The page by its title, as a link to the passage; as text where there is nowhere to link to. */
export function sourceLink(clip: Clip): Text | Link {
  const title = titleOf(clip);
  const url = deepLink(clip) ?? safeUrl(clip.source.url);
  return url === undefined ? plain(title) : { type: 'link', url, children: [plain(title)] };
}

/** What to call the page of a clip where it has no title. */
export function titleOf({ source }: Clip): string {
  return cleanLine(source.title) || siteOf(source.url) || cleanLine(source.url) || '…';
}

/** The user's own texts, as written: notes. */
export function noteParagraphs(clip: Clip, t: Translate): Paragraph[] {
  return Object.entries(clipFields).flatMap(([id, { editor, label }]) => {
    const [first, ...rest] = editor === 'text' ? plainParagraphs(clip[id as FieldOf<'text'>] ?? '') : [];
    if (!first) return [];
    return [{ type: 'paragraph', children: around(t('export_field', t(label), SLOT), first.children) }, ...rest];
  });
}

export function plain(value: string): Text {
  return { type: 'text', value };
}
