import { CLIP_TYPES, type ClipType } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { descendantsOf } from '#lib/core/tag-tree.ts';
import { nameKey } from '#lib/core/text.ts';
import type { PictureText } from '#lib/db/picture-texts.ts';
import { meets } from './query/meets.ts';
import { parse } from './query/parse.ts';
import type { WantedWords } from './query/query.ts';
import { type Names, resolve } from './query/resolve.ts';

export const VIEWS = ['inbox', 'all', 'changed', 'trash'] as const;

/** Which clips to show. Whatever is absent does not narrow. */
export type ClipFilter = {
  view: (typeof VIEWS)[number];
  type?: ClipType;
  /** A tag with all that is below it in the tree. */
  tagId?: string;
  actorId?: string;
  /** A search, as `parse` reads it: words that must all occur, anywhere in what is known of the clip, and filters. */
  text?: string;
};

/** A step from what is shown to something else: from where the user is by then. */
export type Narrowing = (now: ClipFilter) => ClipFilter;

export const NO_FILTER: ClipFilter = { view: 'all' };
const NO_PICTURES: ReadonlyMap<string, PictureText> = new Map();

/** Clips that no longer stand on their pages, by id. */
export type OpenChanges = ReadonlyMap<string, 'changed' | 'missing'>;
const NO_CHANGES: OpenChanges = new Map();

/** The words of a search that must occur, in the form in which they are compared. */
export function queryTerms(text: string | undefined): string[] {
  return parse(text ?? '').flatMap((part) => {
    const key = part.kind === 'words' && !part.isExcluded ? nameKey(part.text) : '';
    return key ? [key] : [];
  });
}

/** Everything in a clip that a search looks at, but for names (`WantedWords.marks`) and what its pictures show. */
function textsOf({ quote, note, source }: Clip): string[] {
  const { title, site, author, url } = source;
  return [quote, note, title, site, author, url].map((text) => nameKey(text ?? ''));
}

function occurs({ text, marks }: WantedWords, clip: Clip, texts: readonly string[]): boolean {
  const key = nameKey(text);
  return texts.some((one) => one.includes(key)) || marks.some((id) => clip.tagIds.includes(id) || clip.actorId === id);
}

/**
 * The clips that a filter lets through, in the order in which they came. Text is compared without case and width, by
 * substring: Chinese has no spaces between words, so any run of characters must find the sentence it stands in.
 * @param now Relative days of the search count from here (ms).
 * @param pictures The words in pictures, by asset: where they are known, a screenshot is found by them.
 * @param changes What the view of changes shows.
 */
export function filterClips(
  clips: readonly Clip[],
  filter: ClipFilter,
  names: Names,
  now: number,
  pictures: ReadonlyMap<string, PictureText> = NO_PICTURES,
  changes: OpenChanges = NO_CHANGES,
): Clip[] {
  const { words, conditions } = resolve(parse(filter.text ?? ''), names, now);
  const within = filter.tagId ? descendantsOf(tagMeanings(names.tags), filter.tagId) : undefined;
  return clips.filter((clip) => {
    if ((clip.deletedAt !== undefined) !== (filter.view === 'trash')) return false;
    if (filter.view === 'inbox' && clip.triage !== 'inbox') return false;
    if (filter.view === 'changed' && !changes.has(clip.id)) return false;
    if (filter.type && clip.type !== filter.type) return false;
    if (within && !clip.tagIds.some((id) => within.has(id))) return false;
    if (filter.actorId && clip.actorId !== filter.actorId) return false;
    if (!conditions.every((condition) => meets(clip, condition, changes.get(clip.id)))) return false;
    if (words.length === 0) return true;
    const texts = [...textsOf(clip), ...shownAssetIds(clip).map((id) => pictures.get(id)?.key ?? '')];
    return words.every((wanted) => occurs(wanted, clip, texts) !== wanted.isExcluded);
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
