import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { cleanText, LIMITS } from '#lib/core/text.ts';
import { t } from '#lib/platform/i18n.ts';
import type { Sheet } from '#lib/screenshot/markup-geometry.ts';
import { contrastTo, MARK_SIZES } from '#lib/screenshot/markup-style.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import { markFont } from '#lib/screenshot/render-markup.ts';

type Props = {
  at: Point;
  text: string;
  colour: string;
  sheet: Sheet;
  zoom: number;
  onText(text: string): void;
  onEnd(): void;
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
    onEnd();
  }

  const size = MARK_SIZES.text * sheet.unit;
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
      onBlur={onEnd}
      style={{
        insetInlineStart: at.x * zoom,
        insetBlockStart: at.y * zoom,
        // Room for the caret, and for the letter that comes next.
        inlineSize: (width + size) * zoom,
        blockSize: lines.length * size * MARK_SIZES.lineHeight * zoom,
        font: markFont(size * zoom),
        lineHeight: MARK_SIZES.lineHeight,
        color: colour,
        WebkitTextStroke: `${MARK_SIZES.edge * 3 * sheet.unit * zoom}px ${contrastTo(colour)}`,
        caretColor: colour,
      }}
    />
  );
}
