import type { Page } from 'playwright';
import type { ExtensionBrowser } from './chromium-driver.ts';
import type { ClipArguments } from './clip-arguments.ts';
import { selectContent } from './clip-selection.ts';
import { openExport, saveExport, tickClips } from './library-gestures.ts';
import { addTag, chooseType, clipShown, finish, NothingToClip, newestClipId } from './popup-gestures.ts';
import { wordsOf } from './words.ts';

const words = wordsOf('en');

/** A page that has what a reader needs may go on loading what its trackers need. In ms. */
const LOAD_TIMEOUT = 15_000;

async function load(page: Page, url: string): Promise<void> {
  const response = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 2 * LOAD_TIMEOUT }).catch((error) => {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    if (/download/i.test(reason)) throw new Error('the browser downloads it instead of showing it.');
    throw new Error(reason.replace(/^page\.goto: /, ''));
  });
  if (response && response.status() >= 400) throw new Error(`its server answers ${response.status()}.`);
  await page.waitForLoadState('load', { timeout: LOAD_TIMEOUT }).catch(() => undefined);
}

async function libraryPage(browser: ExtensionBrowser): Promise<Page> {
  const isLibrary = (page: Page) => page.url().startsWith(`chrome-extension://${browser.extensionId}/library.html`);
  return browser.context.pages().find(isLibrary) ?? browser.extensionPage('library.html');
}

/**
 * Clips one page as a user does: select, toolbar, the key of the type, tags, done.
 * @returns the clip's id, and the element that was clipped in CSS's notation. Rejects with a sentence on why not.
 */
export async function clipPage(
  browser: ExtensionBrowser,
  url: string,
  { select, type, tags }: Pick<ClipArguments, 'select' | 'type' | 'tags'>,
): Promise<{ id: string; element: string }> {
  const library = await libraryPage(browser);
  const page = await browser.context.newPage();
  try {
    await load(page, url);
    const element = await selectContent(page, select);
    const before = await newestClipId(library);
    const popup = await browser.clickToolbar(page);
    await clipShown(popup).catch((error: unknown) => {
      if (!(error instanceof NothingToClip)) throw error;
      const isEmpty = error.message === words('panel_empty');
      throw new Error(isEmpty ? `${element} has no text to clip.` : error.message);
    });
    await chooseType(popup, type);
    for (const tag of tags) await addTag(popup, words, tag);
    const id = await newestClipId(popup);
    await finish(popup, words);
    if (id === undefined || id === before) throw new Error('the same words of the same page were clipped already.');
    return { id, element };
  } finally {
    await page.close();
  }
}

/** The file that the library's export dialog saves: of these clips, or of all. */
export async function exportClips(
  browser: ExtensionBrowser,
  format: ClipArguments['format'],
  ids: readonly string[] = [],
): Promise<Buffer> {
  const library = await libraryPage(browser);
  await library.bringToFront();
  await tickClips(library, words, ids);
  await openExport(library, words, format);
  return (await saveExport(library, words)).bytes;
}
