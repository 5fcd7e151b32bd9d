import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { launchGleaner } from './gleaner.ts';
import { type SiteServer, serveDirectory } from './serve-site.ts';

/** The site that the tests of this file visit. */
export let site: SiteServer;
/** What they visit it with. */
export let browser: ExtensionBrowser;
/** The library, in a tab beside it. */
export let library: Page;

/** Where the pages of a site of the tests' own are. */
let folder: string;

function visit(launch: () => Promise<ExtensionBrowser>, directory: () => string): void {
  beforeAll(async () => {
    site = await serveDirectory(directory());
    browser = await launch();
    library = await browser.extensionPage('library.html');
    await library.getByRole('heading', { level: 2 }).first().waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
}

/** The tests of the file visit the sample pages, with the library open beside them. */
export function onSite(launch: () => Promise<ExtensionBrowser> = launchGleaner): void {
  visit(launch, () => 'test/fixtures/site');
}

/** The tests of the file visit pages that they write themselves, with the library open beside them. */
export function onOwnSite(): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gleaner-site-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  visit(launchGleaner, () => folder);
}

/** Writes a page of the tests' own site, or what it has become. */
export const writePage = (name: string, body: string, title = name): Promise<void> =>
  writeFile(
    join(folder, name),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body>${body}</body></html>`,
  );

/** Takes a page of the tests' own site away. */
export const removePage = (name: string): Promise<void> => rm(join(folder, name));
