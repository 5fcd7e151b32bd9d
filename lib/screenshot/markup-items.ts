import type { Mark, Markup } from '#lib/core/schema/markup.ts';
import type { Rect } from '#lib/core/schema/reading.ts';

/** A part of the picture to be blacked out for good. Never stored: saving burns it into the pixels. */
export type Redaction = { type: 'redaction'; rect: Rect };
/** The part of the picture that is kept in view. There is at most one. */
export type Crop = { type: 'crop'; rect: Rect };
export type Shape = Mark | Redaction | Crop;
export type ShapeType = Shape['type'];

/** A shape under edit, and the number it goes by for as long as the editor is open. */
export type Item = { id: number; shape: Shape };
/** In the order in which they are drawn. */
export type Items = readonly Item[];

/** What a picture's items come to: what a markup keeps, and what is burned in. */
export type Drawn = Pick<Markup, 'crop' | 'marks'> & { redactions: Rect[] };

/** The items of a picture as it was marked up before. */
export function itemsOf(markup: Pick<Markup, 'crop' | 'marks'> | undefined): Items {
  if (!markup) return [];
  const crop: Shape[] = markup.crop ? [{ type: 'crop', rect: markup.crop }] : [];
  return [...crop, ...markup.marks].map((shape, index) => ({ id: index + 1, shape }));
}

export function drawnOf(items: Items): Drawn {
  const drawn: Drawn = { marks: [], redactions: [] };
  for (const { shape } of items) {
    if (shape.type === 'crop') drawn.crop = shape.rect;
    else if (shape.type === 'redaction') drawn.redactions.push(shape.rect);
    else drawn.marks.push(shape);
  }
  return drawn;
}

/** Adds a shape on top of the others; a crop takes the place of the one before. @returns the new item too. */
export function addShape(items: Items, shape: Shape): { items: Items; item: Item } {
  const item = { id: Math.max(0, ...items.map(({ id }) => id)) + 1, shape };
  const others = shape.type === 'crop' ? items.filter((other) => other.shape.type !== 'crop') : items;
  return { items: [...others, item], item };
}

export function addShapes(items: Items, shapes: readonly Shape[]): Items {
  return shapes.reduce((all, shape) => addShape(all, shape).items, items);
}

export function changeShape(items: Items, id: number, shape: Shape): Items {
  return items.map((item) => (item.id === id ? { id, shape } : item));
}

export function removeItem(items: Items, id: number): Items {
  return items.filter((item) => item.id !== id);
}

/** The smallest number that no pin has. */
export function nextPinNumber(items: Items): number {
  const taken = new Set(items.map(({ shape }) => (shape.type === 'pin' ? shape.number : 0)));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

const LAYERS: Partial<Record<ShapeType, number>> = { redaction: -1, crop: 1 };

/** The items bottom up: what is burned in lies under all marks, and a crop frames everything. */
export function paintOrder(items: Items): Items {
  const layer = ({ shape }: Item) => LAYERS[shape.type] ?? 0;
  return items.toSorted((a, b) => layer(a) - layer(b));
}
