import { useLiveQuery } from 'dexie-react-hooks';
import { type FormEvent, useState } from 'react';
import { createProject, listProjects } from '#lib/db/projects.ts';
import { t } from '#lib/platform/i18n.ts';
import './project-switch.css';

const CREATE = '+';
const ALL = '*';

type Props =
  | { projectId: string; withAll?: false; onSwitch(projectId: string): void }
  /** With "all projects" on top, for which there is no id. */
  | { projectId: string | undefined; withAll: true; onSwitch(projectId: string | undefined): void };

/** The current project, with the others and a new one a click away. */
export function ProjectSwitch(props: Props) {
  const { projectId, withAll, onSwitch } = props;
  const projects = useLiveQuery(listProjects, [], []);
  const [isNaming, setNaming] = useState(false);

  async function create(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    setNaming(false);
    if (name) onSwitch((await createProject(name)).id);
  }

  if (isNaming) {
    return (
      <form className="project-naming" onSubmit={(event) => void create(event)}>
        <input
          // biome-ignore lint/a11y/noAutofocus: it takes the place of the control that was just used
          autoFocus
          className="input project-name"
          name="name"
          maxLength={200}
          aria-label={t('project_new_name')}
          placeholder={t('project_new_name')}
          onBlur={(event) => event.currentTarget.form?.requestSubmit()}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            setNaming(false);
          }}
        />
      </form>
    );
  }
  return (
    <select
      className="project-select"
      aria-label={t('project_current')}
      title={projects.find(({ id }) => id === projectId)?.name}
      value={projectId ?? ALL}
      onChange={({ target }) => {
        if (target.value === CREATE) setNaming(true);
        else if (target.value === ALL && props.withAll) props.onSwitch(undefined);
        else onSwitch(target.value);
      }}
    >
      {withAll ? <option value={ALL}>{t('project_all')}</option> : null}
      {projects.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      <option value={CREATE}>{t('project_new')}</option>
    </select>
  );
}
