import { markFont } from '#lib/screenshot/render-markup.ts';

const context = new OffscreenCanvas(1, 1).getContext('2d');

/** How wide a line is in the face of marks, in pixels. */
export function textWidth(line: string, size: number): number {
  if (!context) return line.length * size;
  context.font = markFont(size);
  return context.measureText(line).width;
}
