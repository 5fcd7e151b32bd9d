import type { Content, Page } from '#lib/capture/capture-kind.ts';
import { offer } from '#lib/capture/overlay/offer.ts';
import { type Panel, withProgress } from '#lib/capture/overlay/progress.ts';
import { documentOf } from '#lib/capture/safe-dom.ts';
import { shotOf } from '#lib/capture/viewport.ts';
import { GleanerError, toAppError } from '#lib/core/errors.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import { reaches } from '#lib/screenshot/tiles.ts';
import { PACED_BY_BROWSER, pacedByPage } from './pace.ts';
import { rootScrollerOf } from './panes.ts';
import { scrollPlaces } from './scroll-places.ts';
import { type Steady, steady } from './steady.ts';
import { type Area, type Reached, sweep } from './sweep.ts';

/** A background that is stopped loses all tiles. Once is bad luck. In Firefox a page may also turn out to answer late. */
const RUNS = import.meta.env.FIREFOX ? 3 : 2;
/** How often to remind the background that the user is still being asked: it forgets, or is stopped, before long. */
const HOLD_MS = 20_000;

/** What may stop a picture half-way and leave something to keep. */
const PARTIAL: readonly string[] = ['cancelled', 'tab_not_visible', 'screenshot_failed'];

const NO_PANEL: Panel = { host: undefined, show() {}, hide() {} };
const LEFT_ALONE: Steady = { hold() {}, restore() {} };

type Use = Omit<Parameters<typeof sweep>[2], 'pace'>;

async function sweepAll(page: Page, area: Area, use: Use, reached: Reached): Promise<void> {
  const { document, view } = page;
  const pace = import.meta.env.FIREFOX ? pacedByPage(document, view, use.panel.host) : PACED_BY_BROWSER;
  try {
    for (let run = 0; ; run += 1) {
      try {
        return await sweep(page, area, { ...use, pace }, run, reached);
      } catch (error) {
        if (run + 1 === RUNS || toAppError(error).code !== 'capture_interrupted') throw error;
      }
    }
  } finally {
    pace.stop();
  }
}

/** The words in what was pictured, where they stand in the first tile's view of the page. */
async function wordsIn(
  { load }: Page,
  { scroller, bounds, within }: Area,
  held: Steady,
  height: number,
): Promise<TextLayer> {
  const { readTextLayer } = await load('textLayer');
  try {
    const start = bounds();
    scroller.scrollTo(start);
    held.hold({ isFirst: true, isLast: false });
    const [pane, offset, { x, y, width }] = [scroller.pane(), scroller.offset(), bounds()];
    const document = documentOf(scroller.element);
    const isPage = document !== null && scroller.element === rootScrollerOf(document);
    const root = within ?? (isPage ? document : scroller.element);
    return readTextLayer(root, { x: pane.x + x - offset.x, y: pane.y + y - offset.y, width, height });
  } catch (error) {
    // A picture is evidence without its words too: no page may keep it from being taken.
    console.warn(error);
    return [];
  }
}

/** Whether the user wants what there is, of a picture that was stopped. */
async function isWanted({ document, t, camera }: Page): Promise<boolean> {
  // Should the background be stopped meanwhile, that is said when the picture is delivered.
  const reminding = setInterval(() => void camera.hold().catch(() => undefined), HOLD_MS);
  try {
    const texts = { text: t('partial_offer'), accept: t('partial_keep'), decline: t('partial_discard') };
    return await offer(document, texts);
  } finally {
    clearInterval(reminding);
  }
}

/**
 * Has an area pictured, piece by piece where it is not seen at once, and the page put back as it was: whatever happens,
 * before anything else does. Only pages that take more than one piece are touched at all.
 * @param element What is pictured, or what scrolls it: itself and all around it may be scrolled on the way.
 * @param find Finds the area, once how far everything is scrolled has been remembered; it may scroll.
 * @throws GleanerError `cancelled`, `capture_interrupted`, `tab_not_visible`, `screenshot_failed`
 */
export async function pictureOf(page: Page, element: Element, find: () => Area): Promise<Content> {
  const { document, view, t } = page;
  const reached: Reached = { width: 0, height: 0, isCut: false, isCutRight: false };
  const scrollBack = scrollPlaces(element);
  let held: Steady = LEFT_ALONE;
  let textLayer: TextLayer = [];
  const restore = (): void => {
    scrollBack();
    held.restore();
    held = LEFT_ALONE;
    // What snaps or grows may have moved with the styles.
    scrollBack();
  };
  const gone = new AbortController();
  // The page may be kept as it is, and come back: at once, for nothing runs in it meanwhile.
  const leave = (): void => {
    restore();
    gone.abort();
  };
  view.addEventListener('pagehide', leave);

  async function take(area: Area, panel: Panel, signal: AbortSignal): Promise<void> {
    try {
      const until = AbortSignal.any([signal, gone.signal]);
      await sweepAll(page, area, { panel, page: held, signal: until }, reached);
    } finally {
      if (reached.height > 0) textLayer = await wordsIn(page, area, held, reached.height);
    }
  }

  let isStopped = false;
  try {
    const area = find();
    const [{ width, height }, pane] = [area.bounds(), area.scroller.pane()];
    const { scale = 1 } = shotOf(view);
    const isSeen = reaches(pane.width, width, scale) && reaches(pane.height, height, scale);
    if (isSeen) {
      await take(area, NO_PANEL, new AbortController().signal);
    } else {
      await withProgress(document, t, (panel, signal) => {
        held = steady(area.scroller, area.within, panel.host);
        return take(area, panel, signal);
      });
    }
  } catch (error) {
    if (reached.height === 0 || !PARTIAL.includes(toAppError(error).code)) throw error;
    isStopped = true;
  } finally {
    view.removeEventListener('pagehide', leave);
    restore();
  }
  if (isStopped && !(await isWanted(page))) throw new GleanerError('cancelled');
  return { quote: '', markdown: '', tiled: reached, textLayer };
}
