import { useTypedText } from '#components/clip/use-typed-text.ts';
import { t } from '#lib/platform/i18n.ts';
import type { EditorProps } from './editor-props.ts';

export function TextEditor({ fieldId, inputId, values, onType, onSettle }: EditorProps<'text'>) {
  const [text, setText] = useTypedText(inputId, values[fieldId] ?? '', (typed) =>
    onType({ [fieldId]: typed || undefined }),
  );
  return (
    <textarea
      id={inputId}
      className="input note-input"
      rows={1}
      value={text}
      placeholder={t('note_placeholder')}
      onChange={({ target }) => setText(target.value)}
      onBlur={onSettle}
    />
  );
}
