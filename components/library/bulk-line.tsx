import type { ComponentType } from 'react';
import type { EditorProps } from '#components/clip/editors/editor-props.ts';
import { editors } from '#components/clip/editors/index.ts';
import { Segmented } from '#components/ui/segmented.tsx';
import { type ClipEdits, clipFields } from '#lib/core/fields.ts';
import type { Source } from '#lib/core/schema/source.ts';
import { t } from '#lib/platform/i18n.ts';
import { type BulkDraft, type BulkField, withTags } from './bulk-edits.ts';

/** Many clips come from many pages, so no page suggests whom they are about. */
const NO_SOURCE: Source = { url: '', title: '' };

type Props = {
  field: BulkField;
  /** Id of the control. */
  inputId: string;
  draft: BulkDraft;
  /** The project that the editor shows before one is chosen. */
  projectId: string | undefined;
  onDraft(change: (before: BulkDraft) => BulkDraft): void;
  onError(error: unknown): void;
};

/** One field of all clips: whether it is changed, and what it becomes. */
export function BulkLine({ field, inputId, draft, projectId, onDraft, onError }: Props) {
  const { id } = field;
  const Editor = editors[clipFields[id].editor] as ComponentType<EditorProps>;
  const labelId = `${inputId}-label`;
  const does = field.id === 'tagIds' ? field.does : undefined;
  const label = does ? t(does === 'add' ? 'bulk_tags_add' : 'bulk_tags_remove') : t(clipFields[id].label);
  const isTicked = does ? draft.tagIds[does].length > 0 : id in draft.set;
  const isNote = id === 'note' && isTicked;
  const isCleared = id !== 'tagIds' && isTicked && draft.set[id] === undefined && !(isNote && draft.isNoteAppended);
  const values: ClipEdits = does ? { tagIds: [...draft.tagIds[does]] } : draft.set;

  function tick(isWanted: boolean): void {
    onDraft((before) => {
      if (does) return withTags(before, does, []);
      const { [id as keyof BulkDraft['set']]: _, ...rest } = before.set;
      // Every clip has a project: what is ticked then is the one that the editor shows.
      const value = id === 'projectId' ? projectId : undefined;
      return { ...before, set: isWanted ? { ...rest, [id]: value } : rest };
    });
  }

  function take(edits: ClipEdits): void {
    const { tagIds, ...set } = edits;
    if (does) onDraft((before) => withTags(before, does, tagIds ?? before.tagIds[does]));
    else onDraft((before) => ({ ...before, set: { ...before.set, ...set } }));
  }

  async function update(edit: Parameters<EditorProps['onUpdate']>[0]): Promise<void> {
    try {
      take(await edit(values));
    } catch (thrown) {
      onError(thrown);
    }
  }

  return (
    <div className={`bulk-line${isTicked ? ' ticked' : ''}`}>
      <input
        type="checkbox"
        checked={isTicked}
        aria-label={t('bulk_change_field', label)}
        // A list of tags is changed by what stands in it.
        disabled={does !== undefined && !isTicked}
        onChange={({ target }) => tick(target.checked)}
      />
      <label className="bulk-label" htmlFor={inputId} id={labelId}>
        {label}
      </label>
      <div className="bulk-value">
        <Editor
          fieldId={id}
          inputId={inputId}
          labelId={labelId}
          values={values}
          source={NO_SOURCE}
          typing={{}}
          isRemoval={does === 'remove'}
          onSet={take}
          onUpdate={(edit) => void update(edit)}
          onType={take}
          onSettle={() => {}}
        />
        {isNote ? (
          <div className="bulk-how">
            <Segmented
              labelledBy={labelId}
              options={[
                { value: 'replace', name: t('bulk_note_replace_hint'), face: t('bulk_note_replace') },
                { value: 'append', name: t('bulk_note_append_hint'), face: t('bulk_note_append') },
              ]}
              value={draft.isNoteAppended ? 'append' : 'replace'}
              // One of the two it is: the one that is pressed again stays.
              onChange={(how) => how && onDraft((before) => ({ ...before, isNoteAppended: how === 'append' }))}
            />
          </div>
        ) : null}
        {isCleared ? <span className="faint">{t('bulk_clears')}</span> : null}
      </div>
    </div>
  );
}
