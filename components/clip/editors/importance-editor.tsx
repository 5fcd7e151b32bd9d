import { Segmented } from '#components/ui/segmented.tsx';
import { IMPORTANCE_LABELS } from '#lib/core/labels.ts';
import { t } from '#lib/platform/i18n.ts';
import type { EditorProps } from './editor-props.ts';

export function ImportanceEditor({ fieldId, labelId, values, onSet }: EditorProps<'importance'>) {
  const options = ([0, 1, 2, 3] as const).map((value) => ({
    value,
    // With the digit: who speaks to the computer says what stands on the button.
    name: `${value} · ${t(IMPORTANCE_LABELS[value])}`,
    face: String(value),
  }));
  return (
    <Segmented
      labelledBy={labelId}
      options={options}
      value={values[fieldId]}
      onChange={(importance) => onSet({ [fieldId]: importance })}
    />
  );
}
