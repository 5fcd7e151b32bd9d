import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROME_BUILD } from '#test/support/build-extension.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { type SampleLibrary, sampleLibrary } from '#test/support/sample-library.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');

let folder: string;
let browser: ExtensionBrowser;
let library: Page;
let sample: SampleLibrary;

/** The scripts that the page has loaded, without what tells builds apart. */
let scripts: string[] = [];
const loaded = () => scripts;

const chunks = () => join(folder, 'chunks');

async function reload(): Promise<void> {
  scripts = [];
  await library.reload();
  await library.locator(`[data-clip="${sample.clips.report.id}"]`).waitFor();
}

/** Takes away the files of some parts, as an update does. @returns what brings them back. */
async function takeAway(...names: readonly string[]): Promise<() => Promise<void>> {
  const all = await readdir(chunks());
  const files = all.filter((file) => names.some((name) => file.startsWith(`${name}-`)));
  expect(files.length).toBe(names.length);
  for (const file of files) await rm(join(chunks(), file));
  return async () => {
    for (const file of files) await cp(join(CHROME_BUILD, 'chunks', file), join(chunks(), file));
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gleaner-parts-'));
  await cp(CHROME_BUILD, folder, { recursive: true });
  browser = await launchGleaner({ extensionDir: folder });
  browser.context.on('requestfinished', (request) => {
    const name = /\/chunks\/(.+)-.{8}\.js$/.exec(request.url())?.[1];
    if (name) scripts.push(name);
  });
  sample = sampleLibrary();
  library = await freshLibrary(browser, sample);
  await reload();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

it('brings its parts by itself when it has nothing else to do', async () => {
  const parts = ['clip-detail', 'prose', 'palette', 'bulk-dialog', 'export-dialog', 'import-dialog', 'tag-manager'];
  const more = ['project-manager', 'settings-dialog', 'shortcut-help', 'restore-dialog', 'health-dialog', 'table'];
  await expect.poll(loaded).toEqual(expect.arrayContaining([...parts, ...more]));
});

it('goes on with what it has when an update takes its files away', async () => {
  await expect.poll(loaded).toEqual(expect.arrayContaining(['shortcut-help', 'clip-detail', 'copy-clips']));
  const bringBack = await takeAway('shortcut-help', 'clip-detail');
  await library.keyboard.press('?');
  await library.getByRole('dialog').waitFor();
  await library.keyboard.press('Escape');
  await library.getByRole('dialog').waitFor({ state: 'detached' });
  await library.locator(`[data-clip="${sample.clips.idea.id}"] .clip-main`).click();
  await library.getByRole('region', { name: words('clip'), exact: true }).waitFor();
  await library.keyboard.press('Escape');
  await bringBack();
});

it('says so where a part cannot be had, keeps what is there, and tries again when asked again', async () => {
  const bringBack = await takeAway('shortcut-help', 'clip-detail', 'table');
  await reload();
  // What else there is has come.
  await expect.poll(loaded).toEqual(expect.arrayContaining(['settings-dialog', 'health-dialog']));
  const status = library.locator('.snackbar');
  const close = status.getByRole('button', { name: words('close'), exact: true });

  await library.getByRole('searchbox').or(library.locator('.search input')).first().fill('plan');
  await expect.poll(() => library.locator('[data-clip]').count()).toBe(2);
  await library.locator(`[data-clip="${sample.clips.limits.id}"] .clip-main`).click();
  await status.getByText(words('error_part_missing')).waitFor();
  // It is closed again, and the search is as it was.
  await library.locator('.detail').waitFor({ state: 'detached' });
  expect(await library.locator('.search input').inputValue()).toBe('plan');
  await close.click();

  await library.keyboard.press('?');
  await status.getByText(words('error_part_missing')).waitFor();
  await close.click();

  await bringBack();
  await library.keyboard.press('?');
  await library.getByRole('dialog').waitFor();
  await library.keyboard.press('Escape');
  await library.getByRole('dialog').waitFor({ state: 'detached' });
  await library.locator(`[data-clip="${sample.clips.limits.id}"] .clip-main`).click();
  await library.getByRole('region', { name: words('clip'), exact: true }).waitFor();
});
