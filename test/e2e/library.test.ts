import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readTable } from '#test/support/gleaner.ts';
import {
  browser,
  expectListed,
  inOneBrowser,
  library,
  listed,
  type Name,
  openSample,
  rowOf,
  sample,
  stored,
} from '#test/support/on-sample-library.ts';
import { searchBox } from '#test/support/search-box.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';

let site: SiteServer;

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
});
afterAll(() => site.close());
inOneBrowser();

const nav = (name: string, page = library) =>
  page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}( ?\\d+)?$`) });
const search = (page = library) => searchBox(page);
const detail = (page = library) => page.getByRole('region', { name: 'Clip', exact: true });
const checkboxOf = (name: Name) => rowOf(name).getByRole('checkbox');

describe('an empty library', () => {
  it('says what to do next in every view', async () => {
    const empty = await browser.extensionPage('library.html');
    await empty.getByRole('heading', { name: 'No clips yet' }).waitFor();
    await nav('Trash', empty).click();
    await empty.getByRole('heading', { name: 'The trash is empty' }).waitFor();
    await nav('Inbox', empty).click();
    await empty.getByRole('heading', { name: 'No clips yet' }).waitFor();
    expect(await empty.getByRole('button', { name: 'Export' }).count()).toBe(0);
    await empty.close();
  });
});

describe('with clips in it', () => {
  beforeEach(() => openSample());

  it('shows the newest first, and narrows by view, type, tag and competitor', async () => {
    await expectListed(['report', 'api', 'limits', 'idea', 'untyped']);
    await library.getByText('5 clips · 2 sources').waitFor();
    const expected: [string, Name[]][] = [
      ['Inbox', ['untyped']],
      ['Trash', ['trashed']],
      ['Feedback', ['report']],
      ['Competitor', ['limits']],
      ['价格', ['limits']],
      ['Export', ['report', 'limits']],
      ['云屿科技', ['report']],
      ['Acme Analytics', ['limits']],
      ['All clips', ['report', 'api', 'limits', 'idea', 'untyped']],
    ];
    for (const [name, clips] of expected) {
      await nav('All clips').click();
      await nav(name).click();
      await expectListed(clips, name);
      expect(await nav(name).getAttribute('aria-pressed')).toBe('true');
    }
  });

  it('narrows by type, tag, competitor and text together; the same one again lets go', async () => {
    await nav('Export').click();
    await expectListed(['report', 'limits']);
    await search().fill('free plan');
    await expectListed(['limits']);
    await nav('Feedback').click();
    await library.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    await nav('Competitor').click();
    await nav('Acme Analytics').click();
    await expectListed(['limits']);
    for (const name of ['Export', 'Competitor', 'Acme Analytics']) {
      expect(await nav(name).getAttribute('aria-pressed'), name).toBe('true');
    }
    expect(await search().inputValue()).toBe('free plan');
    for (const name of ['Competitor', 'Acme Analytics']) await nav(name).click();
    await search().fill('');
    await expectListed(['report', 'limits']);
    await nav('All clips').click();
    await expect.poll(() => listed()).toHaveLength(5);
  });

  it('finds text whatever its case and width, and Chinese in the middle of a sentence', async () => {
    const expected: [string, Name[]][] = [
      ['手动整理', ['report']],
      ['导出 周报', ['report']],
      ['api', ['api']],
      ['ＡｐＩ', ['api']],
      ['FREE Plan', ['limits']],
      ['预算', ['idea']],
      ['云屿', ['report']],
      ['价格', ['limits']],
      ['pricing study', []],
    ];
    for (const [text, clips] of expected) {
      await search().fill(text);
      await expectListed(clips, text);
    }
    await library.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    await library.getByRole('button', { name: 'Show all clips' }).click();
    await expect.poll(() => listed()).toHaveLength(5);
    expect(await search().inputValue()).toBe('');
  });

  it('goes back to the view and the search before', async () => {
    await nav('Feedback').click();
    await nav('All clips').click();
    await nav('Export').click();
    await search().pressSequentially('free');
    await expectListed(['limits']);
    await library.goBack();
    await library.goBack();
    await expectListed(['report']);
    expect(await search().inputValue()).toBe('');
    expect(await nav('Feedback').getAttribute('aria-pressed')).toBe('true');
    await library.goForward();
    await library.goForward();
    await expectListed(['limits']);
    expect(await search().inputValue()).toBe('free');
  });

  it('shows one project, or all of them', async () => {
    const project = library.getByLabel('Current project');
    await project.selectOption('二期');
    await expectListed(['elsewhere']);
    await project.selectOption('All projects');
    await expectListed(['report', 'api', 'limits', 'idea', 'untyped', 'elsewhere']);
    await project.selectOption('Pricing study');
    await expect.poll(() => listed()).toHaveLength(5);
  });

  it('opens a clip to read and edit; what was typed survives a reload in mid-word', async () => {
    await rowOf('untyped').getByRole('button').click();
    await detail().getByText('Nobody has said yet what this is.').waitFor();
    await library.keyboard.press('1');
    await expect.poll(() => stored('untyped')).toMatchObject({ type: 'requirement', triage: 'kept' });
    await library.keyboard.press('2');
    await expect.poll(() => stored('untyped')).toMatchObject({ type: 'feedback' });
    await detail().getByLabel('Note').pressSequentially('问一下 Yunyu: why 2 h');
    await library.keyboard.press('Tab');
    await detail().getByLabel('Method').selectOption('Interview');
    await expect.poll(() => stored('untyped')).toMatchObject({ note: '问一下 Yunyu: why 2 h', method: 'interview' });
    await detail().getByLabel('Note').press('End');
    await detail().getByLabel('Note').pressSequentially('ours');
    // A digit in a note is a digit, not a type.
    expect(await stored('untyped')).toMatchObject({ type: 'feedback' });
    await library.reload();
    await rowOf('untyped').getByRole('button').click();
    await expect.poll(() => detail().getByLabel('Note').inputValue()).toBe('问一下 Yunyu: why 2 hours');
    await nav('Inbox').click();
    await library.getByRole('heading', { name: 'Inbox zero' }).waitFor();
  });

  it('takes a day as it is typed, digit by digit, and refuses one before 1970', async () => {
    await rowOf('idea').getByRole('button').click();
    const day = detail().getByLabel('Said on');
    await day.press('ArrowLeft');
    await library.keyboard.type('05032024');
    const occurred = async () => new Date((await stored('idea')).occurredAt ?? Number.NaN).toDateString();
    await expect.poll(occurred).toBe(new Date(2024, 4, 3).toDateString());
    expect(await day.inputValue()).toBe('2024-05-03');
    await day.fill('1066-10-14');
    await day.blur();
    await expect.poll(() => day.inputValue()).toBe('2024-05-03');
    expect(await occurred()).toBe(new Date(2024, 4, 3).toDateString());
    await day.fill('');
    await expect.poll(() => stored('idea')).not.toHaveProperty('occurredAt');
  });

  it('takes changes to a clip back, one by one', async () => {
    await rowOf('idea').getByRole('button').click();
    const { type } = sample.clips.idea;
    await library.keyboard.press('2');
    await expect.poll(() => stored('idea')).toMatchObject({ type: 'feedback' });
    await library.keyboard.press('3');
    await expect.poll(() => stored('idea')).toMatchObject({ type: 'competitor' });
    await library.keyboard.press('z');
    await expect.poll(() => stored('idea')).toMatchObject({ type: 'feedback' });
    await detail().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await stored('idea')).type).toBe(type);
    await expect.poll(() => detail().getByRole('button', { name: 'Undo' }).count()).toBe(0);
  });

  it('selects a stretch with Shift, moves it to the trash and takes that back with z', async () => {
    await checkboxOf('api').check({ force: true });
    await checkboxOf('idea').click({ modifiers: ['Shift'], force: true });
    await library.getByText('3 clips selected').waitFor();
    // The box has the focus, and takes no letters.
    await library.keyboard.press('#');
    await expectListed(['report', 'untyped']);
    await library.getByText('3 clips moved to trash').waitFor();
    await library.keyboard.press('z');
    await expectListed(['report', 'api', 'limits', 'idea', 'untyped']);
    expect(await stored('limits')).toEqual({
      ...sample.clips.limits,
      updatedAt: (await stored('limits')).updatedAt,
    });
  });

  it('restores from the trash', async () => {
    await nav('Trash').click();
    await checkboxOf('trashed').check({ force: true });
    await library.getByText('1 clip selected').waitFor();
    // Nothing leaves from the trash.
    expect(
      await library
        .locator('.list-bar')
        .getByRole('button', { name: /Copy|Export/ })
        .count(),
    ).toBe(0);
    await checkboxOf('trashed').uncheck({ force: true });
    await rowOf('trashed').getByRole('button').click();
    await detail().getByRole('button', { name: 'Restore' }).click();
    await library.getByRole('heading', { name: 'The trash is empty' }).waitFor();
    await nav('All clips').click();
    await expect.poll(() => listed()).toContain('trashed');
    expect(await stored('trashed')).not.toHaveProperty('deletedAt');
  });

  it('works by keyboard: j, k, x, #, z, /, e and Esc', async () => {
    const press = (key: string) => library.keyboard.press(key);
    const opened = () => library.locator('[data-clip].open').getAttribute('data-clip');
    await press('j');
    await expect.poll(opened).toBe(sample.clips.report.id);
    await press('j');
    await press('j');
    await expect.poll(opened).toBe(sample.clips.limits.id);
    await press('k');
    await expect.poll(opened).toBe(sample.clips.api.id);
    await press('x');
    await library.getByText('1 clip selected').waitFor();
    await press('j');
    await press('x');
    await library.getByText('2 clips selected').waitFor();
    await press('#');
    await expectListed(['report', 'idea', 'untyped']);
    await press('z');
    await expect.poll(() => listed()).toHaveLength(5);

    await press('/');
    expect(await search().evaluate((input) => input === document.activeElement)).toBe(true);
    // In the search these are letters.
    await library.keyboard.type('jxe');
    expect(await search().inputValue()).toBe('jxe');
    await search().fill('');
    await library.locator('.list').click({ position: { x: 2, y: 2 } });

    await checkboxOf('report').check({ force: true });
    await rowOf('report').getByRole('button').click();
    await press('e');
    await library.getByRole('dialog', { name: 'Export' }).waitFor();
    // What lies behind the dialog hears nothing.
    await library.getByRole('button', { name: 'Cancel' }).focus();
    await press('1');
    await press('#');
    expect(await stored('report')).toEqual(sample.clips.report);
    await press('Escape');
    await library.getByRole('dialog').waitFor({ state: 'detached' });
    await library.getByText('1 clip selected').waitFor();
    await press('Escape');
    await library.getByText('1 clip selected').waitFor({ state: 'detached' });
    await detail().waitFor();
    await press('Escape');
    await detail().waitFor({ state: 'detached' });
  });

  it('shows the detail over the list where the window is narrow, with a way back', async () => {
    const narrow = await browser.extensionPage('library.html');
    await narrow.setViewportSize({ width: 600, height: 700 });
    await rowOf('limits', narrow).getByRole('button').click();
    await detail(narrow).getByText('The free plan keeps 14 days of history.').waitFor();
    expect(await narrow.getByRole('list', { name: 'Clips' }).isVisible()).toBe(false);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBe(600);
    await narrow.getByRole('button', { name: 'Back to the list' }).click();
    await narrow.getByRole('list', { name: 'Clips' }).waitFor();
    expect(await detail(narrow).count()).toBe(0);
    await narrow.close();
  });

  it('shows in one tab what another one does', async () => {
    const other = await browser.extensionPage('library.html');
    await rowOf('idea', other).getByRole('button').click();
    await rowOf('idea').getByText('Note', { exact: true }).waitFor();
    await other.keyboard.press('3');
    await rowOf('idea').getByText('Competitor', { exact: true }).waitFor();
    await other.keyboard.press('#');
    await expectListed(['report', 'api', 'limits', 'untyped']);
    await other.keyboard.press('z');
    await expect.poll(() => listed()).toHaveLength(5);
    await other.close();
  });
});

describe('export', () => {
  /** Asks for a file in the dialog, and reads what the browser saved. */
  async function exported(format: string, scope?: string): Promise<{ name: string; bytes: Buffer }> {
    await library.keyboard.press('e');
    const dialog = library.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: format }).check();
    if (scope) await dialog.getByRole('radio', { name: scope }).check();
    const [download] = await Promise.all([
      library.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save file' }).click(),
    ]);
    await dialog.waitFor({ state: 'detached' });
    const name = download.suggestedFilename();
    await library.getByText(`Saved as ${name}`).waitFor();
    return { name, bytes: await readFile(await download.path()) };
  }

  beforeAll(async () => {
    await openSample();
    const page = await browser.openPage(`${site.url}stripes.html`);
    await browser.grantActiveTab(page);
    await browser.dispatchCommand('clip-visible', page);
    await (await browser.attachPopup()).close();
    await library.bringToFront();
    await library.locator('[data-clip]').nth(5).waitFor();
  });

  it('saves one Markdown document with everything in the project', async () => {
    const { name, bytes } = await exported('Markdown document');
    const text = bytes.toString('utf8');
    expect(name).toBe('Pricing study.md');
    expect(text).toMatch(/^# Pricing study\n/);
    for (const clip of ['report', 'api', 'limits', 'idea', 'untyped'] as const) {
      expect(text).toContain(sample.clips[clip].quote);
    }
    expect(text).not.toContain(sample.clips.trashed.quote);
    expect(text).not.toContain(sample.clips.elsewhere.quote);
    expect(text).toMatch(/\[screenshot-1\]: data:image\/png;base64,iVBOR/);
  });

  it('saves a zip of the document and its pictures', async () => {
    const { name, bytes } = await exported('Markdown and pictures (zip)');
    expect(name).toBe('Pricing study.zip');
    const files = unzipSync(bytes);
    const [picture, ...others] = Object.keys(files).filter((path) => path.startsWith('assets/'));
    expect(others).toEqual([]);
    if (!picture) throw new Error('The picture is missing.');
    expect(strFromU8(files['findings.md'] ?? new Uint8Array())).toContain(`](${picture})`);
    const [clip] = (await readTable<{ assetIds: string[] }>(library, 'clips')).filter((row) => row.assetIds.length > 0);
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(files[picture] ?? [])));
    expect(Buffer.from(hash).toString('hex')).toBe(clip?.assetIds[0]);
  });

  it('saves JSON of what the list shows', async () => {
    await nav('Feedback').click();
    await expectListed(['report']);
    const { name, bytes } = await exported('JSON');
    expect(name).toBe('Pricing study.json');
    const data = JSON.parse(bytes.toString('utf8'));
    expect(data).toMatchObject({ format: 'gleaner', version: 1, clips: [sample.clips.report] });
    // What these clips do not refer to stays at home.
    expect(data.actors.map(({ name }: { name: string }) => name)).toEqual(['云屿科技']);
    await nav('All clips').click();
  });

  it('saves JSON of everything, the trash and the other projects too', async () => {
    const { name, bytes } = await exported('JSON', 'The whole library');
    expect(name).toBe('Findings.json');
    const data = JSON.parse(bytes.toString('utf8'));
    for (const table of ['clips', 'projects', 'tags', 'actors', 'events'] as const) {
      const stored = await readTable<{ id: string }>(library, table);
      expect(data[table].map(({ id }: { id: string }) => id).sort(), table).toEqual(stored.map(({ id }) => id).sort());
    }
    expect(data.clips).toContainEqual(sample.clips.trashed);
    expect(data.clips).toContainEqual(sample.clips.elsewhere);
    expect(data.assets).toHaveLength(1);
  });

  it('copies what is selected as Markdown', async () => {
    await checkboxOf('report').check({ force: true });
    await checkboxOf('limits').check({ force: true });
    await library.getByRole('button', { name: 'Copy as Markdown' }).click();
    await library.getByText('Copied 2 clips as Markdown').waitFor();
    // Pasted where a user would paste it: reading the clipboard takes a permission that extensions cannot be given here.
    const page = await browser.openPage('about:blank');
    await page.evaluate(() => document.body.append(document.createElement('textarea')));
    await page.locator('textarea').press('ControlOrMeta+V');
    const text = await page.locator('textarea').inputValue();
    await page.close();
    expect(text).toContain(`> ${sample.clips.report.quote}`);
    expect(text).toContain(`> ${sample.clips.limits.quote}`);
    expect(text).toContain('https://www.acme-analytics.example/pricing#:~:text=');
    expect(text).not.toContain(sample.clips.api.quote);
  });
});
