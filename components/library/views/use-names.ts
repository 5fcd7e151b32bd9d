import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { listProjects } from '#lib/db/projects.ts';
import type { GroupNames } from '#lib/search/library/arrange.ts';

type Named = { id: string; name: string };

/** The names of these tags, competitors and customers, and of all projects, by id. */
export function useNames(tags: readonly Named[] | undefined, actors: readonly Named[] | undefined): GroupNames {
  const projects = useLiveQuery(listProjects, []);
  return useMemo(
    () => new Map([...(projects ?? []), ...(tags ?? []), ...(actors ?? [])].map(({ id, name }) => [id, name])),
    [tags, actors, projects],
  );
}
