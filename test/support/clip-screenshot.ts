import type { Page } from 'playwright';
import { captureKindOf } from '#lib/capture/kinds/index.ts';
import type { MessageKey, Translate } from '#lib/core/message-key.ts';
import type { ExtensionBrowser } from './chromium-driver.ts';
import type { Shot } from './clip-arguments.ts';
import { pickTarget, until } from './clip-picking.ts';
import { findTarget, selectNothing } from './clip-target.ts';
import { overlaid } from './overlaid.ts';
import { type OwnWorld, openOwnWorld } from './own-world.ts';
import { clipShown, startKind } from './popup-gestures.ts';
import { drag } from './region.ts';

/** Ids of the capture kinds that take pictures. */
const KINDS = { visible: 'visible', full: 'full-page', element: 'element-shot', region: 'region' } as const;

/** How long a picker may take to open, and a picture to be taken, in ms. A long page is scrolled over. */
const OPENS = 15_000;
const TAKES = 75_000;

function labelOf(of: Shot['of']): MessageKey {
  const kind = captureKindOf(KINDS[of]);
  if (!kind) throw new Error(`this build takes no screenshots of that sort ("${KINDS[of]}").`);
  return kind.label;
}

/** The popup that opens on what was taken, or why none does: the page is told. */
async function popupOn(browser: ExtensionBrowser, world: OwnWorld): Promise<Page> {
  const popup = await until(TAKES, async () => {
    const { toast } = await overlaid(world).catch(() => ({ toast: undefined }));
    if (toast?.isError) throw new Error(toast.text);
    return browser.attachPopup(40).catch(() => undefined);
  });
  if (!popup) throw new Error(`no picture was taken within ${TAKES / 1000} s.`);
  return popup;
}

/** Runs in the page: scrolls a rectangle of it into view. @returns where it is in the window; undefined if not all of it. */
function scrollToRegion({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  // The corner may stand anywhere in the window, so that the far side is in it too.
  scrollTo({ left: x, top: y, behavior: 'instant' });
  const [left, top] = [x - scrollX, y - scrollY];
  const root: Element | null = Document.prototype.querySelector.call(document, ':root');
  const view = { width: root?.clientWidth || innerWidth, height: innerHeight };
  return left >= 0 && top >= 0 && left + width <= view.width && top + height <= view.height ? [left, top] : undefined;
}

async function dragRegion(page: Page, world: OwnWorld, region: Shot & { of: 'region' }): Promise<void> {
  const opened = await until(OPENS, async () => {
    const { picker, toast } = await overlaid(world);
    if (toast?.isError) throw new Error(toast.text);
    return picker?.hasKeyboard || undefined;
  });
  if (!opened) throw new Error('the region picker did not open on the page.');
  const [x, y] = (await world.call(scrollToRegion, region)) ?? [];
  if (x === undefined || y === undefined) {
    await page.keyboard.press('Escape');
    throw new Error('the region is not on the page, or does not fit into its window.');
  }
  await drag(page, [x, y], [x + region.width, y + region.height]);
}

/** What the popup shows, the id of the clip that was saved last before, and what was clipped. */
export type Captured = { popup: Page; before: string | undefined; element: string };

/** Takes a picture by the gestures of a user. Rejects with a sentence on why not. */
export async function takeScreenshot(
  browser: ExtensionBrowser,
  page: Page,
  shot: Shot,
  frame: string | undefined,
  words: Translate,
): Promise<Captured> {
  const label = labelOf(shot.of);
  if (shot.of === 'element') {
    const target = await findTarget(page, { css: shot.css, frame });
    try {
      await selectNothing(page);
      const picked = await pickTarget(browser, page, target, { label, only: undefined }, words);
      await clipShown(picked.popup);
      return { ...picked, element: `a picture of ${target.what}` };
    } finally {
      await target.world.close();
    }
  }
  await selectNothing(page);
  const world = await openOwnWorld(page);
  try {
    if (shot.of === 'region' && !(await world.call(scrollToRegion, shot))) {
      throw new Error('the region is not on the page, or does not fit into its window.');
    }
    const asked = await browser.clickToolbar(page);
    const before = await startKind(asked, words(label));
    // A desktop gives the window its focus back when the popup closes. Without one, not every browser does.
    if (asked.isClosed()) await page.bringToFront();
    if (shot.of === 'region') await dragRegion(page, world, shot);
    // What is seen is taken while the popup stands open; the others close it, and open it again on what they took.
    const popup = asked.isClosed() ? await popupOn(browser, world) : asked;
    await clipShown(popup);
    return { popup, before, element: { visible: 'what is seen', full: 'all', region: 'a region' }[shot.of] };
  } finally {
    await world.close();
  }
}
