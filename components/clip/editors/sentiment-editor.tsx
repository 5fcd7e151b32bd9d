import { Frown, Meh, Smile } from 'lucide-react';
import { Segmented } from '#components/ui/segmented.tsx';
import { SENTIMENT_LABELS } from '#lib/core/labels.ts';
import { t } from '#lib/platform/i18n.ts';
import type { EditorProps } from './editor-props.ts';

const FACES = { '-1': Frown, '0': Meh, '1': Smile } as const;

export function SentimentEditor({ fieldId, labelId, values, onSet }: EditorProps<'sentiment'>) {
  const options = ([-1, 0, 1] as const).map((value) => {
    const Face = FACES[value];
    return { value, name: t(SENTIMENT_LABELS[value]), face: <Face className="icon" aria-hidden /> };
  });
  return (
    <Segmented
      labelledBy={labelId}
      options={options}
      value={values[fieldId]}
      onChange={(sentiment) => onSet({ [fieldId]: sentiment })}
    />
  );
}
