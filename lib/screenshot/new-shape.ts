import type { Rect } from '#lib/core/schema/reading.ts';
import { draggedRect, moveShape, type Sheet } from './markup-geometry.ts';
import { type Items, nextPinNumber, type Shape, type ShapeType } from './markup-items.ts';
import type { Point } from './rect.ts';

/** What is drawn with, and what is there already. */
export type Drawing = { type: Exclude<ShapeType, 'text'>; colour: string; items: Items; sheet: Sheet };

/** The sides of a shape that is placed by keyboard, in CSS pixels before they are fitted. */
const PLACED = { width: 160, height: 100 };
const PLACED_LINE = { width: 160, height: 28 };

/** What a drag from one point to another draws. A pin comes to stand where the drag ends. */
export function shapeBetween({ type, colour, items, sheet }: Drawing, from: Point, to: Point): Shape {
  switch (type) {
    case 'arrow':
      return { type, from, to, colour };
    case 'pin':
      return moveShape({ type, at: to, number: nextPinNumber(items), colour }, { x: 0, y: 0 }, sheet);
    case 'crop':
    case 'redaction':
      return { type, rect: draggedRect(from, to, sheet) };
    case 'box':
    case 'highlight':
      return { type, rect: draggedRect(from, to, sheet), colour };
  }
}

function centred(view: Rect, width: number, height: number): [Point, Point] {
  const x = Math.round(view.x + (view.width - width) / 2);
  const y = Math.round(view.y + (view.height - height) / 2);
  return [
    { x, y },
    { x: x + Math.round(width), y: y + Math.round(height) },
  ];
}

/** A shape of the usual size in the middle of `view`, the part of the picture that is seen. */
export function shapeInMiddle(drawing: Drawing, view: Rect): Shape {
  const { type, sheet } = drawing;
  if (type === 'crop') return shapeBetween(drawing, ...centred(view, view.width * 0.8, view.height * 0.8));
  if (type === 'pin') return shapeBetween(drawing, ...centred(view, 0, 0));
  const { width, height } = type === 'highlight' || type === 'redaction' ? PLACED_LINE : PLACED;
  const fitted = [
    Math.min(width * sheet.unit, view.width / 2),
    Math.min(height * sheet.unit, view.height / 2),
  ] as const;
  const [near, far] = centred(view, ...fitted);
  // An arrow points up and to the right.
  return type === 'arrow'
    ? shapeBetween(drawing, { x: near.x, y: far.y }, { x: far.x, y: near.y })
    : shapeBetween(drawing, near, far);
}
