import { type MouseEvent, type PointerEvent, useRef } from 'react';
import {
  dragHandle,
  type HandleName,
  handleAt,
  itemAt,
  moveShape,
  type Sheet,
} from '#lib/screenshot/markup-geometry.ts';
import { addShape, changeShape, type Item } from '#lib/screenshot/markup-items.ts';
import { shapeBetween } from '#lib/screenshot/new-shape.ts';
import type { Point } from '#lib/screenshot/rect.ts';
import type { ToolId } from './tools.ts';
import type { MarkupEditor } from './use-markup.ts';

/** How near to something the pointer has to come, and how far a drag has to go, in pixels of the screen. */
const REACH = 7;
const DRAG = 4;

type Gesture = { from: Point } & (
  | { type: 'draw'; tool: Exclude<ToolId, 'select' | 'text'> }
  | { type: 'write' }
  | { type: 'move'; item: Item }
  | { type: 'resize'; item: Item; handle: HandleName }
);

export type PointerProps = {
  editor: MarkupEditor;
  tool: ToolId;
  colour: string;
  sheet: Sheet;
  zoom: number;
  /** Something was drawn. */
  onDrawn(item: Item): void;
  /** A text is to be written here. */
  onText(at: Point): void;
  /** The text that stands here is to be written on. */
  onEditText(item: Item): void;
};

const RESIZE_CURSORS: Record<HandleName, string> = {
  nw: 'nwse-resize',
  se: 'nwse-resize',
  ne: 'nesw-resize',
  sw: 'nesw-resize',
  n: 'ns-resize',
  s: 'ns-resize',
  e: 'ew-resize',
  w: 'ew-resize',
  from: 'move',
  to: 'move',
};

/** How far a value lies outside a range. */
const beyond = (value: number, low: number, high: number): number =>
  Math.min(0, value - low) + Math.max(0, value - high);

/** A drag that leaves the window takes the picture along. */
function scrollTowards({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>): void {
  const stage = currentTarget.closest('.stage');
  if (!stage) return;
  const { left, right, top, bottom } = stage.getBoundingClientRect();
  stage.scrollBy(beyond(clientX, left, right), beyond(clientY, top, bottom));
}

/** Drawing, moving and resizing with a mouse, pen or finger: each drag is one step. */
export function usePointer({ editor, tool, colour, sheet, zoom, onDrawn, onText, onEditText }: PointerProps) {
  const gesture = useRef<Gesture>(undefined);
  const { items, kept, selected } = editor;

  /** Where on the picture the pointer is, in whole CSS pixels of it. */
  function pointOf({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>): Point {
    const { left, top } = currentTarget.getBoundingClientRect();
    return { x: Math.round((clientX - left) / zoom), y: Math.round((clientY - top) / zoom) };
  }

  const reach = REACH / zoom;
  const handleOfSelected = (at: Point) => (selected ? handleAt(selected.shape, at, reach) : undefined);

  /** The items with what the gesture comes to when the pointer is here. */
  function drawnTo(now: Exclude<Gesture, { type: 'write' }>, to: Point) {
    if (now.type === 'draw') {
      return addShape(kept, shapeBetween({ type: now.tool, colour, items: kept, sheet }, now.from, to));
    }
    const { id, shape } = now.item;
    const by = { x: to.x - now.from.x, y: to.y - now.from.y };
    const changed = now.type === 'move' ? moveShape(shape, by, sheet) : dragHandle(shape, now.handle, to, sheet);
    return { items: changeShape(kept, id, changed), item: { id, shape: changed } };
  }

  function onPointerDown(event: PointerEvent<SVGSVGElement>): void {
    if (event.button !== 0) return;
    const from = pointOf(event);
    const handle = handleOfSelected(from);
    const target = tool === 'select' ? itemAt(items, from, reach, sheet) : undefined;
    if (selected && handle) gesture.current = { type: 'resize', item: selected, handle: handle.name, from };
    else if (tool === 'text') gesture.current = { type: 'write', from };
    else if (tool !== 'select') gesture.current = { type: 'draw', tool, from };
    else {
      editor.select(target?.id);
      if (target) gesture.current = { type: 'move', item: target, from };
    }
    if (gesture.current) event.currentTarget.setPointerCapture(event.pointerId);
  }

  function isDrag(now: Gesture, to: Point): boolean {
    return Math.hypot(to.x - now.from.x, to.y - now.from.y) * zoom >= DRAG;
  }

  function onPointerMove(event: PointerEvent<SVGSVGElement>): void {
    const [now, at] = [gesture.current, pointOf(event)];
    if (now?.type === 'write') return;
    if (now) {
      if (isDrag(now, at) || items !== kept) editor.preview(drawnTo(now, at).items);
      scrollTowards(event);
      return;
    }
    const handle = handleOfSelected(at);
    const isOver = tool === 'select' && itemAt(items, at, reach, sheet) !== undefined;
    const cursor = tool === 'select' ? (isOver ? 'move' : 'default') : tool === 'text' ? 'text' : 'crosshair';
    event.currentTarget.style.cursor = handle ? RESIZE_CURSORS[handle.name] : cursor;
  }

  function onPointerUp(event: PointerEvent<SVGSVGElement>): void {
    const [now, to] = [gesture.current, pointOf(event)];
    gesture.current = undefined;
    if (!now) return;
    if (now.type === 'write') {
      // Not before now: pressing the button would take the focus back.
      onText(to);
      return;
    }
    // Pins are placed by a click; a click with another tool means what lies there.
    if (!isDrag(now, to) && items === kept && !(now.type === 'draw' && now.tool === 'pin')) {
      editor.preview(undefined);
      if (now.type === 'draw') editor.select(itemAt(kept, to, reach, sheet)?.id);
      return;
    }
    const { items: next, item } = drawnTo(now, to);
    editor.commit(next);
    editor.select(item.id);
    if (now.type === 'draw') onDrawn(item);
  }

  function cancel(): void {
    gesture.current = undefined;
    editor.preview(undefined);
  }

  function onDoubleClick(event: MouseEvent<SVGSVGElement>): void {
    if (tool === 'select' && selected?.shape.type === 'text') {
      event.preventDefault();
      onEditText(selected);
    }
  }

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: cancel, onDoubleClick, cancel };
}
