import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Rect } from '#lib/core/schema/reading.ts';
import type { Size } from '#lib/screenshot/rect.ts';

const STEPS = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2, 3, 4] as const;

/** Between the picture and the edges of what it lies in. */
const MARGIN = 24;

export type Zoom = {
  /** Pixels of the screen per CSS pixel of the picture. */
  zoom: number;
  isFit: boolean;
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  actual(): void;
  /** The part of the picture that is seen, in its own CSS pixels. */
  view(): Rect;
};

/** How large a picture is shown. To begin with it fits the width: what is longer than the window scrolls. */
export function useZoom(stage: RefObject<HTMLElement | null>, picture: Size): Zoom {
  const [chosen, setChosen] = useState<number>();
  const [room, setRoom] = useState(0);
  const fitting = room > 0 ? Math.min(1, Math.max(room - 2 * MARGIN, 1) / picture.width) : 1;
  const zoom = chosen ?? fitting;

  useEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const measure = new ResizeObserver(() => setRoom(element.clientWidth));
    measure.observe(element);
    return () => measure.disconnect();
  }, [stage]);

  // What is in the middle stays there.
  const shown = useRef(zoom);
  useLayoutEffect(() => {
    const element = stage.current;
    const ratio = zoom / shown.current;
    shown.current = zoom;
    if (!element || ratio === 1) return;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
    element.scrollLeft = (scrollLeft + clientWidth / 2) * ratio - clientWidth / 2;
    element.scrollTop = scrollTop === 0 ? 0 : (scrollTop + clientHeight / 2) * ratio - clientHeight / 2;
  }, [stage, zoom]);

  const view = useCallback((): Rect => {
    const element = stage.current;
    const sheet = element?.querySelector('svg');
    if (!element || !sheet) return { x: 0, y: 0, ...picture };
    const [outer, inner] = [element.getBoundingClientRect(), sheet.getBoundingClientRect()];
    const [left, top] = [Math.max(outer.left, inner.left), Math.max(outer.top, inner.top)];
    const [right, bottom] = [Math.min(outer.right, inner.right), Math.min(outer.bottom, inner.bottom)];
    return {
      x: (left - inner.left) / zoom,
      y: (top - inner.top) / zoom,
      width: Math.max(1, (right - left) / zoom),
      height: Math.max(1, (bottom - top) / zoom),
    };
  }, [stage, picture, zoom]);

  return {
    zoom,
    isFit: chosen === undefined,
    zoomIn: () => setChosen(STEPS.find((step) => step > zoom * 1.01) ?? zoom),
    zoomOut: () => setChosen(STEPS.findLast((step) => step < zoom * 0.99) ?? zoom),
    fit: () => setChosen(undefined),
    actual: () => setChosen(1),
    view,
  };
}
