import { useMemo, useRef } from 'react';
import type { ClipIds } from '#lib/search/library/clip-ids.ts';

/** Where the keyboard is in a list of clips. */
export type ClipCursor = {
  /** Opens the next clip or the one before. */
  step(by: 1 | -1): void;
  /** Opens the clip where the keyboard was last, or the first one. */
  openClip(): void;
  /** Opens the clip that comes into the place of the one that is open, when that leaves the list. */
  follow(): void;
};

/**
 * Where the keyboard is, also after its clip was closed or has left the list.
 * @param list What the list shows: in another list, nothing has a place of its own.
 */
export function useClipCursor(
  ids: ClipIds,
  openId: string | undefined,
  list: string,
  onOpen: (id: string | undefined) => void,
): ClipCursor {
  const cursor = useRef<{ id: string; place: number; list: string }>(undefined);
  // Grouped by tags, a clip stands in the list more than once: it is open where the keyboard has come to it.
  const known = cursor.current?.place ?? -1;
  const place = openId === undefined ? -1 : ids.at(known) === openId ? known : ids.indexOf(openId);
  if (openId !== undefined && place >= 0) cursor.current = { id: openId, place, list };

  return useMemo(
    () => ({
      step(by) {
        const last = cursor.current;
        const found = place >= 0 ? place : last ? ids.indexOf(last.id) : -1;
        // What has left the list has left its place to the one after it. In another list it never had one.
        const left = last?.list === list ? last.place - (by > 0 ? 1 : 0) : -1;
        const to = Math.min(Math.max((found >= 0 ? found : left) + by, 0), ids.length - 1);
        const next = ids.at(to);
        if (next === undefined) return;
        cursor.current = { id: next, place: to, list };
        onOpen(next);
      },
      openClip() {
        const last = cursor.current?.id;
        onOpen(last !== undefined && ids.has(last) ? last : ids.at(0));
      },
      follow() {
        if (place >= 0) onOpen(ids.at(place + 1) ?? ids.at(place - 1));
      },
    }),
    [ids, place, list, onOpen],
  );
}
