import { type FormEvent, useId, useState } from 'react';
import type { Project } from '#lib/core/schema/project.ts';
import { cleanLine, LIMITS } from '#lib/core/text.ts';
import {
  archiveProject,
  deleteProject,
  editProject,
  moveAllClips,
  type ProjectCount,
  unarchiveProject,
} from '#lib/db/change-projects.ts';
import { t, tCount } from '#lib/platform/i18n.ts';
import { CLIPS } from './counts.ts';
import { ProjectDefaults } from './project-defaults.tsx';
import type { UndoableWork } from './snackbar.tsx';

type Props = {
  project: Project;
  /** Where its clips may go, and what may come after it. */
  others: readonly Project[];
  isCurrent: boolean;
  /** Undefined until they have been counted. */
  count: ProjectCount | undefined;
  /** Does something that can be undone, and says what came of it. */
  onChange(work: () => Promise<UndoableWork>): void;
  onShow(): void;
};

/** One project: what it is called, what its new clips say, and where it goes when it is over. */
export function ProjectDetails({ project, others, isCurrent, count, onChange, onShow }: Props) {
  const formId = useId();
  const [name, setName] = useState(project.name);
  const [product, setProduct] = useState(project.product ?? '');
  const [otherId, setOtherId] = useState<string>();
  const [isMoving, setMoving] = useState(false);
  const other = others.find(({ id }) => id === otherId) ?? others[0];
  const isArchived = project.archivedAt !== undefined;
  const id = (part: string) => `${formId}-${part}`;
  const isEmpty = count !== undefined && count.clips + count.trash === 0;

  function save(changes: Parameters<typeof editProject>[1]): void {
    onChange(async () => ({
      text: t('project_changed', changes.name ?? project.name),
      batchId: await editProject(project.id, changes),
    }));
  }

  function rename(): void {
    const next = cleanLine(name, LIMITS.name);
    setName(next || project.name);
    if (next && next !== project.name) save({ name: next });
  }

  function move(target: Project): void {
    setMoving(true);
    onChange(async () => {
      try {
        const { moved, batchId } = await moveAllClips(project.id, target.id);
        return { text: t('project_moved', tCount(CLIPS, moved), target.name), batchId };
      } finally {
        setMoving(false);
      }
    });
  }

  return (
    <section className="manager-details" aria-label={project.name} aria-busy={isMoving}>
      <form
        className="manager-field"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          rename();
        }}
      >
        <label htmlFor={id('name')}>{t('project_name')}</label>
        <input
          id={id('name')}
          className="input"
          maxLength={LIMITS.name}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || name === project.name) return;
            // The first Esc takes back what was typed, the next one closes.
            event.preventDefault();
            setName(project.name);
          }}
        />
      </form>
      <div className="manager-field">
        <label htmlFor={id('product')}>{t('project_product')}</label>
        <input
          id={id('product')}
          className="input"
          maxLength={LIMITS.name}
          placeholder={t('project_product_placeholder')}
          value={product}
          onChange={({ target }) => setProduct(target.value)}
          onBlur={() => {
            if (cleanLine(product, LIMITS.name) !== (project.product ?? '')) save({ product });
          }}
        />
      </div>
      <ProjectDefaults defaults={project.defaults ?? {}} onChange={(defaults) => save({ defaults })} />
      {others.length > 0 && ((count?.clips ?? 0) + (count?.trash ?? 0) > 0 || (isCurrent && !isArchived)) ? (
        <div className="manager-field">
          <label htmlFor={id('other')}>{t('project_other')}</label>
          <select
            id={id('other')}
            className="input"
            value={other?.id ?? ''}
            onChange={({ target }) => setOtherId(target.value)}
          >
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          <div className="manager-buttons">
            {other && count && !isEmpty ? (
              <button type="button" className="button" disabled={isMoving} onClick={() => move(other)}>
                {isMoving ? t('project_moving') : t('project_move', tCount(CLIPS, count.clips + count.trash))}
              </button>
            ) : null}
            {isCurrent && other ? (
              <button
                type="button"
                className="button"
                onClick={() =>
                  onChange(async () => ({
                    text: t('project_archived', project.name),
                    batchId: await archiveProject(project.id, other.id),
                  }))
                }
              >
                {t('project_archive_and_switch')}
              </button>
            ) : null}
          </div>
        </div>
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
            onClick={() =>
              onChange(async () => ({
                text: t('project_unarchived', project.name),
                batchId: await unarchiveProject(project.id),
              }))
            }
          >
            {t('project_unarchive')}
          </button>
        ) : isCurrent ? null : (
          <button
            type="button"
            className="button"
            onClick={() =>
              onChange(async () => ({
                text: t('project_archived', project.name),
                batchId: await archiveProject(project.id),
              }))
            }
          >
            {t('project_archive')}
          </button>
        )}
        <button
          type="button"
          className="button danger"
          disabled={!isEmpty}
          aria-describedby={id('delete-hint')}
          onClick={() =>
            onChange(async () => ({
              text: t('project_deleted', project.name),
              batchId: await deleteProject(project.id),
            }))
          }
        >
          {t('delete')}
        </button>
      </div>
      <p className="faint" id={id('delete-hint')} hidden={isEmpty || count === undefined}>
        {t('project_delete_hint', String(count?.clips ?? 0), String(count?.trash ?? 0))}
      </p>
      {isCurrent && others.length === 0 ? <p className="faint">{t('project_only_one')}</p> : null}
    </section>
  );
}
