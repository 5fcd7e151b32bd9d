import type { Rect } from '#lib/core/schema/reading.ts';
import { type Item, type Items, paintOrder, type Shape } from './markup-items.ts';
import { MARK_SIZES } from './markup-style.ts';
import { type Point, rectBetween, resizeRect, type Size } from './rect.ts';

/** The picture that marks lie on: its size in CSS pixels, and what it takes to know the size of marks on it. */
export type Sheet = Size & {
  /** What the sizes of marks are multiplied by. */
  unit: number;
  /** How wide a line of text is, set at `size` pixels. */
  textWidth(line: string, size: number): number;
};

/** Where a shape can be taken to change its size: edges and corners by compass, ends of an arrow by name. */
export type HandleName = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'from' | 'to';
export type Handle = { name: HandleName; at: Point };

const MIN_SIDE = 1;

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

function inside(point: Point, sheet: Size): Point {
  return { x: clamp(point.x, 0, sheet.width), y: clamp(point.y, 0, sheet.height) };
}

function around(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** The rectangle that a shape fills. */
export function boundsOf(shape: Shape, sheet: Sheet): Rect {
  switch (shape.type) {
    case 'arrow':
      return around(shape.from, shape.to);
    case 'pin': {
      const radius = MARK_SIZES.pin * sheet.unit;
      return { x: shape.at.x - radius, y: shape.at.y - radius, width: radius * 2, height: radius * 2 };
    }
    case 'text': {
      const lines = shape.text.split('\n');
      const size = MARK_SIZES.text * sheet.unit;
      const width = Math.max(...lines.map((line) => sheet.textWidth(line, size)));
      const padding = MARK_SIZES.textPadding;
      return {
        ...shape.at,
        width: width + 2 * padding.x * sheet.unit,
        height: lines.length * size * MARK_SIZES.lineHeight + 2 * padding.y * sheet.unit,
      };
    }
    default:
      return shape.rect;
  }
}

function movedBy(shape: Shape, { x, y }: Point): Shape {
  const move = (point: Point): Point => ({ x: point.x + x, y: point.y + y });
  switch (shape.type) {
    case 'arrow':
      return { ...shape, from: move(shape.from), to: move(shape.to) };
    case 'text':
    case 'pin':
      return { ...shape, at: move(shape.at) };
    default:
      return { ...shape, rect: { ...shape.rect, ...move(shape.rect) } };
  }
}

/** The shape moved by a distance, as far as the edges of the picture let it go. A distance of nothing brings it inside. */
export function moveShape(shape: Shape, by: Point, sheet: Sheet): Shape {
  const { x, y, width, height } = boundsOf(shape, sheet);
  return movedBy(shape, {
    x: clamp(x + by.x, 0, sheet.width - width) - x,
    y: clamp(y + by.y, 0, sheet.height - height) - y,
  });
}

export function handlesOf(shape: Shape): Handle[] {
  if (shape.type === 'text' || shape.type === 'pin') return [];
  if (shape.type === 'arrow') {
    return [
      { name: 'from', at: shape.from },
      { name: 'to', at: shape.to },
    ];
  }
  const { x, y, width, height } = shape.rect;
  const [middle, centre, right, bottom] = [x + width / 2, y + height / 2, x + width, y + height];
  return [
    { name: 'nw', at: { x, y } },
    { name: 'n', at: { x: middle, y } },
    { name: 'ne', at: { x: right, y } },
    { name: 'e', at: { x: right, y: centre } },
    { name: 'se', at: { x: right, y: bottom } },
    { name: 's', at: { x: middle, y: bottom } },
    { name: 'sw', at: { x, y: bottom } },
    { name: 'w', at: { x, y: centre } },
  ];
}

/** `rect` with sides of at least a pixel, still inside the picture. */
function atLeastMin(rect: Rect, sheet: Size): Rect {
  const [width, height] = [Math.max(rect.width, MIN_SIDE), Math.max(rect.height, MIN_SIDE)];
  return { x: clamp(rect.x, 0, sheet.width - width), y: clamp(rect.y, 0, sheet.height - height), width, height };
}

/** The rectangle that a drag from one point to another leaves: inside the picture, and never without an area. */
export function draggedRect(from: Point, to: Point, sheet: Size): Rect {
  return atLeastMin(rectBetween(from, to, sheet), sheet);
}

/** The shape with one of its handles taken to a point. Taken past the far side, it turns over. */
export function dragHandle(shape: Shape, handle: HandleName, to: Point, sheet: Sheet): Shape {
  if (shape.type === 'text' || shape.type === 'pin') return shape;
  if (shape.type === 'arrow') return { ...shape, [handle === 'from' ? 'from' : 'to']: inside(to, sheet) };
  const { x, y, width, height } = shape.rect;
  const near = { x: handle.includes('w') ? to.x : x, y: handle.startsWith('n') ? to.y : y };
  const far = { x: handle.includes('e') ? to.x : x + width, y: handle.startsWith('s') ? to.y : y + height };
  return { ...shape, rect: draggedRect(near, far, sheet) };
}

/** The shape with its far corner, or an arrow's point, moved by a distance. */
export function resizeShape(shape: Shape, by: Point, sheet: Sheet): Shape {
  if (shape.type === 'text' || shape.type === 'pin') return shape;
  if (shape.type === 'arrow') {
    return { ...shape, to: inside({ x: shape.to.x + by.x, y: shape.to.y + by.y }, sheet) };
  }
  return { ...shape, rect: resizeRect(shape.rect, by, sheet) };
}

function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

export function contains({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** How far a point is from the line between two others. */
function distanceToLine(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length, 0, 1);
  return Math.hypot(point.x - a.x - along * dx, point.y - a.y - along * dy);
}

function isOnEdge(rect: Rect, point: Point, tolerance: number): boolean {
  return contains(grown(rect, tolerance), point) && !contains(grown(rect, -tolerance), point);
}

function isOn(shape: Shape, point: Point, tolerance: number, sheet: Sheet): boolean {
  switch (shape.type) {
    case 'arrow':
      return distanceToLine(point, shape.from, shape.to) <= tolerance + MARK_SIZES.stroke * sheet.unit;
    // Both are hollow: what lies within shows, and can be taken.
    case 'box':
    case 'crop':
      return isOnEdge(shape.rect, point, tolerance);
    default:
      return contains(grown(boundsOf(shape, sheet), tolerance), point);
  }
}

/**
 * The item that a point means: the topmost that is painted there, give or take `tolerance`; else the smallest box around
 * it.
 */
export function itemAt(items: Items, point: Point, tolerance: number, sheet: Sheet): Item | undefined {
  const painted = paintOrder(items).findLast(({ shape }) => isOn(shape, point, tolerance, sheet));
  if (painted) return painted;
  const area = ({ shape }: Item) => (shape.type === 'box' ? shape.rect.width * shape.rect.height : 0);
  return items
    .filter(({ shape }) => shape.type === 'box' && contains(shape.rect, point))
    .sort((a, b) => area(a) - area(b))
    .at(0);
}

/** The handle of a shape within reach of a point; the nearest one. */
export function handleAt(shape: Shape, point: Point, tolerance: number): Handle | undefined {
  const distance = ({ at }: Handle) => Math.hypot(at.x - point.x, at.y - point.y);
  return handlesOf(shape)
    .filter((handle) => distance(handle) <= tolerance)
    .sort((a, b) => distance(a) - distance(b))
    .at(0);
}
