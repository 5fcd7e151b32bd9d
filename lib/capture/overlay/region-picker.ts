import { GleanerError } from '#lib/core/errors.ts';
import type { Translate } from '#lib/core/message-key.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { moveRect, type Point, rectBetween, resizeRect, type Size } from '#lib/screenshot/rect.ts';
import { element, openOverlay } from './overlay.ts';

/** A rectangle smaller than this is a click that slipped. */
const SMALLEST = 4;
/** Arrow keys step this far; with Alt, one pixel. */
const STEP = 16;

const CSS = `
  dialog {
    all: initial; position: fixed; inset: 0; inline-size: 100vw; block-size: 100vh; max-inline-size: none;
    max-block-size: none; overflow: hidden; cursor: crosshair; touch-action: none; user-select: none;
    font: 13px/20px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  }
  dialog:not([open]) { display: none; }
  dialog::backdrop { background: transparent; }
  .catcher { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; border: 0; color-scheme: light; }
  .veil { position: absolute; inset: 0; background: rgb(20 18 14 / .42); }
  .area { position: absolute; box-shadow: 0 0 0 200vmax rgb(20 18 14 / .42); outline: 2px solid #fff; outline-offset: 0; }
  .area::after { content: ""; position: absolute; inset: -3px; border: 1px solid #1f1c17; }
  .size {
    position: absolute; inset-block-start: calc(100% + 8px); inset-inline-start: 0; padding: 0 8px; border-radius: 6px;
    color: #f1ede4; background: #1f1c17; white-space: nowrap; font-variant-numeric: tabular-nums;
  }
  .area.low .size { inset-block: auto calc(100% + 8px); }
  .hint {
    position: absolute; inset-block-start: 20px; inset-inline: 0; margin: 0 auto; inline-size: fit-content;
    max-inline-size: calc(100% - 40px); box-sizing: border-box; padding: 8px 16px; border-radius: 8px; text-align: center;
    color: #f1ede4; background: #1f1c17; border: 1px solid #4a453c; pointer-events: none;
  }
  .keys { display: block; color: #b8b1a3; font-size: 12px; }
  [hidden] { display: none; }
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
  const overlay = openOverlay(document, CSS);
  // A modal dialog is in the top layer and takes focus and clicks even where the page has a modal dialog of its own.
  const dialog = element(document, 'dialog', '');
  dialog.setAttribute('aria-label', t('region_name'));
  // An empty frame on top of all takes keys and pointers: a page hears what happens in its own window before anybody
  // else, and could keep even Esc from the user, but it hears nothing of a frame's.
  const catcher = element(document, 'iframe', 'catcher');
  catcher.title = t('region_name');
  const veil = element(document, 'div', 'veil');
  const area = element(document, 'div', 'area');
  const size = element(document, 'output', 'size');
  const hint = element(document, 'p', 'hint', t('region_hint'));
  hint.append(element(document, 'span', 'keys', t('region_hint_keys')));
  area.hidden = true;
  area.append(size);
  dialog.append(veil, area, hint, catcher);
  overlay.root.append(dialog);

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

  return new Promise<Rect>((resolve, reject) => {
    const done = new AbortController();
    const stopWatching = overlay.onTakenOff(() => finish(undefined));
    function finish(picked: Rect | undefined): void {
      stopWatching();
      done.abort();
      // Closing gives the focus back to where it was in the page.
      dialog.close();
      overlay.remove();
      if (picked) resolve(picked);
      else reject(new GleanerError('cancelled'));
    }
    const isLargeEnough = (area: Rect) => area.width >= SMALLEST && area.height >= SMALLEST;

    const listeners: [type: string, listener: (event: Event) => void][] = [];
    /** Only what a person did counts, and none of it reaches the page's own handlers. */
    function on<K extends keyof HTMLElementEventMap>(type: K, act: (event: HTMLElementEventMap[K]) => void): void {
      listeners.push([
        type,
        (event) => {
          event.stopPropagation();
          if (event.isTrusted) act(event as HTMLElementEventMap[K]);
        },
      ]);
    }
    function listenTo(target: EventTarget | null): void {
      for (const [type, listener] of listeners) target?.addEventListener(type, listener, { signal: done.signal });
    }
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
      if (event.key === 'Escape') finish(undefined);
      else if (event.key === 'Enter' && rect) finish(rect);
      else if (event.key in ARROWS) step(event);
      else return;
      event.preventDefault();
    });
    // What the browser itself takes for Esc, such as a gesture.
    on('cancel', () => finish(undefined));
    for (const type of ['keyup', 'keypress', 'click', 'mousedown', 'mouseup', 'contextmenu'] as const)
      on(type, () => {});
    function listenToFrame(): void {
      listenTo(catcher.contentWindow);
      const style = catcher.contentDocument?.documentElement.style;
      if (style) Object.assign(style, { cursor: 'crosshair', touchAction: 'none', userSelect: 'none', height: '100%' });
      catcher.contentWindow?.focus();
    }
    listenTo(dialog);
    dialog.showModal();
    // Some browsers give a new frame its document later.
    catcher.addEventListener('load', listenToFrame, { signal: done.signal });
    listenToFrame();
  });
}
