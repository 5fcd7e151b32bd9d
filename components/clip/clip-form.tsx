import { type ComponentType, useId } from 'react';
import { type ClipFieldId, type ClipType, clipFields } from '#lib/core/fields.ts';
import type { MessageKey } from '#lib/core/message-key.ts';
import type { Source } from '#lib/core/schema/source.ts';
import { t } from '#lib/platform/i18n.ts';
import type { EditorProps } from './editors/editor-props.ts';
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
  /** Only the fields that are worth the room of a popup. */
  isQuick?: boolean;
};

/** All fields in the order of their list, but for the type, which is asked before; neighbours that are short share a line. */
function linesOf(isQuick: boolean): ClipFieldId[][] {
  const lines: ClipFieldId[][] = [];
  for (const id of Object.keys(clipFields) as ClipFieldId[]) {
    if (id === 'type' || (isQuick && !clipFields[id].isQuick)) continue;
    const last = lines.at(-1);
    if (last?.every((other) => GROUPS.has(clipFields[other].editor)) && GROUPS.has(clipFields[id].editor))
      last.push(id);
    else lines.push([id]);
  }
  return lines;
}

/** The fields of a clip with their labels. The same form in popup, side panel and library. */
export function ClipForm({ editor, source, isQuick = false }: Props) {
  const formId = useId();

  function field(id: ClipFieldId) {
    // The list says which editor belongs to which field; the compiler cannot follow it through the look-up.
    const Editor = editors[clipFields[id].editor] as ComponentType<EditorProps>;
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
          fieldId={id}
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
      {linesOf(isQuick).map((line) =>
        line.length === 1 ? (
          line.map(field)
        ) : (
          <div className="field-pair" key={line.join()}>
            {line.map(field)}
          </div>
        ),
      )}
    </div>
  );
}
