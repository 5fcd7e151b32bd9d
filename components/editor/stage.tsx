import type { RefObject } from 'react';
import { t } from '#lib/platform/i18n.ts';
import { paintOrder } from '#lib/screenshot/markup-items.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import { itemName } from './item-name.ts';
import { MarkShape } from './mark-shape.tsx';
import { SelectionFrame } from './selection-frame.tsx';
import { TextField } from './text-field.tsx';
import { type PointerProps, usePointer } from './use-pointer.ts';

/** A text under edit. It has no item before its first letter. */
export type Writing = { at: Point; colour: string; text: string; itemId: number | undefined };

type Props = PointerProps & {
  stage: RefObject<HTMLElement | null>;
  /** Of the picture's bytes, once there is one. */
  url: string | undefined;
  writing: Writing | undefined;
  /** Outlined, as something that may be worth a redaction. */
  proposed: readonly { x: number; y: number; width: number; height: number }[];
  onWrite(text: string): void;
  onWritten(isByKey: boolean): void;
};

/** The picture, with what is drawn on it. It scrolls where the picture is larger than the window. */
export function Stage({ stage, url, writing, proposed, onWrite, onWritten, ...drawing }: Props) {
  const { editor, sheet, zoom } = drawing;
  const { items, selected } = editor;
  const { cancel, onPointerDown, ...pointer } = usePointer(drawing);
  const size = { inlineSize: sheet.width * zoom, blockSize: sheet.height * zoom };
  return (
    <section
      ref={stage}
      className="stage"
      aria-label={t('editor_picture')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes the keys that draw
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || items === editor.kept) return;
        event.preventDefault();
        cancel();
      }}
    >
      <div className="sheet" style={size}>
        <img src={url} alt="" style={size} draggable={false} />
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: its marks have the names */}
        <svg
          viewBox={`0 0 ${sheet.width} ${sheet.height}`}
          preserveAspectRatio="none"
          // A finger scrolls, unless there is something that it can draw or move.
          style={{ ...size, touchAction: drawing.tool === 'select' && !selected ? 'auto' : 'none' }}
          onPointerDown={(event) => {
            // A click beside a text ends it, and draws nothing.
            if (!writing) onPointerDown(event);
          }}
          {...pointer}
        >
          {paintOrder(items).map((item) => (
            // biome-ignore lint/a11y/useSemanticElements: there are no buttons in SVG
            <g
              key={item.id}
              data-item={item.id}
              role="button"
              tabIndex={0}
              aria-label={itemName(item, items)}
              aria-pressed={item.id === selected?.id}
              aria-description={item.id === selected?.id ? t('editor_keys') : undefined}
              onFocus={() => editor.select(item.id)}
              visibility={item.id === writing?.itemId ? 'hidden' : undefined}
            >
              <MarkShape shape={item.shape} sheet={sheet} />
            </g>
          ))}
          {proposed.map((rect) => (
            <rect
              key={JSON.stringify(rect)}
              className="proposed"
              {...rect}
              strokeWidth={2 / zoom}
              strokeDasharray={`${5 / zoom} ${3 / zoom}`}
            />
          ))}
          {selected && !writing ? <SelectionFrame shape={selected.shape} sheet={sheet} zoom={zoom} /> : null}
        </svg>
        {writing ? (
          <TextField
            key={`${writing.at.x} ${writing.at.y}`}
            at={writing.at}
            text={writing.text}
            colour={writing.colour}
            sheet={sheet}
            zoom={zoom}
            onText={onWrite}
            onEnd={onWritten}
          />
        ) : null}
      </div>
    </section>
  );
}
