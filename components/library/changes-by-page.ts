import { changesOf, type PageChanges } from '#lib/core/page-changes.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import { pageKey } from '#lib/core/url.ts';
import type { OpenChanges } from '#lib/search/clip-filter.ts';

/** A page, and what has become of all its clips, those that are not shown too. */
export type ChangedPage = {
  url: string;
  title: string;
  /** BCP 47. */
  lang: string | undefined;
  changes: PageChanges | undefined;
};

/**
 * Clips page by page: the pages in the order of their first clips, the clips of each in the order in which they came.
 * @param kept All clips that are counted.
 * @returns `pages` has each page under the id of the clip that it begins with.
 */
export function changesByPage(
  clips: readonly Clip[],
  kept: readonly Clip[],
  open: OpenChanges,
): { clips: Clip[]; pages: ReadonlyMap<string, ChangedPage> } {
  const keyOf = ({ source }: Clip) => pageKey(source.url);
  const shown = Map.groupBy(clips, keyOf);
  const all = Map.groupBy(kept, keyOf);
  const pages = new Map<string, ChangedPage>();
  for (const [key, [first]] of shown) {
    if (!first) continue;
    const members = (all.get(key) ?? []).map((clip) => ({ clip, standing: open.get(clip.id) }));
    const { url, title, lang } = first.source;
    pages.set(first.id, { url, title, lang, changes: changesOf(members) });
  }
  return { clips: [...shown.values()].flat(), pages };
}
