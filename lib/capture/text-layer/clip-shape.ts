import { boundsOf } from '#lib/capture/safe-dom.ts';
import type { Rect } from '#lib/core/schema/reading.ts';

/** The rectangle that `clip` and `clip-path` leave of an element; other shapes than rectangles count as the whole. */
export function clippedTo(element: Element, style: CSSStyleDeclaration): Rect | undefined {
  const { clip, clipPath, position } = style;
  if (clip.startsWith('rect(') && (position === 'absolute' || position === 'fixed')) {
    const box = boundsOf(element);
    const [top = 0, right = box.width, bottom = box.height, left = 0] = clip
      .slice(5, -1)
      .split(/[\s,]+/)
      .map((value) => (value === 'auto' ? undefined : Number.parseFloat(value)));
    return { x: box.x + left, y: box.y + top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  }
  const inset = /^inset\(([^)r]*)/.exec(clipPath)?.[1]?.trim().split(/\s+/);
  if (inset) {
    const box = boundsOf(element);
    const [top = '0', right = top, bottom = top, left = right] = inset;
    const [y1, x2] = [lengthOf(top, box.height), lengthOf(right, box.width)];
    const [y2, x1] = [lengthOf(bottom, box.height), lengthOf(left, box.width)];
    return {
      x: box.x + x1,
      y: box.y + y1,
      width: Math.max(0, box.width - x1 - x2),
      height: Math.max(0, box.height - y1 - y2),
    };
  }
  if (/^(?:circle|ellipse)\(0(?:px|%)?[\s)]/.test(clipPath)) return { ...boundsOf(element), width: 0, height: 0 };
  return undefined;
}

function lengthOf(value: string, whole: number): number {
  const number = Number.parseFloat(value);
  if (Number.isNaN(number)) return 0;
  return value.endsWith('%') ? (number / 100) * whole : number;
}
