import { useLiveQuery } from 'dexie-react-hooks';
import { useCurrentProject } from '#components/clip/use-current-project.ts';
import { listAllProjects } from '#lib/db/projects.ts';
import type { EditorProps } from './editor-props.ts';

/** A draft goes to the current project unless the user says otherwise. */
export function ProjectEditor({ fieldId, inputId, values, onSet }: EditorProps<'project'>) {
  const current = useCurrentProject();
  const all = useLiveQuery(listAllProjects, [], []);
  // A clip of an archived project says so, but none is put there.
  const projects = all.filter(({ id, archivedAt }) => archivedAt === undefined || id === values[fieldId]);
  return (
    <select
      id={inputId}
      className="input"
      value={values[fieldId] ?? current?.id ?? ''}
      onChange={({ target }) => onSet({ [fieldId]: target.value })}
    >
      {projects.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
