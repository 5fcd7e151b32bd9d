import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { descendantsOf } from '#lib/core/tag-tree.ts';
import { nameKey } from '#lib/core/text.ts';
import type { PictureText } from '#lib/db/picture-texts.ts';

export const VIEWS = ['inbox', 'all', 'changed', 'trash'] as const;

/** Which clips to show. Whatever is absent does not narrow. */
export type ClipFilter = {
  view: (typeof VIEWS)[number];
  type?: ClipType;
  /** A tag with all that is below it in the tree. */
  tagId?: string;
  actorId?: string;
  /** Words that must all occur, anywhere in what is known of the clip. */
  text?: string;
};

export const NO_FILTER: ClipFilter = { view: 'all' };
const NO_PICTURES: ReadonlyMap<string, PictureText> = new Map();

/** Clips that no longer stand on their pages, by id. */
export type OpenChanges = ReadonlyMap<string, 'changed' | 'missing'>;
const NO_CHANGES: OpenChanges = new Map();

/** The words of a query, in the form in which they are compared. */
export function queryTerms(text: string | undefined): string[] {
  return nameKey(text ?? '')
    .split(' ')
    .filter(Boolean);
}

/** Everything in a clip that a search looks at, but for what its pictures show. */
function haystack(clip: Clip, tags: ReadonlyMap<string, Tag>, actors: ReadonlyMap<string, Actor>): string {
  const { title, site, author, url } = clip.source;
  const tagNames = clip.tagIds.map((id) => tags.get(id)?.name);
  const actor = clip.actorId ? actors.get(clip.actorId)?.name : undefined;
  return nameKey([clip.quote, clip.note, title, site, author, url, actor, ...tagNames].filter(Boolean).join('\n'));
}

/**
 * The clips that a filter lets through, in the order in which they came. Text is compared without case and width, by
 * substring: Chinese has no spaces between words, so any run of characters must find the sentence it stands in.
 * @param tags What ids in clips mean, as `tagMeanings` tells.
 * @param pictures The words in pictures, by asset: where they are known, a screenshot is found by them.
 * @param changes What the view of changes shows.
 */
export function filterClips(
  clips: readonly Clip[],
  filter: ClipFilter,
  tags: ReadonlyMap<string, Tag>,
  actors: ReadonlyMap<string, Actor>,
  pictures: ReadonlyMap<string, PictureText> = NO_PICTURES,
  changes: OpenChanges = NO_CHANGES,
): Clip[] {
  const terms = queryTerms(filter.text);
  const within = filter.tagId ? descendantsOf(tags, filter.tagId) : undefined;
  return clips.filter((clip) => {
    if ((clip.deletedAt !== undefined) !== (filter.view === 'trash')) return false;
    if (filter.view === 'inbox' && clip.triage !== 'inbox') return false;
    if (filter.view === 'changed' && !changes.has(clip.id)) return false;
    if (filter.type && clip.type !== filter.type) return false;
    if (within && !clip.tagIds.some((id) => within.has(id))) return false;
    if (filter.actorId && clip.actorId !== filter.actorId) return false;
    if (terms.length === 0) return true;
    const text = haystack(clip, tags, actors);
    const shown = shownAssetIds(clip).map((id) => pictures.get(id)?.key ?? '');
    return terms.every((term) => text.includes(term) || shown.some((words) => words.includes(term)));
  });
}

/**
 * The words in a clip's pictures, where they say why a search found it: something is in them that `shown`, the text that
 * stands for the clip, does not have. Undefined for none.
 */
export function foundInPictures(
  clip: Clip,
  shown: string,
  terms: readonly string[],
  pictures: ReadonlyMap<string, PictureText>,
): string | undefined {
  if (terms.length === 0 || pictures.size === 0) return undefined;
  const key = nameKey(shown);
  const missing = terms.filter((term) => !key.includes(term));
  const found = shownAssetIds(clip)
    .map((id) => pictures.get(id))
    .find((picture) => picture && missing.some((term) => picture.key.includes(term)));
  return found?.text;
}

/** The filter as the query of an address, for links and the back button; '' for none. */
export function filterToQuery(filter: ClipFilter): string {
  const pairs = Object.entries(filter).filter(([key, value]) => value && !(key === 'view' && value === NO_FILTER.view));
  return new URLSearchParams(pairs).toString();
}

/** The filter that an address asks for; what it does not understand is left out. */
export function filterFromQuery(query: string): ClipFilter {
  const params = new URLSearchParams(query);
  const type = CLIP_TYPES.find((one) => one === params.get('type'));
  const [tagId, actorId, text] = [params.get('tagId'), params.get('actorId'), params.get('text')];
  return {
    view: VIEWS.find((one) => one === params.get('view')) ?? NO_FILTER.view,
    ...(type ? { type } : {}),
    ...(tagId ? { tagId } : {}),
    ...(actorId ? { actorId } : {}),
    ...(text ? { text } : {}),
  };
}
