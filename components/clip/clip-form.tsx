import { useId } from 'react';
import { type ClipFieldId, type ClipType, clipFields } from '#lib/core/fields.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { Source } from '#lib/core/schema/source.ts';
import { t } from '#lib/platform/i18n.ts';
import { editors } from './editors/index.ts';
import type { ClipEditor } from './use-clip-editor.ts';
import './clip.css';

/** Editors that are a group of buttons: a `<label>` cannot name those. */
const GROUPS: ReadonlySet<string> = new Set(['sentiment', 'importance']);

/** Feedback comes from somebody; everything else is about somebody. */
function labelOf(id: ClipFieldId, type: ClipType | undefined): MessageKey {
  return id === 'actorId' && type === 'feedback' ? 'field_actor_from' : clipFields[id].label;
}

type Props = {
  editor: ClipEditor;
  source: Source;
  /** The fields to show, in this order; an inner list stands side by side. */
  fields: readonly (ClipFieldId | readonly ClipFieldId[])[];
};

/** The fields of a clip with their labels. The same form in popup, side panel and library. */
export function ClipForm({ editor, source, fields }: Props) {
  const formId = useId();

  function field(id: ClipFieldId) {
    const Editor = editors[clipFields[id].editor];
    const [inputId, labelId] = [`${formId}-${id}`, `${formId}-${id}-label`];
    const label = t(labelOf(id, editor.values.type));
    return (
      <div className="field" key={id}>
        {GROUPS.has(clipFields[id].editor) ? (
          <span className="field-label" id={labelId}>
            {label}
          </span>
        ) : (
          <label htmlFor={inputId} id={labelId}>
            {label}
          </label>
        )}
        <Editor
          inputId={inputId}
          labelId={labelId}
          values={editor.values}
          source={source}
          typing={editor.typing}
          onSet={editor.set}
          onUpdate={editor.update}
          onType={editor.type}
          onSettle={editor.settle}
        />
      </div>
    );
  }

  return (
    <div className="fields">
      {fields.map((entry) =>
        typeof entry === 'string' ? (
          field(entry)
        ) : (
          <div className="field-pair" key={entry.join()}>
            {entry.map(field)}
          </div>
        ),
      )}
    </div>
  );
}
