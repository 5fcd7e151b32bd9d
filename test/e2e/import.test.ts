import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { openExport, saveExport } from '#test/support/library-gestures.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');
const PAGE = 'https://acme.example/pricing';

/** What an annotation service gives out: two passages, a note on a page, and two that become no clip. */
const FILE = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  id: 'https://annotations.example/page/1',
  type: 'AnnotationPage',
  items: [
    {
      id: 'https://annotations.example/1',
      type: 'Annotation',
      created: '2024-05-06T07:08:09Z',
      body: [
        { type: 'TextualBody', value: 'Cheaper than us', purpose: 'commenting' },
        { type: 'TextualBody', value: 'pricing', purpose: 'tagging' },
      ],
      target: {
        source: PAGE,
        selector: [
          { type: 'TextQuoteSelector', exact: 'Free for 5 seats' },
          { type: 'RangeSelector', startContainer: '/p' },
        ],
      },
    },
    {
      type: 'Annotation',
      target: { source: PAGE, selector: { type: 'TextQuoteSelector', exact: '<img src=x onerror=alert(1)>' } },
    },
    { type: 'Annotation', bodyValue: 'A page to read', target: 'https://acme.example/changelog' },
    { type: 'Annotation', bodyValue: 'nowhere', target: 'urn:isbn:1' },
    { type: 'Annotation', target: PAGE },
  ],
};

let browser: ExtensionBrowser;
let library: Page;
beforeAll(async () => {
  browser = await launchGleaner();
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { name: words('empty_library_title') }).waitFor();
});
afterAll(() => browser.close());

const dialog = () => library.getByRole('dialog', { name: words('import_title'), exact: true });
const button = (key: Parameters<typeof words>[0]) => dialog().getByRole('button', { name: words(key), exact: true });
const clips = async () => (await readTable<Clip>(library, 'clips')).filter(({ deletedAt }) => deletedAt === undefined);
const found = () => dialog().locator('dd').allInnerTexts();

async function choose(name: string, content: string): Promise<void> {
  const [chooser] = await Promise.all([
    library.waitForEvent('filechooser'),
    dialog()
      .getByRole('button', { name: new RegExp(`${words('import_choose')}|${words('import_another')}`) })
      .click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}

it('opens by its key into an empty library, shows what is in a file, and changes nothing before it is asked to', async () => {
  await library.keyboard.press('i');
  await dialog().waitFor();
  expect(await button('import').isDisabled()).toBe(true);
  expect(await violations(library)).toEqual([]);
  await choose('notes.jsonld', JSON.stringify(FILE));
  await expect
    .poll(found)
    .toEqual(['3', '0', `1 ${words('import_passed_no_page')}\n1 ${words('import_passed_no_words')}`]);
  expect(await dialog().innerText()).toContain(words('import_selectors', '1'));
  expect(await clips()).toEqual([]);
  for (const colorScheme of ['dark', 'light'] as const) {
    await library.emulateMedia({ colorScheme });
    expect(await violations(library), colorScheme).toEqual([]);
  }
});

it('imports all of it, and takes it back with one key', async () => {
  await button('import').focus();
  await library.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  expect(await library.getByRole('status').allInnerTexts()).toContainEqual(
    expect.stringContaining(words('imported', '3 clips', words('project_default'))),
  );
  expect((await clips()).map(({ quote, note }) => note ?? quote).sort()).toEqual([
    '<img src=x onerror=alert(1)>',
    'A page to read',
    'Cheaper than us',
  ]);
  await library.getByText('<img src=x onerror=alert(1)>').waitFor();
  await library.keyboard.press('z');
  await expect.poll(clips).toEqual([]);
});

it('brings it back where the same file is dropped on it, and after that says that nothing is new', async () => {
  const drop = async () => {
    await library.keyboard.press('i');
    const data = await library.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'notes.json', { type: 'application/json' }));
      return transfer;
    }, JSON.stringify(FILE.items[0]));
    await dialog().dispatchEvent('drop', { dataTransfer: data });
  };
  await drop();
  await expect.poll(found).toEqual(['1', '0']);
  await button('import').click();
  await dialog().waitFor({ state: 'detached' });
  await drop();
  await expect.poll(found).toEqual(['0', '1']);
  await dialog().getByText(words('import_nothing')).waitFor();
  expect(await button('import').isDisabled()).toBe(true);
});

it('says of a file that is none what is wrong and where, and can be left', async () => {
  const before = await clips();
  await choose('broken.json', '{"type": "Annotation", ');
  const alert = dialog().getByRole('alert');
  await expect.poll(() => alert.innerText()).toMatch(/broken\.json · .*not JSON/);
  // Where, for whoever wants to know.
  const where = alert.getByText('position 23');
  expect(await where.isVisible()).toBe(false);
  await alert.getByText(words('details')).click();
  await where.waitFor();
  await choose('other.json', '{"a": 1}');
  await expect.poll(() => alert.innerText()).toContain(words('error_import_empty'));
  expect(await violations(library)).toEqual([]);
  await library.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  expect(await clips()).toEqual(before);
});

it('reads what the library wrote, and finds that all of it is there', async () => {
  await openExport(library, words, 'annotations');
  const { name, bytes } = await saveExport(library, words);
  expect(name).toMatch(/\.jsonld$/);
  await library.keyboard.press('i');
  await choose(name, bytes.toString());
  await expect.poll(found).toEqual(['0', '1']);
  await library.keyboard.press('Escape');
});
