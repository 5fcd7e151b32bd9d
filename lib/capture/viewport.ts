import type { Rect, Shot } from '#lib/core/schema/reading.ts';

/**
 * The rectangle, in CSS pixels of the layout viewport, that a picture of the visible page shows. Scroll bars are part of
 * the picture. After a pinch zoom the picture shows only part of the layout viewport.
 */
export function pictured(view: Window): Rect {
  const visual = view.visualViewport;
  if (visual && Math.abs(visual.scale - 1) > 0.001) {
    return { x: visual.offsetLeft, y: visual.offsetTop, width: visual.width, height: visual.height };
  }
  return { x: 0, y: 0, width: view.innerWidth, height: view.innerHeight };
}

/** What to picture of the page as it stands: all that can be seen, or `rect` of it. */
export function shotOf(view: Window, rect?: Rect): Shot {
  const scale = view.devicePixelRatio * (view.visualViewport?.scale ?? 1);
  return { ...(rect ? { rect } : {}), viewport: pictured(view), scale };
}

/** Resolves when what was just taken out of the page is gone from the screen too. */
export function painted(view: Window): Promise<void> {
  return new Promise((resolve) => {
    // The second frame is asked for after the first was drawn. A page in the background draws none: do not wait for ever.
    view.setTimeout(resolve, 500);
    view.requestAnimationFrame(() => view.requestAnimationFrame(() => resolve()));
  });
}
