import { type AnchorMatch, resolveAnchors } from '#lib/capture/anchor.ts';
import { elementsBy } from '#lib/capture/anchoring/by-place.ts';
import { FlatTree } from '#lib/capture/flat-tree.ts';
import { accessor, bodyOf, contentDocumentOf, rootOf } from '#lib/capture/safe-dom.ts';
import type { Anchor } from '#lib/core/schema/anchor.ts';

const MISSING: AnchorMatch = { state: 'missing', score: 0 };

/** A page that has not changed for so long has nothing more to show by itself, and nobody waits longer than that. In ms. */
const QUIET_MS = 1_000;
const PATIENCE_MS = 3_000;
/** A page that is younger may be waiting for what it is going to show, and stand still meanwhile. */
const YOUNG_MS = 5_000;
const LOOK_MS = 100;

const readyStateOf = accessor(() => Document, 'readyState');

/** The trees on the way to those that anchors lie in, as far as there are any by now. */
export function treesTo(document: Document, anchors: readonly Anchor[]): Set<Node> {
  const flat = new FlatTree();
  const trees = new Set<Node>([document]);
  for (const { within = [] } of anchors) {
    let tree: Node = document;
    for (const selector of within) {
      const [host] = elementsBy(tree, selector);
      const inside: Node | null = host ? (contentDocumentOf(host) ?? flat.shadowRoot(host)) : null;
      if (!inside) break;
      trees.add(inside);
      tree = inside;
    }
  }
  return trees;
}

/** Counts how often the page changes, and knows when it last did. */
function watch(document: Document) {
  let changes = 0;
  let changedAt = performance.now();
  const observer = new MutationObserver(() => {
    changes += 1;
    changedAt = performance.now();
  });
  return {
    changes: () => changes,
    look(anchors: readonly Anchor[]): void {
      for (const tree of treesTo(document, anchors)) {
        observer.observe(tree, { childList: true, characterData: true, subtree: true });
      }
    },
    /** Resolves when the page has loaded some time ago and stands still, at `until` at the latest. */
    async stillness(until: number): Promise<void> {
      // Counted from when the page began.
      for (let now = performance.now(); now < until; now = performance.now()) {
        const isSettled = readyStateOf(document) === 'complete' && now >= YOUNG_MS;
        if (isSettled && now - changedAt >= QUIET_MS) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    },
    stop: () => observer.disconnect(),
  };
}

/**
 * Finds passages in a page that may still be building itself: where not all are as they should be, it is looked again
 * when the page has come to rest, or after a few seconds.
 * @param isGood Whether there is nothing to wait for.
 */
export async function resolveSettled(
  document: Document,
  anchors: readonly Anchor[],
  isGood: (match: AnchorMatch) => boolean,
): Promise<AnchorMatch[]> {
  const until = performance.now() + PATIENCE_MS;
  const page = watch(document);
  try {
    for (;;) {
      page.look(anchors);
      const before = page.changes();
      const root = bodyOf(document) ?? rootOf(document);
      const matches = root ? await resolveAnchors(anchors, root) : anchors.map(() => MISSING);
      if (matches.every(isGood) || performance.now() >= until) return matches;
      await page.stillness(until);
      if (page.changes() === before) return matches;
    }
  } finally {
    page.stop();
  }
}
