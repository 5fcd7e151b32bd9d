import { useLiveQuery } from 'dexie-react-hooks';
import { Plus } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { useCurrentProject } from '#components/clip/use-current-project.ts';
import { toAppError } from '#lib/core/errors.ts';
import type { Project } from '#lib/core/schema/project.ts';
import { LIMITS } from '#lib/core/text.ts';
import { countByProject } from '#lib/db/change-projects.ts';
import { createProject, listAllProjects } from '#lib/db/projects.ts';
import { t, tError, tNumber } from '#lib/platform/i18n.ts';
import { formatValue } from '#lib/search/query/format.ts';
import { BulkProgress } from './bulk-progress.tsx';
import { Manager, walkRows } from './manager.tsx';
import { ProjectDetails } from './project-details.tsx';
import { useNotice } from './use-notice.ts';

const NO_PROJECTS: readonly Project[] = [];
const NO_COUNT = { clips: 0, trash: 0 };

type Props = {
  /** Switches to a project and shows it. */
  onShow(id: string): void;
  /** Searches all projects. */
  onSearch(text: string): void;
  onClose(): void;
};

/** All projects of the library: make them, say what new clips in them say, put them away. */
export default function ProjectManager({ onShow, onSearch, onClose }: Props) {
  const { notice, running, tell, attemptUndoable } = useNotice();
  const projects = useLiveQuery(listAllProjects, []) ?? NO_PROJECTS;
  const counts = useLiveQuery(countByProject, []);
  const current = useCurrentProject();
  const [chosenId, setChosenId] = useState<string>();
  const [name, setName] = useState('');
  const open = projects.find(({ id }) => id === (chosenId ?? current?.id));
  const active = projects.filter(({ archivedAt }) => archivedAt === undefined);
  const archived = projects.filter(({ archivedAt }) => archivedAt !== undefined);

  async function create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!name.trim()) return;
    try {
      const project = await createProject(name);
      setName('');
      setChosenId(project.id);
      tell({ text: t('project_created', project.name) });
    } catch (error) {
      tell({ text: tError(toAppError(error).code) });
    }
  }

  function row({ id, name: title, product }: Project) {
    return (
      <li className="manager-row" key={id}>
        <button
          type="button"
          className="manager-row-main"
          aria-current={id === open?.id}
          onClick={() => setChosenId(id)}
        >
          <span className="cut">{title}</span>
          {product ? <span className="faint cut">{product}</span> : null}
          <span className="grow" />
          {id === current?.id ? <span className="chip">{t('project_is_current')}</span> : null}
          <span className="n">{counts ? tNumber(counts.get(id)?.clips ?? 0) : ''}</span>
        </button>
      </li>
    );
  }

  return (
    <>
      <Manager title={t('projects')} notice={notice} onNotice={tell} onClose={onClose}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows walk between its buttons, which Tab reaches too */}
        <div className="manager-list" onKeyDown={walkRows}>
          <form className="manager-search row" onSubmit={(event) => void create(event)}>
            <input
              className="input"
              maxLength={LIMITS.name}
              aria-label={t('project_new_name')}
              placeholder={t('project_new_name')}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
            <button type="submit" className="button" disabled={!name.trim()}>
              <Plus className="icon" aria-hidden /> {t('project_create')}
            </button>
          </form>
          <div className="manager-rows">
            <ul aria-label={t('projects')}>{active.map(row)}</ul>
            {archived.length > 0 ? (
              <>
                <h3 id="archived-projects">{t('projects_archived')}</h3>
                <ul aria-labelledby="archived-projects">{archived.map(row)}</ul>
              </>
            ) : null}
          </div>
        </div>
        {open ? (
          <ProjectDetails
            key={open.id}
            project={open}
            others={active.filter(({ id }) => id !== open.id)}
            isCurrent={open.id === current?.id}
            count={counts ? (counts.get(open.id) ?? NO_COUNT) : undefined}
            onChange={attemptUndoable}
            onShow={() =>
              open.archivedAt === undefined ? onShow(open.id) : onSearch(`project:${formatValue(open.name, 'project')}`)
            }
          />
        ) : (
          <p className="manager-empty">{t('projects_choose')}</p>
        )}
      </Manager>
      {running ? <BulkProgress running={running} /> : null}
    </>
  );
}
