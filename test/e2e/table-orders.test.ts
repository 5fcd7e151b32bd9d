import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { type SampleLibrary, sampleLibrary } from '#test/support/sample-library.ts';
import { violationsInThemes } from '#test/support/violations-in-themes.ts';
import { wordsOf } from '#test/support/words.ts';

const DAY = 86_400_000;
const COLUMNS = 'type.actorId.tagIds.note.projectId.sentiment.importance.method.occurredAt.source.captured.updated';
const NEWEST = ['report', 'api', 'limits', 'idea', 'untyped'];

let browser: ExtensionBrowser;
let library: Page;
let sample: SampleLibrary;

/** Clips that say some of everything, and some that say nothing. */
function saying(): SampleLibrary {
  const filled = sampleLibrary();
  const { api, limits, idea, untyped } = filled.clips;
  api.sentiment = 1;
  api.occurredAt = api.capturedAt - 2 * DAY;
  limits.occurredAt = limits.capturedAt - 9 * DAY;
  idea.method = 'interview';
  idea.actorId = filled.actors.acme.id;
  idea.source = { url: 'https://www.yunyu.example/faq', title: '常见问题', site: '云屿社区' };
  untyped.method = 'desk';
  untyped.source = { url: 'file:///home/notes.html', title: 'Notes' };
  return filled;
}

async function open(locale: 'en' | 'zh-CN'): Promise<void> {
  browser = await launchGleaner({ locale });
  sample = saying();
  library = await freshLibrary(browser, sample);
}

const goTo = (address: string) => library.evaluate((to) => void location.assign(to), address);
const hash = () => library.evaluate(() => location.hash);

async function listed(): Promise<(string | undefined)[]> {
  const ids = await library
    .locator('[data-clip]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-clip')));
  return ids.map((id) => Object.entries(sample.clips).find(([, clip]) => clip.id === id)?.[0]);
}

describe('the table in English', () => {
  const words = wordsOf('en');
  const head = (name: string) => library.getByRole('columnheader', { name, exact: true });

  beforeAll(() => open('en'));
  afterAll(() => browser.close());

  it.each([
    ['field_type', 'ascending', ['api', 'report', 'limits', 'idea', 'untyped']],
    ['field_method', 'ascending', ['idea', 'untyped', 'report', 'api', 'limits']],
  ] as const)(
    'is sorted by %s at the first press on its head, and as usual after the second',
    async (label, way, order) => {
      await goTo(`#layout=table&order=oldest&columns=${COLUMNS}`);
      await expect.poll(listed).toEqual(NEWEST.toReversed());
      await head(words(label)).getByRole('button').click();
      await expect.poll(listed).toEqual(order);
      await expect.poll(() => head(words(label)).getAttribute('aria-sort')).toBe(way);
      await head(words(label)).getByRole('button').click();
      await expect.poll(listed).toEqual(NEWEST);
      await expect.poll(() => head(words(label)).getAttribute('aria-sort')).toBe(null);
    },
  );

  it.each([
    [
      'field_sentiment',
      ['sentiment', 'ascending', ['report', 'api', 'limits', 'idea', 'untyped']],
      ['sentiment_desc', 'descending', ['api', 'report', 'limits', 'idea', 'untyped']],
    ],
    [
      'field_actor',
      ['about', 'ascending', ['limits', 'idea', 'report', 'api', 'untyped']],
      ['about_desc', 'descending', ['report', 'limits', 'idea', 'api', 'untyped']],
    ],
    [
      'field_tags',
      ['tags', 'ascending', ['report', 'limits', 'api', 'idea', 'untyped']],
      ['tags_desc', 'descending', ['limits', 'report', 'api', 'idea', 'untyped']],
    ],
    [
      'column_source',
      ['source', 'ascending', ['api', 'limits', 'idea', 'report', 'untyped']],
      ['source_desc', 'descending', ['report', 'idea', 'api', 'limits', 'untyped']],
    ],
    [
      'field_occurred',
      ['occurred', 'descending', ['api', 'limits', 'report', 'idea', 'untyped']],
      ['occurred_asc', 'ascending', ['limits', 'api', 'report', 'idea', 'untyped']],
    ],
  ] as const)(
    'is sorted by %s both ways by keyboard, what says nothing last, and as usual again',
    async (label, ...ways) => {
      await goTo(`#layout=table&order=oldest&columns=${COLUMNS}`);
      await expect.poll(listed).toEqual(NEWEST.toReversed());
      const button = head(words(label)).getByRole('button');
      await button.focus();
      for (const [order, way, clips] of ways) {
        await library.keyboard.press('Enter');
        await expect.poll(listed).toEqual(clips);
        await expect.poll(() => head(words(label)).getAttribute('aria-sort')).toBe(way);
        expect(await hash()).toContain(`order=${order}&`);
        await expect.poll(() => library.getByRole('combobox', { name: words('view_sort') }).inputValue()).toBe(order);
        // The focus stays where it can be pressed again.
        expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
      }
      await library.keyboard.press('Enter');
      await expect.poll(listed).toEqual(NEWEST);
      await expect.poll(hash).not.toContain('order=');
    },
  );

  it('is sorted by project where there are several, and not where there is one', async () => {
    await goTo(`#layout=table&columns=${COLUMNS}`);
    const orders = () =>
      library
        .getByRole('combobox', { name: words('view_sort') })
        .locator('option')
        .allTextContents();
    await expect.poll(orders).toContain(words('order_about'));
    expect(await orders()).not.toContain(words('order_project'));
    await library
      .getByRole('combobox', { name: words('project_current') })
      .selectOption({ label: words('project_all') });
    await expect.poll(listed).toEqual([...NEWEST, 'elsewhere']);
    await expect.poll(orders).toContain(words('order_project'));
    await head(words('field_project')).getByRole('button').click();
    await expect.poll(() => head(words('field_project')).getAttribute('aria-sort')).toBe('ascending');
    await expect.poll(listed).toEqual([...NEWEST, 'elsewhere']);
    await head(words('field_project')).getByRole('button').click();
    await expect.poll(listed).toEqual(['elsewhere', ...NEWEST]);
    await library
      .getByRole('combobox', { name: words('project_current') })
      .selectOption({ label: sample.projects.pricing.name });
    await expect.poll(listed).toEqual(NEWEST);
  });

  it('has no button where nothing is sorted, and is sound in both themes', async () => {
    await goTo(`#layout=table&order=about&columns=${COLUMNS}`);
    await expect.poll(() => head(words('field_actor')).getAttribute('aria-sort')).toBe('ascending');
    for (const label of ['column_quote', 'field_note'] as const) {
      await head(words(label)).waitFor();
      expect(await head(words(label)).getByRole('button').count()).toBe(0);
    }
    expect(await violationsInThemes(library)).toEqual([]);
  });

  it('is kept in a saved view, and comes back after a reload', async () => {
    await goTo('#layout=table&order=tags_desc');
    await expect.poll(listed).toEqual(['limits', 'report', 'api', 'idea', 'untyped']);
    await library.getByRole('button', { name: words('view_save'), exact: true }).click();
    await library.getByRole('textbox', { name: words('view_name') }).fill('By tag');
    await library.keyboard.press('Enter');
    const saved = library
      .getByRole('region', { name: words('saved_views') })
      .getByRole('button', { name: 'By tag', exact: true });
    await expect.poll(() => saved.getAttribute('aria-pressed')).toBe('true');
    await goTo('#layout=table');
    await expect.poll(listed).toEqual(NEWEST);
    await library.reload();
    await saved.click();
    await expect.poll(listed).toEqual(['limits', 'report', 'api', 'idea', 'untyped']);
    await expect.poll(() => head(words('field_tags')).getAttribute('aria-sort')).toBe('descending');
  });
});

describe('the table in Chinese', () => {
  const words = wordsOf('zh-CN');

  beforeAll(() => open('zh-CN'));
  afterAll(() => browser.close());

  it('is sorted by pinyin', async () => {
    await goTo('#layout=table&order=source');
    // shí, yún, then Latin
    await expect.poll(listed).toEqual(['report', 'idea', 'api', 'limits', 'untyped']);
    const head = library.getByRole('columnheader', { name: words('column_source'), exact: true });
    await head.getByRole('button').click();
    await expect.poll(listed).toEqual(['api', 'limits', 'idea', 'report', 'untyped']);
  });
});
