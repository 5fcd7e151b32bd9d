import { useEffect, useRef, useState } from 'react';

/** In a window behind another a control keeps the cursor, but nobody types there. */
const isTypedInto = (inputId: string): boolean => document.hasFocus() && document.activeElement?.id === inputId;

/**
 * What is typed into one control. The control's own text is what is on the screen; `keep` only hears of it. Were the
 * text to come back from the database at every keystroke, it would arrive late, and break carets and input methods.
 * A text that was changed elsewhere is taken over once nobody types into the control: who came back to a text of before
 * would write over the newer one without having seen it.
 */
export function useTypedText(
  inputId: string,
  kept: string,
  keep: (text: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(kept);
  /** What was typed here and has not come back yet. */
  const ahead = useRef<readonly string[]>([]);
  const latest = useRef(kept);

  useEffect(() => {
    latest.current = kept;
    const at = ahead.current.indexOf(kept);
    ahead.current = at < 0 ? [] : ahead.current.slice(at + 1);
    if (ahead.current.length === 0 && !isTypedInto(inputId)) setText(kept);
  }, [inputId, kept]);

  useEffect(() => {
    const control = document.getElementById(inputId);
    const catchUp = (): void => {
      // The last letters may still be on their way: when they are back, they are what is kept.
      if (ahead.current.length === 0 && !isTypedInto(inputId)) setText(latest.current);
    };
    control?.addEventListener('blur', catchUp);
    window.addEventListener('blur', catchUp);
    return () => {
      control?.removeEventListener('blur', catchUp);
      window.removeEventListener('blur', catchUp);
    };
  }, [inputId]);

  return [
    text,
    (next) => {
      ahead.current = [...ahead.current, next];
      setText(next);
      keep(next);
    },
  ];
}
