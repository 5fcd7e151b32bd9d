import { type ComponentType, type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import type { EditorProps } from '#components/clip/editors/editor-props.ts';
import { editors } from '#components/clip/editors/index.ts';
import { useCurrentProject } from '#components/clip/use-current-project.ts';
import { type AppError, toAppError } from '#lib/core/errors.ts';
import { type ClipEdits, type ClipFieldId, clipFields } from '#lib/core/fields.ts';
import type { Source } from '#lib/core/schema/source.ts';
import { editClips } from '#lib/db/clips.ts';
import { locale, t, tCount, tError } from '#lib/platform/i18n.ts';
import { BulkMeter } from './bulk-progress.tsx';
import { CLIPS } from './counts.ts';
import type { UndoableWork } from './snackbar.tsx';
import '#components/clip/clip.css';
import './bulk.css';

/** Many clips come from many pages, so no page suggests whom they are about. */
const NO_SOURCE: Source = { url: '', title: '' };

/** Tags are added to what each clip has, or taken from it; every other field gets one value. */
type Line = { id: Exclude<ClipFieldId, 'tagIds'> } | { id: 'tagIds'; does: 'add' | 'remove' };

const LINES: readonly Line[] = (Object.keys(clipFields) as ClipFieldId[]).flatMap((id): Line[] =>
  id === 'tagIds'
    ? [
        { id, does: 'add' },
        { id, does: 'remove' },
      ]
    : [{ id }],
);

const keyOf = (line: Line): string => (line.id === 'tagIds' ? `${line.id}-${line.does}` : line.id);

type Props = {
  ids: readonly string[];
  /** The field to begin with. */
  field: ClipFieldId | undefined;
  onDone(done: UndoableWork): void;
  onClose(): void;
};

/** New values of any fields for all clips that are selected. What is not ticked stays as each clip has it. */
export default function BulkDialog({ ids, field, onDone, onClose }: Props) {
  const formId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const project = useCurrentProject();
  const [set, setSet] = useState<Omit<ClipEdits, 'tagIds'>>({});
  const [tagIds, setTagIds] = useState<{ add: readonly string[]; remove: readonly string[] }>({ add: [], remove: [] });
  const [running, setRunning] = useState<{ controller: AbortController; done: number }>();
  const [error, setError] = useState<AppError>();
  const count = Object.keys(set).length + (tagIds.add.length > 0 ? 1 : 0) + (tagIds.remove.length > 0 ? 1 : 0);
  const inputOf = (key: string) => `${formId}-${key}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: where the cursor is put at first
  useEffect(() => {
    dialog.current?.showModal();
    const first = field === 'tagIds' ? 'tagIds-add' : field;
    if (first) document.getElementById(inputOf(first))?.focus();
  }, []);

  function tick(id: Exclude<ClipFieldId, 'tagIds'>, isTicked: boolean): void {
    const { [id]: _, ...rest } = set;
    // Every clip has a project: what is ticked then is the one that the editor shows.
    setSet(isTicked ? { ...rest, [id]: id === 'projectId' ? project?.id : undefined } : rest);
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const controller = new AbortController();
    setRunning({ controller, done: 0 });
    setError(undefined);
    try {
      const batchId = await editClips(
        ids,
        { set, addTagIds: tagIds.add, removeTagIds: tagIds.remove },
        { signal: controller.signal, onProgress: (done) => setRunning({ controller, done }) },
      );
      onDone({ text: t(batchId ? 'bulk_done' : 'bulk_nothing', tCount(CLIPS, ids.length)), batchId });
      onClose();
    } catch (thrown) {
      if (controller.signal.aborted) onClose();
      else setError(toAppError(thrown));
    } finally {
      setRunning(undefined);
    }
  }

  function line(one: Line) {
    const key = keyOf(one);
    const { id } = one;
    const Editor = editors[clipFields[id].editor] as ComponentType<EditorProps>;
    const labelId = `${inputOf(key)}-label`;
    const isTags = id === 'tagIds';
    const label = isTags ? t(one.does === 'add' ? 'bulk_tags_add' : 'bulk_tags_remove') : t(clipFields[id].label);
    const isTicked = isTags ? tagIds[one.does].length > 0 : id in set;
    const isCleared = !isTags && isTicked && set[id] === undefined;
    const values: ClipEdits = isTags ? { tagIds: [...tagIds[one.does]] } : set;
    const take = (edits: ClipEdits): void => {
      if (!isTags) setSet((before) => ({ ...before, ...edits }));
      else if (edits.tagIds) {
        const ids = edits.tagIds;
        const other = one.does === 'add' ? 'remove' : 'add';
        // A tag is either put on or taken off.
        setTagIds((before) => ({
          ...before,
          [one.does]: ids,
          [other]: before[other].filter((tagId) => !ids.includes(tagId)),
        }));
      }
    };
    return (
      <div className={`bulk-line${isTicked ? ' ticked' : ''}`} key={key}>
        <input
          type="checkbox"
          checked={isTicked}
          aria-label={t('bulk_change_field', label)}
          // A list of tags is changed by what stands in it.
          disabled={isTags && !isTicked}
          onChange={({ target }) => (isTags ? setTagIds({ ...tagIds, [one.does]: [] }) : tick(id, target.checked))}
        />
        <label className="bulk-label" htmlFor={inputOf(key)} id={labelId}>
          {label}
        </label>
        <div className="bulk-value">
          <Editor
            fieldId={id}
            inputId={inputOf(key)}
            labelId={labelId}
            values={values}
            source={NO_SOURCE}
            typing={{}}
            onSet={take}
            onUpdate={(edit) =>
              void (async () => {
                try {
                  take(await edit(values));
                } catch (thrown) {
                  setError(toAppError(thrown));
                }
              })()
            }
            onType={take}
            onSettle={() => {}}
          />
          {isCleared ? <span className="faint">{t('bulk_clears')}</span> : null}
        </div>
      </div>
    );
  }

  const number = new Intl.NumberFormat(locale());
  return (
    <dialog
      className="dialog bulk"
      ref={dialog}
      aria-labelledby="bulk-title"
      onClose={() => {
        running?.controller.abort();
        if (!running) onClose();
      }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <h2 id="bulk-title">{t('bulk_title', tCount(CLIPS, ids.length))}</h2>
        <p className="dim">{t('bulk_hint')}</p>
        <div className="bulk-lines" inert={running !== undefined}>
          {LINES.map(line)}
        </div>
        {error ? (
          <p className="notice error" role="alert">
            {tError(error.code)}
          </p>
        ) : null}
        {running ? (
          <BulkMeter
            done={running.done}
            all={ids.length}
            text={t('bulk_progress', number.format(running.done), number.format(ids.length))}
          />
        ) : null}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            {t('cancel')}
          </button>
          <button type="submit" className="button primary" disabled={running !== undefined || count === 0}>
            {t('bulk_apply', tCount(CLIPS, ids.length))}
          </button>
        </div>
      </form>
    </dialog>
  );
}
