import { CLIP_TYPES } from '#lib/core/fields.ts';
import { TYPE_LABELS } from '#lib/core/labels.ts';
import { t } from '#lib/platform/i18n.ts';
import type { EditorProps } from './editor-props.ts';

/** The four types with their keys. Choosing one is what saves a draft. */
export function TypeEditor({ labelId, values, onSet }: Pick<EditorProps, 'labelId' | 'values' | 'onSet'>) {
  return (
    <div className="types-box">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by an element outside it */}
      <div className="types" role="group" aria-labelledby={labelId}>
        {CLIP_TYPES.map((type, index) => (
          <button
            key={type}
            type="button"
            className={`type t-${type}`}
            aria-pressed={values.type === type}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => onSet({ type })}
          >
            <span className="type-key" aria-hidden="true">
              {index + 1}
            </span>
            {t(TYPE_LABELS[type])}
          </button>
        ))}
      </div>
    </div>
  );
}
