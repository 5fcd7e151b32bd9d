import { boundsOf, handlesOf, type Sheet } from '#lib/screenshot/markup-geometry.ts';
import type { Shape } from '#lib/screenshot/markup-items.ts';

/** Radius of a handle on the screen. */
const HANDLE = 5;
/** Room between a shape and the frame around it. */
const GAP = 4;

type Props = { shape: Shape; sheet: Sheet; zoom: number };

/** What shows that a shape is selected, and where it can be taken; as large on the screen at any zoom. */
export function SelectionFrame({ shape, sheet, zoom }: Props) {
  const { x, y, width, height } = boundsOf(shape, sheet);
  const gap = shape.type === 'crop' ? 0 : GAP / zoom;
  return (
    <g className="selection" strokeWidth={1 / zoom}>
      {shape.type === 'arrow' ? null : (
        <>
          <rect className="selection-under" x={x - gap} y={y - gap} width={width + 2 * gap} height={height + 2 * gap} />
          <rect
            className="selection-frame"
            x={x - gap}
            y={y - gap}
            width={width + 2 * gap}
            height={height + 2 * gap}
            strokeDasharray={`${4 / zoom} ${3 / zoom}`}
          />
        </>
      )}
      {handlesOf(shape).map(({ name, at }) => (
        <circle key={name} cx={at.x} cy={at.y} r={HANDLE / zoom} strokeWidth={1.5 / zoom} />
      ))}
    </g>
  );
}
