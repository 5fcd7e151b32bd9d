import { useEffect, useState } from 'react';

/**
 * What is typed into one control. The control's own text is what is on the screen; `keep` only hears of it. Were the
 * text to come back from the database at every keystroke, it would arrive late, and break carets and input methods.
 * A text that was changed elsewhere is taken over once the control has no focus.
 */
export function useTypedText(
  inputId: string,
  kept: string,
  keep: (text: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(kept);

  useEffect(() => {
    if (document.activeElement?.id !== inputId) setText(kept);
  }, [inputId, kept]);

  return [
    text,
    (next) => {
      setText(next);
      keep(next);
    },
  ];
}
