import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import type { ExtensionBrowser } from './chromium-driver.ts';
import { freshLibrary } from './fresh-library.ts';
import { launchGleaner, readTable } from './gleaner.ts';
import { type SampleLibrary, sampleLibrary } from './sample-library.ts';

/** What the clips of the sample are called in tests. */
export type Name = keyof SampleLibrary['clips'];

/** Makes the sample what a test needs, and says what there is beside it. */
export type Change = (sample: SampleLibrary) => { clips?: readonly Clip[]; observations?: Record<string, Observation> };

/** The browser of the tests of this file. */
export let browser: ExtensionBrowser;
/** The library, in a tab of each test's own. */
export let library: Page;
/** What is in it. */
export let sample: SampleLibrary;

/** The tests of the file share a browser. */
export function inOneBrowser(): void {
  beforeAll(async () => {
    browser = await launchGleaner();
  });
  afterAll(() => browser.close());
}

/** Opens the library in a new tab, with the sample in it and nothing else but what `change` adds. */
export async function openSample(change?: Change): Promise<void> {
  sample = sampleLibrary();
  const { clips = [], observations = {} } = change?.(sample) ?? {};
  const page = await freshLibrary(browser, { ...sample, clips: { ...sample.clips, ...clips }, observations });
  await library?.close();
  library = page;
}

/** Each test of the file gets the sample in a tab of its own. */
export function onSampleLibrary(change?: Change): void {
  inOneBrowser();
  beforeEach(() => openSample(change));
}

/** A clip of the sample, as it is shown in a list. */
export const rowOf = (name: Name, page = library) => page.locator(`[data-clip="${sample.clips[name].id}"]`);

/** The clip of that name as the database has it. */
export async function stored(name: Name): Promise<Clip> {
  const clip = (await readTable<Clip>(library, 'clips')).find(({ id }) => id === sample.clips[name].id);
  if (!clip) throw new Error(`The clip "${name}" is not stored.`);
  return clip;
}

/** What is in the list, from the top; what is not of the sample is "new". */
export async function listed(page = library): Promise<(Name | 'new')[]> {
  const ids = await page.locator('[data-clip]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-clip')));
  return ids.map((id) => (Object.keys(sample.clips) as Name[]).find((name) => sample.clips[name].id === id) ?? 'new');
}

/** Waits until the list has these clips, in this order. */
export const expectListed = (names: readonly (Name | 'new')[], message?: string) =>
  expect.poll(() => listed(), message === undefined ? {} : { message }).toEqual(names);
