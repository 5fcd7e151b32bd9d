import { useLiveQuery } from 'dexie-react-hooks';
import { listProjects } from '#lib/db/projects.ts';
import type { EditorProps } from './editor-props.ts';

export function ProjectEditor({ inputId, values, onSet }: EditorProps) {
  const projects = useLiveQuery(listProjects, [], []);
  return (
    <select
      id={inputId}
      className="input"
      value={values.projectId ?? ''}
      onChange={({ target }) => onSet({ projectId: target.value })}
    >
      {projects.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
