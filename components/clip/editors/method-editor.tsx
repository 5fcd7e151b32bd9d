import { METHODS } from '#lib/core/fields.ts';
import { METHOD_LABELS } from '#lib/core/labels.ts';
import { t } from '#lib/platform/i18n.ts';
import type { EditorProps } from './editor-props.ts';

export function MethodEditor({ fieldId, inputId, values, onSet }: EditorProps<'method'>) {
  return (
    <select
      id={inputId}
      className="input"
      value={values[fieldId] ?? ''}
      onChange={({ target }) => onSet({ [fieldId]: METHODS.find((method) => method === target.value) })}
    >
      <option value="">—</option>
      {METHODS.map((method) => (
        <option key={method} value={method}>
          {t(METHOD_LABELS[method])}
        </option>
      ))}
    </select>
  );
}
