import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { tagMeanings } from '#lib/core/tag-meanings.ts';
import { searchNames } from '#lib/db/search-names.ts';
import { locale } from '#lib/platform/i18n.ts';
import type { Facets } from '#lib/search/library/question.ts';
import type { KnownName, Vocabulary } from '#lib/search/query/complete.ts';
import type { Names } from '#lib/search/query/resolve.ts';
import type { Language } from '#lib/search/query/spelling.ts';

/** What the search box knows of the library: all names that mean something, and those worth offering. */
export type SearchVocabulary = {
  names: Names;
  known: Vocabulary;
  /** Before that, no name can be said to be unknown. */
  isLoaded: boolean;
};

const NO_NAMES: Names = { tags: [], actors: [], projects: [] };

/** The language in which searches are written for this user. Both are understood. */
export function searchLanguage(): Language {
  return locale().startsWith('zh') ? 'zh' : 'en';
}

const isLive = ({ deletedAt }: { deletedAt?: number | undefined }): boolean => deletedAt === undefined;

function knownTags({ tags }: Names, counts: Facets['tags']): KnownName[] {
  const meant = tagMeanings(tags);
  const otherNames = new Map<string, string[]>();
  for (const { id, name, aliases } of tags) {
    const root = meant.get(id);
    if (!root) continue;
    const names = root.id === id ? aliases : [name, ...aliases];
    otherNames.set(root.id, [...(otherNames.get(root.id) ?? []), ...names]);
  }
  return tags
    .filter(({ id }) => meant.get(id)?.id === id)
    .map(({ id, name }) => ({ name, otherNames: otherNames.get(id) ?? [], count: counts.get(id) }));
}

/**
 * The names by which the library can be searched, live.
 * @param withProjects Whether clips of several projects are shown, so that a project narrows.
 */
export function useVocabulary(facets: Facets, withProjects: boolean): SearchVocabulary {
  const loaded = useLiveQuery(searchNames, []);
  const names = loaded ?? NO_NAMES;
  return useMemo(
    () => ({
      names,
      isLoaded: names !== NO_NAMES,
      known: {
        tags: knownTags(names, facets.tags),
        actors: names.actors.filter(isLive).map(({ id, name }) => ({ name, count: facets.actors.get(id) })),
        projects: withProjects ? names.projects.filter(isLive).map(({ name }) => ({ name })) : [],
        sites: [...facets.sites].map(([name, count]) => ({ name, count })),
        types: facets.types,
      },
    }),
    [names, facets, withProjects],
  );
}
