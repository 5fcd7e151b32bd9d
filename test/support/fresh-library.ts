import type { Page } from 'playwright';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { emptyTables, fillLibrary, putRows, type SampleLibrary } from './sample-library.ts';

/** The library in a new tab, with this sample in it and nothing else: no test builds on another. */
export async function freshLibrary(
  browser: ExtensionBrowser,
  sample: SampleLibrary & Parameters<typeof fillLibrary>[1],
): Promise<Page> {
  const page = await browser.extensionPage('library.html');
  await page.locator('[data-clip], .list-empty').first().waitFor();
  await emptyTables(page);
  await fillLibrary(page, sample);
  await page.locator(`[data-clip="${sample.clips.report.id}"]`).waitFor();
  return page;
}

/** Puts more clips into the library behind `page`, and shows them there. */
export async function addClips(page: Page, clips: readonly Clip[]): Promise<void> {
  // The index learns of what was written from the list of what it has not seen yet.
  await putRows(page, { clips, dirty: clips.map(({ id }) => ({ id, stamp: Math.random() })) });
  await page.reload();
  await page.locator('[data-clip]').first().waitFor();
}
