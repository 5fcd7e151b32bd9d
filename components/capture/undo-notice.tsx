import { useEffect, useRef } from 'react';
import { t } from '#lib/platform/i18n.ts';

type Props = { text: string; onUndo(): void };

/**
 * What was just done to a row of a list, and the way back. What was pressed for it is gone by then: the keyboard goes on
 * here, and after the way back in the section around it, which takes the focus for that.
 */
export function UndoNotice({ text, onUndo }: Props) {
  const notice = useRef<HTMLParagraphElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <p className="notice row" role="status" ref={notice} tabIndex={-1}>
      <span className="grow">{text}</span>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          notice.current?.closest('section')?.focus();
          onUndo();
        }}
      >
        {t('undo')}
      </button>
    </p>
  );
}
