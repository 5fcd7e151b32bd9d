import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { listAllProjects } from '#lib/db/projects.ts';
import type { GroupNames } from '#lib/search/library/arrange.ts';

type Named = { id: string; name: string };

/**
 * The names of tags, of competitors and customers, and of all projects, by id.
 * @param tags What each id means: as `tagMeanings` says.
 */
export function useNames(tags: ReadonlyMap<string, Named>, actors: readonly Named[] | undefined): GroupNames {
  const projects = useLiveQuery(listAllProjects, []);
  return useMemo(
    () =>
      new Map([
        ...[...(projects ?? []), ...(actors ?? [])].map(({ id, name }) => [id, name] as const),
        ...[...tags].map(([id, { name }]) => [id, name] as const),
      ]),
    [tags, actors, projects],
  );
}
