import { isImage, queryRoot } from '#lib/capture/safe-dom.ts';
import { watchChanges } from './changes.ts';
import { isInSight } from './in-sight.ts';
import { treesOf } from './trees.ts';

/**
 * How long a window of a page is looked at before it is pictured: pages that load as they are scrolled take a moment to
 * notice.
 */
export type Pace = {
  /**
   * Asked when a window has been scrolled to and drawn.
   * @param index How many were pictured before it.
   * @param isEnd Whether the page ends in it.
   * @returns so many milliseconds.
   */
  look(index: number, isEnd: boolean): number;
  /**
   * Asked when a window has been looked at, and again before the page is scrolled on.
   * @param hasGrown Whether there is more of the page than before.
   * @returns whether windows before were not looked at long enough: once at most, for then all are.
   */
  wasHasty(hasGrown: boolean): boolean;
  /** Does something to the page that is not the page's own doing. */
  ours(work: () => void): void;
  stop(): void;
};

/** Where taking a picture takes long, and before the first: the page may have opened just now. */
const NOTICE_MS = 200;

/** Where the browser makes everybody wait from one picture to the next: what the page has to load gets this for nothing. */
export const PACED_BY_BROWSER: Pace = {
  look: () => NOTICE_MS,
  wasHasty: () => false,
  ours: (work) => work(),
  stop() {},
};

/** What a page that answers late gets: more than most wait for until they believe that the user has stopped scrolling. */
const PATIENCE_MS = 450;
/** What is looked at longer, in order to learn whether the page is one of those. */
const PROBE_MS = 300;
/** The first windows, then ever fewer. */
const isProbe = (index: number): boolean => index < 2 || Number.isInteger(Math.log2(index) / 2);

/** Whether something is in sight that may get its content without a word: an image without one, a drawing, a frame. */
function isUnsure(document: Document, view: Window): boolean {
  const widthOf = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'naturalWidth')?.get;
  return treesOf(document).some((tree) =>
    queryRoot(tree, 'img, iframe, canvas, video, object, embed').some((element) => {
      if (isImage(element) && widthOf?.call(element) > 1) return false;
      return isInSight(element, view);
    }),
  );
}

/**
 * Where the browser makes nobody wait: only what the page itself needs. One that does nothing when it is scrolled is not
 * waited for. One that answers at once is, where it does. And of one that does something after a while, all is looked at
 * with patience, from the start if need be: it may wait for the user to stop scrolling.
 * @param except What lies over the page and is none of it.
 */
export function pacedByPage(document: Document, view: Window, except: Element | undefined): Pace {
  const changes = watchChanges(document, except);
  let isPatient = false;
  let isHasty = false;
  return {
    look(index, isEnd) {
      const hasAnswered = changes.seen();
      if (isPatient) return PATIENCE_MS;
      if (hasAnswered || isEnd || isProbe(index) || isUnsure(document, view)) return PROBE_MS;
      isHasty = true;
      return 0;
    },
    wasHasty(hasGrown) {
      if (!changes.seen() || isPatient) return false;
      isPatient = true;
      // What grows at its end says nothing of what is above.
      return isHasty && !hasGrown;
    },
    ours: changes.ours,
    stop: changes.stop,
  };
}
