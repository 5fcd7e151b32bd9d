import type { Translate } from '#lib/core/message-key.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { moveRect, type Point, rectBetween, resizeRect, type Size } from '#lib/screenshot/rect.ts';
import { element } from './overlay.ts';
import { openStage, type Stage } from './stage.ts';

/** A rectangle smaller than this is a click that slipped. */
const SMALLEST = 4;
/** Arrow keys step this far; with Alt, one pixel. */
const STEP = 16;

const CSS = `
  .veil { position: absolute; inset: 0; background: rgb(20 18 14 / .42); }
  .area { position: absolute; box-shadow: 0 0 0 200vmax rgb(20 18 14 / .42); outline: 2px solid #fff; outline-offset: 0; }
  .area::after { content: ""; position: absolute; inset: -3px; border: 1px solid #1f1c17; }
  .size {
    position: absolute; inset-block-start: calc(100% + 8px); inset-inline-start: 0; padding: 0 8px; border-radius: 6px;
    color: #f1ede4; background: #1f1c17; white-space: nowrap; font-variant-numeric: tabular-nums;
  }
  .area.low .size { inset-block: auto calc(100% + 8px); }
`;

const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Lets the user drag a rectangle over the page, in any direction, or move and size one with the arrow keys.
 * @returns the rectangle in CSS pixels of the viewport, when everything of ours has left the DOM.
 * @throws GleanerError `cancelled` on Esc, and where the page takes the picker off.
 */
export function pickRegion(document: Document, t: Translate): Promise<Rect> {
  return openStage<Rect>(
    document,
    { css: CSS, name: t('region_name'), hint: t('region_hint'), keys: t('region_hint_keys'), isClear: false },
    (stage) => play(document, t, stage),
  );
}

function play(document: Document, t: Translate, { dialog, hint, on, finish }: Stage<Rect>): void {
  const veil = element(document, 'div', 'veil');
  const area = element(document, 'div', 'area');
  const size = element(document, 'output', 'size');
  area.hidden = true;
  area.append(size);
  dialog.append(veil, area);

  const bounds = (): Size => ({ width: dialog.clientWidth, height: dialog.clientHeight });
  let rect: Rect | undefined;
  let corner: Point | undefined;

  function show(next: Rect): void {
    rect = next;
    veil.hidden = true;
    area.hidden = false;
    area.classList.toggle('low', next.y + next.height > bounds().height - 40);
    Object.assign(area.style, {
      left: `${next.x}px`,
      top: `${next.y}px`,
      width: `${next.width}px`,
      height: `${next.height}px`,
    });
    size.textContent = t('region_size', String(Math.round(next.width)), String(Math.round(next.height)));
  }

  function step({ key, shiftKey, altKey }: KeyboardEvent): void {
    const arrow = ARROWS[key];
    if (!arrow) return;
    const box = bounds();
    if (!rect) {
      show({ x: box.width / 4, y: box.height / 4, width: box.width / 2, height: box.height / 2 });
      return;
    }
    const by = { x: arrow.x * (altKey ? 1 : STEP), y: arrow.y * (altKey ? 1 : STEP) };
    show(shiftKey ? resizeRect(rect, by, box) : moveRect(rect, by, box));
  }

  const isLargeEnough = (area: Rect) => area.width >= SMALLEST && area.height >= SMALLEST;

  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    // Not `instanceof`: the frame has an Element of its own.
    const { target } = event;
    if (target && 'setPointerCapture' in target) (target as Element).setPointerCapture(event.pointerId);
    corner = { x: event.clientX, y: event.clientY };
    hint.hidden = true;
  });
  on('pointermove', (event) => {
    if (corner) show(rectBetween(corner, { x: event.clientX, y: event.clientY }, bounds()));
  });
  on('pointerup', (event) => {
    if (!corner) return;
    const dragged = rectBetween(corner, { x: event.clientX, y: event.clientY }, bounds());
    corner = undefined;
    if (isLargeEnough(dragged)) finish(dragged);
    else hint.hidden = false;
  });
  on('pointercancel', () => {
    corner = undefined;
    hint.hidden = false;
  });
  on('keydown', (event) => {
    if (event.key === 'Enter' && rect) finish(rect);
    else if (event.key in ARROWS) step(event);
    else return;
    event.preventDefault();
  });
}
