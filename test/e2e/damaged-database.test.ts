import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logLeft, logOf } from '#test/support/database-log.ts';
import { freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { putRows, sampleLibrary } from '#test/support/sample-library.ts';
import { violations } from '#test/support/violations.ts';

let userDataDir: string;
beforeEach(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'gleaner-damaged-'));
});
afterEach(() => rm(userDataDir, { recursive: true, force: true, maxRetries: 5 }));

/** A browser that starts with the profile as it is, for as long as `use` takes. */
async function during<T>(use: (browser: Awaited<ReturnType<typeof launchGleaner>>) => Promise<T>): Promise<T> {
  const browser = await launchGleaner({ userDataDir });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

describe('a database that the browser damaged', () => {
  it('outlives half a record, as a kill in the middle of writing leaves it, and all starts after it', async () => {
    const sample = sampleLibrary();
    await during(async (browser) => {
      const library = await freshLibrary(browser, sample);
      // What is last in the log is something that nobody misses.
      await putRows(library, { local: [{ key: 'test', value: 'x'.repeat(1_000) }] });
    });
    const torn = await logOf(userDataDir);
    await truncate(torn, (await stat(torn)).size - 20);
    await during(() => logLeft(userDataDir, torn));
    await during(async (browser) => {
      const library = await browser.extensionPage('library.html');
      expect(await readTable(library, 'clips')).toHaveLength(Object.keys(sample.clips).length);
      await library.locator('[data-clip]').first().waitFor();
      expect(await library.getByRole('region', { name: 'The library was lost' }).count()).toBe(0);
    });
  });

  it('is missed where the browser deleted it, and what brings it back is a click away', async () => {
    await during(async (browser) => {
      const library = await freshLibrary(browser, sampleLibrary());
      await expect
        .poll(async () => (await readTable<{ key: string }>(library, 'local')).map(({ key }) => key))
        .toContain('mark');
    });
    await rm(dirname(await logOf(userDataDir)), { recursive: true });
    await during(async (browser) => {
      const library = await browser.extensionPage('library.html');
      const loss = library.getByRole('region', { name: 'The library was lost' });
      await loss.getByText(/^On .* Gleaner found its library gone/).waitFor();
      expect(await violations(library)).toEqual([]);
      await loss.getByRole('button', { name: /^Restore/ }).click();
      await library.getByRole('dialog', { name: 'Restore a backup' }).waitFor();
      await library.keyboard.press('Escape');
      await loss.getByRole('button', { name: 'Close' }).click();
      await loss.waitFor({ state: 'detached' });
    });
    await during(async (browser) => {
      const library = await browser.extensionPage('library.html');
      await library.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      expect(
        await readTable<{ key: string }>(library, 'local').then((rows) => rows.some(({ key }) => key === 'lost')),
      ).toBe(false);
    });
  });
});
