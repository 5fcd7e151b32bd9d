import { useId, useRef, useState } from 'react';
import type { Project } from '#lib/core/schema/project.ts';
import {
  archiveProject,
  deleteProject,
  editProject,
  moveAllClips,
  type ProjectCount,
  unarchiveProject,
} from '#lib/db/change-projects.ts';
import { t, tCount, tNumber } from '#lib/platform/i18n.ts';
import { CLIPS } from './counts.ts';
import { ProjectDefaults } from './project-defaults.tsx';
import { ChoiceField, TextField } from './project-fields.tsx';
import type { Notices } from './use-notice.ts';

type Props = {
  project: Project;
  /** Where its clips may go, and what may come after it. */
  others: readonly Project[];
  isCurrent: boolean;
  /** Undefined until they have been counted. */
  count: ProjectCount | undefined;
  /** Does something that can be undone, and says what came of it. */
  onChange: Notices['attemptUndoable'];
  onShow(): void;
};

/** One project: what it is called, what its new clips say, and where it goes when it is over. */
export function ProjectDetails({ project, others, isCurrent, count, onChange, onShow }: Props) {
  const hintId = useId();
  const details = useRef<HTMLElement>(null);
  const [otherId, setOtherId] = useState<string>();
  const [isMoving, setMoving] = useState(false);
  const other = others.find(({ id }) => id === otherId) ?? others[0];
  const isArchived = project.archivedAt !== undefined;
  const total = count && count.clips + count.trash;
  const isEmpty = total === 0;

  const change = (text: string, work: () => Promise<string | undefined>) =>
    onChange(async () => ({ text, batchId: await work() }));
  const save = (changes: Parameters<typeof editProject>[1]) =>
    change(t('project_changed', changes.name ?? project.name), () => editProject(project.id, changes));
  const archive = (nextId?: string) =>
    change(t('project_archived', project.name), () => archiveProject(project.id, nextId));

  function move(target: Project): void {
    setMoving(true);
    // The button goes with the clips; the focus, and with it the key that undoes, stays here.
    details.current?.focus();
    onChange(async (watch) => {
      try {
        const { moved, batchId } = await moveAllClips(project.id, target.id, watch);
        return { text: t('project_moved', tCount(CLIPS, moved), target.name), batchId };
      } finally {
        setMoving(false);
      }
    }, 'project_moving');
  }

  return (
    <section className="manager-details" aria-label={project.name} aria-busy={isMoving} ref={details} tabIndex={-1}>
      <TextField label={t('project_name')} value={project.name} isNeeded onSave={(name) => save({ name })} />
      <TextField
        label={t('project_product')}
        placeholder={t('project_product_placeholder')}
        value={project.product ?? ''}
        onSave={(product) => save({ product })}
      />
      <ProjectDefaults defaults={project.defaults ?? {}} onChange={(defaults) => save({ defaults })} />
      {other && ((total ?? 0) > 0 || (isCurrent && !isArchived)) ? (
        <ChoiceField
          label={t('project_other')}
          value={other.id}
          options={others.map(({ id, name }) => ({ value: id, name }))}
          onChange={setOtherId}
        >
          <div className="manager-buttons">
            {total ? (
              <button type="button" className="button" disabled={isMoving} onClick={() => move(other)}>
                {isMoving ? t('project_moving') : t('project_move', tCount(CLIPS, total))}
              </button>
            ) : null}
            {isCurrent ? (
              <button type="button" className="button" onClick={() => archive(other.id)}>
                {t('project_archive_and_switch')}
              </button>
            ) : null}
          </div>
        </ChoiceField>
      ) : null}
      <div className="manager-buttons">
        {isCurrent ? null : (
          <button type="button" className="button" onClick={onShow}>
            {t(isArchived ? 'project_show' : 'project_switch')}
          </button>
        )}
        {isArchived ? (
          <button
            type="button"
            className="button"
            onClick={() => change(t('project_unarchived', project.name), () => unarchiveProject(project.id))}
          >
            {t('project_unarchive')}
          </button>
        ) : isCurrent ? null : (
          <button type="button" className="button" onClick={() => archive()}>
            {t('project_archive')}
          </button>
        )}
        <button
          type="button"
          className="button danger"
          disabled={!isEmpty}
          aria-describedby={hintId}
          onClick={() => change(t('project_deleted', project.name), () => deleteProject(project.id))}
        >
          {t('delete')}
        </button>
      </div>
      <p className="faint" id={hintId} hidden={isEmpty || count === undefined}>
        {t('project_delete_hint', tNumber(count?.clips ?? 0), tNumber(count?.trash ?? 0))}
      </p>
      {isCurrent && others.length === 0 ? <p className="faint">{t('project_only_one')}</p> : null}
    </section>
  );
}
