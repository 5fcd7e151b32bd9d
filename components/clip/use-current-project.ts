import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect } from 'react';
import type { Project } from '#lib/core/schema/project.ts';
import { ensureCurrentProject, findCurrentProject } from '#lib/db/projects.ts';
import { t } from '#lib/platform/i18n.ts';

/** The project that new clips go to; undefined until it has been read. The first one is made where there is none. */
export function useCurrentProject(): Project | undefined {
  const project = useLiveQuery(async () => (await findCurrentProject()) ?? null, []);
  const isMissing = project === null;
  useEffect(() => {
    if (isMissing) void ensureCurrentProject(t('project_default'));
  }, [isMissing]);
  return project ?? undefined;
}
