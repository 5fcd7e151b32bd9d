import type { Rect } from '#lib/core/schema/reading.ts';
import { drawingOf, type Primitive } from '#lib/screenshot/markup-drawing.ts';
import type { Sheet } from '#lib/screenshot/markup-geometry.ts';
import type { Shape } from '#lib/screenshot/markup-items.ts';
import { MARK_FONT, MARK_FONT_WEIGHT } from '#lib/screenshot/markup-style.ts';

function Painted({ primitive }: { primitive: Primitive }) {
  if (primitive.type === 'path') {
    const { d, fill = 'none', stroke, strokeWidth, opacity } = primitive;
    return <path {...{ d, fill, stroke, strokeWidth, opacity }} strokeLinejoin="round" strokeLinecap="round" />;
  }
  const { text, x, baseline, size, align, fill } = primitive;
  return (
    <text
      x={x}
      y={baseline}
      fontFamily={MARK_FONT}
      fontWeight={MARK_FONT_WEIGHT}
      fontSize={size}
      textAnchor={align === 'center' ? 'middle' : 'start'}
      xmlSpace="preserve"
      fill={fill}
    >
      {text}
    </text>
  );
}

/** Everything outside a crop, dimmed. */
function Dimmed({ rect, sheet }: { rect: Rect; sheet: Sheet }) {
  const { x, y, width, height } = rect;
  const outside = `M0 0h${sheet.width}v${sheet.height}h${-sheet.width}zM${x} ${y}v${height}h${width}v${-height}z`;
  return <path className="crop-outside" d={outside} />;
}

/** A shape as it will be in the picture. */
export function MarkShape({ shape, sheet }: { shape: Shape; sheet: Sheet }) {
  if (shape.type === 'crop') return <Dimmed rect={shape.rect} sheet={sheet} />;
  return drawingOf(shape, sheet).map((primitive, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: painted in this order, always
    <Painted key={index} primitive={primitive} />
  ));
}
