import type { Page } from 'playwright';
import { emptyTables, fillLibrary, type SampleLibrary } from './sample-library.ts';

/** Empties all tables of the extension behind `page` and fills them anew: no test builds on another. */
export async function startOver(page: Page, sample: Partial<SampleLibrary>): Promise<void> {
  await page.bringToFront();
  await emptyTables(page);
  await page.evaluate(() => {
    location.hash = '';
  });
  await fillLibrary(page, sample);
}
