import { element, type Overlay, openOverlay } from '#lib/capture/overlay/overlay.ts';
import { viewOf } from '#lib/capture/safe-dom.ts';
import type { Rect } from '#lib/core/schema/reading.ts';

const SHOWN_MS = 1_500;

const CSS = `
  .flash {
    all: initial; position: fixed; inset: 0; inline-size: 100%; block-size: 100%; overflow: hidden; pointer-events: none;
    animation: flash ${SHOWN_MS}ms linear both;
  }
  .box {
    position: absolute; box-sizing: border-box; border-radius: 3px 3px 0 0; background: rgb(245 184 46 / .42);
    border-block-end: 2px solid #a86a00; forced-color-adjust: none;
  }
  @keyframes flash { 0%, 24%, 100% { opacity: 0; } 8%, 16%, 36%, 80% { opacity: 1; } }
  @media (prefers-reduced-motion: reduce) { .flash { animation: none; } }
`;

let shown: Overlay | undefined;

/**
 * Points something out on the page for a moment. It takes no click and no focus; a newer one replaces it.
 * @param boxesNow Where it is, in CSS pixels of the viewport: asked for each frame, as the page may be scrolled.
 */
export function flash(document: Document, boxesNow: () => readonly Rect[]): void {
  shown?.remove();
  const overlay = openOverlay(document, CSS);
  const layer = element(document, 'div', 'flash');
  layer.setAttribute('aria-hidden', 'true');
  layer.popover = 'manual';
  overlay.root.append(layer);

  function draw(): void {
    if (shown !== overlay) return;
    const boxes = boxesNow().map(({ x, y, width, height }) => {
      const box = element(document, 'div', 'box');
      Object.assign(box.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
      return box;
    });
    layer.replaceChildren(...boxes);
    viewOf(document)?.requestAnimationFrame(draw);
  }

  shown = overlay;
  // The top layer: above whatever z-index the page uses.
  layer.showPopover();
  draw();
  setTimeout(() => {
    overlay.remove();
    if (shown === overlay) shown = undefined;
  }, SHOWN_MS);
}
