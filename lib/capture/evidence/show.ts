import type { Anchor } from '#lib/core/schema/anchor.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { intersection } from '#lib/screenshot/rect.ts';
import { boxesOf, isShown } from './drawn.ts';
import { flash } from './flash.ts';
import { type Pane, panesAround } from './panes.ts';
import { resolveSettled } from './resolve-settled.ts';
import { reveal } from './reveal.ts';

/** What is to be seen of boxes through all panes. */
function seenThrough(panes: readonly Pane[], boxes: readonly Rect[]): Rect[] {
  const rects = panes.map(({ rect }) => rect());
  return boxes.flatMap((box) => {
    let seen: Rect | undefined = box;
    for (const rect of rects) seen = seen && intersection(seen, rect);
    return seen ? [seen] : [];
  });
}

/**
 * Scrolls a page to a passage and points it out. Nothing is opened or unfolded for it, and focus, selection and DOM stay
 * as they are.
 * @returns whether it is there and to be seen.
 */
export async function show(document: Document, anchor: Anchor): Promise<boolean> {
  const [match] = await resolveSettled(document, [anchor], ({ range }) => range !== undefined);
  const range = match?.range;
  if (!range || boxesOf(range).length === 0) return false;
  if (!isShown(range.startContainer) && !isShown(range.endContainer)) return false;
  const panes = panesAround(range.startContainer);
  reveal(range, panes);
  const boxesNow = () => {
    const boxes = boxesOf(range);
    const seen = seenThrough(panes, boxes);
    // What is positioned is not cut off by all that it stands in.
    return seen.length > 0 ? seen : boxes;
  };
  flash(document, boxesNow);
  return true;
}
