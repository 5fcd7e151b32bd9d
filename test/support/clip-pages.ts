import { extname } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright';
import type { ExtensionBrowser } from './chromium-driver.ts';
import type { ClipArguments } from './clip-arguments.ts';
import { PICKED, pickTarget } from './clip-picking.ts';
import { type Captured, takeScreenshot } from './clip-screenshot.ts';
import { findTarget, selectNothing, selectTarget } from './clip-target.ts';
import { openExport, saveExport, tickClips } from './library-gestures.ts';
import { messageOf } from './message-of.ts';
import { addTag, chooseType, clipShown, finish, NothingToClip, newestClipId, startKind } from './popup-gestures.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('en');

/** A page that has what a reader needs may go on loading what its trackers need. In ms. */
const LOAD_TIMEOUT = 15_000;

/** What no page may take longer than, whatever it does, in ms. */
const PAGE_TIMEOUT = 90_000;

/** How often a page may be replaced by another while it is clipped. */
const ATTEMPTS = 3;

/** A large library takes its time to leave. In ms. */
const EXPORT_TIMEOUT = 300_000;

const GONE = 'the browser ended while the page was open.';

/** How long a tab may take to close before the browser counts as stuck, in ms. */
const CLOSE_TIMEOUT = 10_000;

async function load(page: Page, url: string): Promise<void> {
  const response = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 2 * LOAD_TIMEOUT }).catch((error) => {
    const [reason = ''] = messageOf(error).split('\n');
    if (/download/i.test(reason)) throw new Error('the browser downloads it instead of showing it.');
    if (/timeout/i.test(reason)) throw new Error(`it did not load within ${(2 * LOAD_TIMEOUT) / 1000} s.`);
    throw new Error(reason.replace(/^page\.goto: /, ''));
  });
  if (response && response.status() >= 400) throw new Error(`its server answers ${response.status()}.`);
  await page.waitForLoadState('load', { timeout: LOAD_TIMEOUT }).catch(() => undefined);
}

async function libraryPage(browser: ExtensionBrowser): Promise<Page> {
  const isLibrary = (page: Page) => page.url().startsWith(`chrome-extension://${browser.extensionId}/library.html`);
  const library = browser.context.pages().find(isLibrary) ?? (await browser.extensionPage('library.html'));
  library.setDefaultTimeout(EXPORT_TIMEOUT);
  return library;
}

/** Whether it comes to an end in time, well or not. */
async function ends(work: Promise<unknown>, timeout: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => {
    timer = setTimeout(done, timeout, false);
  });
  const ended = work.then(
    () => true,
    () => true,
  );
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

type How = Pick<ClipArguments, 'wanted' | 'frame' | 'type' | 'tags'>;

/**
 * Works in a new tab, and closes it and all that its page opened. Whatever the page does, that is over in bounded time:
 * a browser that does not open or close the tab is killed.
 */
async function inTab<T>(browser: ExtensionBrowser, work: (page: Page) => Promise<T>): Promise<T> {
  const { context } = browser;
  const keep = new Set(context.pages());
  let page: Page | undefined;
  let isGone = false;
  let stop: (why: Error) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  // It may be stopped before anybody waits for it.
  stopped.catch(() => undefined);
  const onGone = () => {
    isGone = true;
    stop(new Error(GONE));
  };
  context.once('close', onGone);
  const timer = setTimeout(() => stop(new Error(`it was not clipped within ${PAGE_TIMEOUT / 1000} s.`)), PAGE_TIMEOUT);
  const run = async () => {
    page = await context.newPage();
    page.once('crash', () => stop(new Error('its tab crashed.')));
    return work(page);
  };
  const closeAll = () => Promise.all(context.pages().map(async (open) => keep.has(open) || open.close()));
  try {
    return await Promise.race([run(), stopped]);
  } catch (error) {
    // What was going on at that moment fails first, in words of its own.
    throw isGone ? new Error(GONE) : error;
  } finally {
    clearTimeout(timer);
    context.off('close', onGone);
    const isClosed = (await ends(closeAll(), CLOSE_TIMEOUT)) && page !== undefined;
    if (!isClosed && !isGone) await browser.kill();
  }
}

/**
 * Clips one page as a user does: select or pick, toolbar, the key of the type, tags, done.
 * @returns the clip's id, and what was clipped in CSS's notation. Rejects with a sentence on why not.
 */
export async function clipPage(
  browser: ExtensionBrowser,
  url: string,
  how: How,
): Promise<{ id: string; element: string }> {
  return inTab(browser, async (page) => {
    await load(page, url);
    const { popup, before, element } = await captureAtRest(browser, page, how);
    await chooseType(popup, how.type);
    for (const tag of how.tags) await addTag(popup, words, tag);
    const id = await newestClipId(popup);
    await finish(popup, words);
    if (id === undefined || id === before) throw new Error('the same words of the same page were clipped already.');
    return { id, element };
  });
}

/** Captures a page, once more where it was replaced by another in the meantime, as redirects of scripts do. */
async function captureAtRest(browser: ExtensionBrowser, page: Page, how: How): Promise<Captured> {
  let isReplaced = false;
  page.on('domcontentloaded', () => {
    isReplaced = true;
  });
  for (let attempt = 1; ; attempt += 1) {
    isReplaced = false;
    try {
      return await capture(browser, page, how);
    } catch (error) {
      if (!isReplaced) throw error;
      if (attempt === ATTEMPTS) throw new Error('it loads other pages again and again.');
      await page.waitForLoadState('load', { timeout: LOAD_TIMEOUT }).catch(() => undefined);
    }
  }
}

/** Brings the popup to show what was captured. */
async function capture(browser: ExtensionBrowser, page: Page, { wanted, frame }: How): Promise<Captured> {
  try {
    if (wanted.kind === 'article') {
      await selectNothing(page);
      const popup = await browser.clickToolbar(page);
      const before = await startKind(popup, words('kind_article'));
      await clipShown(popup);
      return { popup, before, element: 'the article' };
    }
    if (wanted.kind === 'screenshot') return await takeScreenshot(browser, page, wanted.shot, frame, words);
    const only = wanted.kind === 'selection' ? undefined : PICKED[wanted.kind];
    const target = await findTarget(page, { css: wanted.css, frame, only });
    try {
      const element = target.what;
      if (wanted.kind !== 'selection') {
        await selectNothing(page);
        const pick = { label: `kind_${wanted.kind}`, only } as const;
        const picked = await pickTarget(browser, page, target, pick, words);
        await clipShown(picked.popup);
        return { ...picked, element };
      }
      await selectTarget(target);
      const popup = await browser.clickToolbar(page);
      const before = await newestClipId(popup);
      await clipShown(popup).catch((error: unknown) => {
        const isEmpty = error instanceof NothingToClip && error.message === words('panel_empty');
        throw isEmpty ? new Error(`${element} has no text to clip.`) : error;
      });
      return { popup, before, element };
    } finally {
      await target.world.close();
    }
  } catch (error) {
    // The sentence of the popup is one for a reader already.
    if (error instanceof NothingToClip) throw new Error(error.message);
    throw error;
  }
}

/** Puts away what was saved of a page that could not be clipped in full: it is reported, and no part of the export. */
export async function trashLeftover(
  browser: ExtensionBrowser,
  lastId: string | undefined,
): Promise<string | undefined> {
  const library = await libraryPage(browser);
  const id = await newestClipId(library);
  if (id === undefined || id === lastId) {
    await library.close();
    return lastId;
  }
  await library.bringToFront();
  await tickClips(library, words, [id]);
  await library.keyboard.press('#');
  await library.locator(`[data-clip="${id}"]`).waitFor({ state: 'detached' });
  await library.close();
  return id;
}

/** The file that the library's export dialog saves: of these clips, or of all. */
export async function exportClips(
  browser: ExtensionBrowser,
  format: string,
  ids: readonly string[] = [],
): Promise<{ bytes: Buffer; extension: string }> {
  const library = await libraryPage(browser);
  await library.bringToFront();
  await tickClips(library, words, ids);
  await openExport(library, words, format);
  const { name, bytes } = await saveExport(library, words);
  return { bytes, extension: extname(name).slice(1) };
}

/** The pictures of a clip as they leave the library, in their order: those of the zip that its export dialog saves. */
export async function exportPictures(
  browser: ExtensionBrowser,
  id: string,
): Promise<{ bytes: Uint8Array; extension: string }[]> {
  const { bytes } = await exportClips(browser, 'markdown-zip', [id]);
  return Object.entries(unzipSync(bytes))
    .filter(([path]) => /\.(?:png|jpg|webp|gif)$/.test(path))
    .map(([path, picture]) => ({ bytes: picture, extension: extname(path).slice(1) }));
}
