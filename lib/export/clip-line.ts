import type { Link, Paragraph, PhrasingContent, Text } from 'mdast';
import { IMPORTANCE_LABELS, METHOD_LABELS, SENTIMENT_LABELS } from '#lib/core/labels.ts';
import type { Translate } from '#lib/core/message-key.ts';
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

/** Where a clip comes from and what was said about it: `— [title](link) · site · author · clipped 2026-05-03 · …`. */
export function attribution(clip: Clip, { t, dayOf, tagNames, actorName }: LineContext): Paragraph {
  const { source } = clip;
  const title = sourceLink(clip);
  const site = cleanLine(source.site ?? '') || siteOf(source.url);
  const author = cleanLine(source.author ?? '');
  const field = (label: string, value: PhrasingContent[]) => around(t('export_field', label, SLOT), value);
  const parts: PhrasingContent[][] = [
    [title],
    site === '' ? [] : linkify(site),
    author === '' || author === site ? [] : linkify(author),
    [{ type: 'text', value: t('export_clipped', dayOf(clip.capturedAt)) }],
    clip.occurredAt === undefined ? [] : field(t('field_occurred'), [plain(dayOf(clip.occurredAt))]),
    actorName === undefined ? [] : field(t('field_actor'), linkify(cleanLine(actorName))),
    tagNames.length === 0 ? [] : field(t('field_tags'), linkify(tagNames.map((name) => cleanLine(name)).join(', '))),
    clip.importance === undefined ? [] : field(t('field_importance'), [plain(t(IMPORTANCE_LABELS[clip.importance]))]),
    clip.sentiment === undefined ? [] : field(t('field_sentiment'), [plain(t(SENTIMENT_LABELS[clip.sentiment]))]),
    clip.method === undefined ? [] : field(t('field_method'), [plain(t(METHOD_LABELS[clip.method]))]),
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

/** A user's note, as written. */
export function noteParagraphs(note: string, t: Translate): Paragraph[] {
  const [first, ...rest] = plainParagraphs(note);
  if (!first) return [];
  return [{ type: 'paragraph', children: around(t('export_field', t('field_note'), SLOT), first.children) }, ...rest];
}

export function plain(value: string): Text {
  return { type: 'text', value };
}
