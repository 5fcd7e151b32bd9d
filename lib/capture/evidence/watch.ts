import { type AnchorMatch, resolveAnchors } from '#lib/capture/anchor.ts';
import { bodyOf, rootOf, treeRootOf } from '#lib/capture/safe-dom.ts';
import { isNoise } from '#lib/core/evidence.ts';
import type { Wanted } from './await-clips.ts';
import { treesTo } from './resolve-settled.ts';

/** A clip that is in the page. The range is ours alone: it lives with the page's text, and no page gets at it. */
export type Found = { clip: Wanted; range: Range; text: string; state: 'exact' | 'moved' | 'changed' };

/** A page is looked at again when it has been quiet for so long, or has changed for that long without a rest. In ms. */
const QUIET_MS = 250;
const RESTLESS_MS = 1_500;
/** Looking again may take so much of the time; where it found nothing, the next look waits twice as long as the last. */
const SHARE = 1 / 20;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

function foundBy(clip: Wanted, { state, range, quote }: AnchorMatch): Found | undefined {
  if (!range || state === 'missing') return undefined;
  const exact = clip.anchor.selectors.find(({ type }) => type === 'TextQuoteSelector');
  const before = exact?.type === 'TextQuoteSelector' ? exact.exact : '';
  // Words that differ only in what this clip ignores are the same.
  const isSame = state === 'changed' && quote !== undefined && isNoise(before, quote, clip.ignoredChanges);
  return { clip, range, text: range.toString(), state: isSame ? 'exact' : state };
}

/** Whether the words are still where they were found, and still the same. */
function stands({ range, text }: Found): boolean {
  return range.startContainer.isConnected && range.endContainer.isConnected && range.toString() === text;
}

/**
 * Looks for clips in a page for as long as it is open: what is not there yet, has fallen out of the document or says
 * something else is looked for again as the page changes, and nothing else. A page that never rests is looked at less and
 * less often.
 * @param onFound What is in the page now, whenever that is not what it was.
 * @param onLooked The same once it has been looked for: at first, and after each change.
 */
export function watchClips(
  document: Document,
  onFound: (found: readonly Found[]) => void,
  onLooked: (found: readonly Found[]) => void,
) {
  let clips: readonly Wanted[] = [];
  let found = new Map<string, Found>();
  let search = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restlessSince: number | undefined;
  let notBefore = 0;
  let pause = 0;
  /** The search that is under way. */
  let looking: AbortSignal | undefined;

  const observer = new MutationObserver(lookSoon);
  let watched = new WeakSet<Node>();
  /** Frames and shadow trees tell of their changes only if asked themselves. */
  function watchTrees(): void {
    const trees = [
      ...treesTo(
        document,
        clips.map(({ anchor }) => anchor),
      ),
      ...[...found.values()].map(({ range }) => treeRootOf(range.startContainer)),
    ];
    for (const tree of trees) {
      if (watched.has(tree)) continue;
      watched.add(tree);
      observer.observe(tree, { childList: true, characterData: true, subtree: true });
    }
  }

  function lookSoon(): void {
    const now = performance.now();
    restlessSince ??= now;
    const due = Math.min(now + QUIET_MS, restlessSince + RESTLESS_MS);
    clearTimeout(timer);
    timer = setTimeout(() => void look(), Math.max(due, notBefore) - now);
  }

  /** The longer a look takes, and the more often it is in vain, the later the next. */
  function rest(since: number, isInVain: boolean): void {
    pause = isInVain ? Math.min(Math.max(pause * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS) : 0;
    const now = performance.now();
    notBefore = now + Math.max(pause, (now - since) / SHARE);
  }

  async function look(isFirst = false): Promise<void> {
    timer = undefined;
    restlessSince = undefined;
    const { signal } = search;
    // What is being looked at may have changed behind the look.
    if (looking === signal) return lookSoon();
    looking = signal;
    const since = performance.now();
    const standing = new Map([...found].filter(([, one]) => stands(one)));
    const sought = clips.filter(({ clipId }) => {
      const state = standing.get(clipId)?.state;
      return state === undefined || state === 'changed';
    });
    const fallen = found.size - standing.size;
    found = standing;
    // Paint that lies over other words than were found is a lie.
    if (fallen > 0) onFound([...found.values()]);
    let isNew = false;
    if (sought.length > 0) {
      watchTrees();
      const root = bodyOf(document) ?? rootOf(document);
      const anchors = sought.map(({ anchor }) => anchor);
      const matches = await resolveAnchors(anchors, root, signal).catch(() => []);
      if (signal.aborted) return;
      for (const [index, clip] of sought.entries()) {
        const match = matches[index];
        const one = match && foundBy(clip, match);
        const before = found.get(clip.clipId);
        isNew ||= one?.state !== before?.state || one?.text !== before?.text;
        if (one) found.set(clip.clipId, one);
        else found.delete(clip.clipId);
      }
      watchTrees();
    }
    looking = undefined;
    rest(since, sought.length > 0 && !isNew && fallen === 0);
    if (isNew) onFound([...found.values()]);
    if (isNew || isFirst || fallen > 0) onLooked([...found.values()]);
  }

  // A frame that has loaded tells nobody but itself, and whoever hears what happens on the way to it.
  document.addEventListener('load', lookSoon, { capture: true });

  return {
    /** Looks for these and no others, from the beginning: the page may be another one. */
    follow(wanted: readonly Wanted[]): void {
      search.abort();
      search = new AbortController();
      clearTimeout(timer);
      const byId = new Map(wanted.map((clip) => [clip.clipId, clip]));
      const kept = [...found].flatMap(([id, one]): [string, Found][] => {
        const clip = byId.get(id);
        return clip && JSON.stringify(clip.anchor) === JSON.stringify(one.clip.anchor) ? [[id, { ...one, clip }]] : [];
      });
      found = new Map(kept);
      clips = wanted;
      pause = 0;
      notBefore = 0;
      onFound([...found.values()]);
      // The trees of another page's clips are none of ours any more.
      observer.disconnect();
      watched = new WeakSet();
      if (clips.length > 0) void look(true);
    },
    stop(): void {
      search.abort();
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('load', lookSoon, { capture: true });
      found = new Map();
      clips = [];
      onFound([]);
    },
  };
}
