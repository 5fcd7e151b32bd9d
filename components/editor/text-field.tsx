import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { cleanText, LIMITS } from '#lib/core/text.ts';
import { t } from '#lib/platform/i18n.ts';
import type { Sheet } from '#lib/screenshot/markup-geometry.ts';
import { contrastTo, MARK_SIZES } from '#lib/screenshot/markup-style.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import { markFont } from '#lib/screenshot/sheet.ts';

type Props = {
  at: Point;
  text: string;
  colour: string;
  sheet: Sheet;
  zoom: number;
  onText(text: string): void;
  /** @param isByKey Whether a key ended it, and not that something else took the focus. */
  onEnd(isByKey: boolean): void;
};

/** A text of the picture while it is being written, where it stands. Enter ends it; Shift+Enter begins a line. */
export function TextField({ at, text: start, colour, sheet, zoom, onText, onEnd }: Props) {
  const [text, setText] = useState(start);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    field.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    // An input method takes these keys for itself.
    if (event.nativeEvent.isComposing) return;
    if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onEnd(true);
  }

  const size = MARK_SIZES.text * sheet.unit;
  const padding = MARK_SIZES.textPadding;
  const lines = text.split('\n');
  const width = Math.max(...lines.map((line) => sheet.textWidth(line, size)), size * 3);
  return (
    <textarea
      ref={field}
      className="text-field"
      aria-label={t('tool_text')}
      dir="ltr"
      wrap="off"
      value={text}
      maxLength={LIMITS.name}
      onChange={({ target }) => {
        setText(target.value);
        onText(cleanText(target.value));
      }}
      onKeyDown={onKeyDown}
      onBlur={() => onEnd(false)}
      style={{
        insetInlineStart: at.x * zoom,
        insetBlockStart: at.y * zoom,
        // Room for the caret, and for the letter that comes next.
        inlineSize: (width + 2 * padding.x * sheet.unit + size) * zoom,
        blockSize: (lines.length * size * MARK_SIZES.lineHeight + 2 * padding.y * sheet.unit) * zoom,
        padding: `${padding.y * sheet.unit * zoom}px ${padding.x * sheet.unit * zoom}px`,
        borderRadius: MARK_SIZES.corner * sheet.unit * zoom,
        font: markFont(size * zoom),
        lineHeight: MARK_SIZES.lineHeight,
        background: colour,
        color: contrastTo(colour),
      }}
    />
  );
}
