import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { type SampleLibrary, sampleLibrary } from '#test/support/sample-library.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');

let browser: ExtensionBrowser;
let library: Page;
let sample: SampleLibrary;

beforeAll(async () => {
  browser = await launchGleaner();
  sample = sampleLibrary();
  sample.clips.api.sentiment = 1;
  sample.clips.idea.method = 'interview';
  sample.clips.untyped.method = 'desk';
  library = await freshLibrary(browser, sample);
});
afterAll(() => browser.close());

async function listed(): Promise<(string | undefined)[]> {
  const ids = await library
    .locator('[data-clip]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-clip')));
  return ids.map((id) => Object.entries(sample.clips).find(([, clip]) => clip.id === id)?.[0]);
}

const NEWEST = ['report', 'api', 'limits', 'idea', 'untyped'];

it.each([
  ['field_type', ['api', 'report', 'limits', 'idea', 'untyped']],
  ['field_sentiment', ['report', 'api', 'limits', 'idea', 'untyped']],
  ['field_method', ['idea', 'untyped', 'report', 'api', 'limits']],
] as const)('sorts the table by the head of the column %s, and as it was when pressed again', async (label, order) => {
  await library.evaluate(
    (to) => void location.assign(to),
    '#layout=table&order=oldest&columns=type.sentiment.importance.method.captured',
  );
  await expect.poll(listed).toEqual(NEWEST.toReversed());
  const head = library.getByRole('columnheader', { name: words(label), exact: true });
  await head.getByRole('button').click();
  await expect.poll(listed).toEqual(order);
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
  await head.getByRole('button').click();
  await expect.poll(listed).toEqual(NEWEST);
  await expect.poll(() => head.getAttribute('aria-sort')).toBe(null);
});
