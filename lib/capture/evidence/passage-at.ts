import { elementAt } from '#lib/capture/overlay/element-at.ts';
import { documentOf } from '#lib/capture/safe-dom.ts';
import type { Found } from './watch.ts';

/** A point in CSS pixels of the viewport of a document. */
export type Spot = { document: Document; x: number; y: number };

/** The line of a passage that a point is in. */
function lineAt({ range }: Found, { document, x, y }: Spot): DOMRect | undefined {
  if (documentOf(range.startContainer) !== document) return undefined;
  const isIn = (rect: DOMRect) => x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
  return Array.from(range.getClientRects()).find(isIn);
}

/**
 * The passage whose words are at a point, and the line of it: the shortest where several are. What something else lies
 * over is not at the point.
 */
export function passageAt(found: readonly Found[], spot: Spot): { found: Found; line: DOMRect } | undefined {
  const hits = found.flatMap((one) => {
    const line = lineAt(one, spot);
    return line ? [{ found: one, line }] : [];
  });
  if (hits.length === 0) return undefined;
  const element = elementAt(spot.document, spot.x, spot.y);
  return hits
    .filter(({ found: { range } }) => element && range.intersectsNode(element))
    .sort((a, b) => a.found.text.length - b.found.text.length)[0];
}
