import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Project } from '#lib/core/schema/project.ts';
import { answerPickers, clearTables, putPicture, putRows, takePickers } from '#test/support/backup-gestures.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { clipOf, idOf } from '#test/support/rows.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');
type Words = Parameters<typeof words>[0];

let browser: ExtensionBrowser;
let library: Page;
/** What the first backup is: the file that a user has on the disk. */
let saved: Buffer;
let projectId: string;

beforeAll(async () => {
  browser = await launchGleaner();
  library = await browser.extensionPage('library.html');
  projectId = await vi.waitUntil(async () => (await readTable<Project>(library, 'projects'))[0]?.id, 20_000);
  const clips = Array.from({ length: 20 }, (_, index) => clipOf(index + 1, { projectId, quote: `Quote ${index + 1}` }));
  await putRows(library, 'clips', clips);
  await putPicture(library, clipOf(40, { projectId, kind: 'screenshot', quote: '' }));
  await library.reload();
});
afterAll(() => browser.close());

const named = (key: Words) => library.getByRole('dialog', { name: words(key), exact: true });
const settings = () => named('settings');
const restore = () => named('restore_title');
const reminder = () => library.getByRole('region', { name: words('backup'), exact: true });
const button = (within: ReturnType<typeof named>, key: Words) =>
  within.getByRole('button', { name: words(key), exact: true });
const clips = () => readTable<Clip>(library, 'clips');
const counts = (row: Words) =>
  restore()
    .getByRole('row', { name: words(row) })
    .getByRole('cell')
    .allInnerTexts();

async function openSettings(): Promise<void> {
  await library.getByRole('button', { name: words('settings'), exact: true }).click();
  await settings().waitFor();
}

async function closeSettings(): Promise<void> {
  await button(settings(), 'close').click();
  await settings().waitFor({ state: 'detached' });
}

async function chooseBackup(bytes: Buffer): Promise<void> {
  const choose = restore().getByRole('button', { name: /^Choose / });
  const [chooser] = await Promise.all([library.waitForEvent('filechooser'), choose.click()]);
  await chooser.setFiles({ name: 'backup.zip', mimeType: 'application/zip', buffer: bytes });
}

/** The names of files in a folder of the origin's own. */
const filesIn = (folder: string) =>
  library.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    return Array.fromAsync((await root.getDirectoryHandle(name, { create: true })).keys());
  }, folder);

describe('the reminder', () => {
  it('comes with a library worth it, and backs up at once: into a download where the browser gives no choice', async () => {
    await reminder().waitFor();
    expect(await reminder().getByRole('status').innerText()).toBe(words('reminder_never'));
    expect(await violations(library)).toEqual([]);
    await takePickers(library);
    const [download] = await Promise.all([library.waitForEvent('download'), button(reminder(), 'backup_now').click()]);
    expect(download.suggestedFilename()).toMatch(/^gleaner-backup-\d{4}-\d\d-\d\d-\d{4}\.zip$/);
    saved = await readFile(await download.path());
    await expect.poll(() => reminder().getByRole('status').innerText()).toBe(words('backup_done', '21 clips'));
    await button(reminder(), 'close').click();
    await reminder().waitFor({ state: 'detached' });
    const files = unzipSync(saved);
    expect(Object.keys(files).filter((name) => name.startsWith('assets/'))).toHaveLength(1);
    expect(new TextDecoder().decode(files['tables/clips.jsonl']).trimEnd().split('\n')).toHaveLength(21);
  });

  it('comes again when the backup is old, and goes for a week', async () => {
    const old = Date.now() - 20 * 24 * 60 * 60_000;
    await putRows(library, 'local', [{ key: 'backup', value: { isReminding: true, lastAt: old } }]);
    await library.reload();
    await reminder().waitFor();
    await button(reminder(), 'reminder_later').click();
    await reminder().waitFor({ state: 'detached' });
    await library.reload();
    await library.getByRole('button', { name: words('settings'), exact: true }).waitFor();
    expect(await reminder().count()).toBe(0);
  });
});

describe('settings', () => {
  it('back up into a file that the user chooses: the same library is the same file', async () => {
    await answerPickers(library);
    await openSettings();
    expect(await violations(library)).toEqual([]);
    await button(settings(), 'backup_now').focus();
    await library.keyboard.press('Enter');
    await settings().getByText(words('backup_done', '21 clips')).waitFor();
    const bytes = await library.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const names = await Array.fromAsync(root.keys());
      const handle = await root.getFileHandle(names.find((name) => name.endsWith('.zip')) ?? '');
      return [...(await (await handle.getFile()).bytes())];
    });
    expect(Buffer.from(bytes).equals(saved)).toBe(true);
    await closeSettings();
  });

  it('write backups into a folder by themselves, keep so many, and stop', async () => {
    await openSettings();
    await library.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('Backups', { create: true });
      for (const name of ['gleaner-auto-2020-01-01-0000.zip', 'gleaner-auto-2020-01-02-0000.zip', 'mine.zip']) {
        const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await writable.write('x');
        await writable.close();
      }
    });
    await button(settings(), 'schedule_choose').click();
    const today = /^gleaner-auto-20(?!20)\d\d-\d\d-\d\d-\d{4}\.zip$/;
    await expect.poll(async () => (await filesIn('Backups')).filter((name) => today.test(name))).toHaveLength(1);
    await expect.poll(() => filesIn('Backups')).toHaveLength(4);
    await settings().getByLabel(words('schedule_keep')).selectOption('3');
    await settings().getByLabel(words('schedule_every')).selectOption('day');
    const schedule = async () => {
      const rows = await readTable<{ key: string; value: { schedule?: unknown } }>(library, 'local');
      return rows.find(({ key }) => key === 'backup')?.value.schedule;
    };
    await expect.poll(schedule).toMatchObject({ every: 'day', keep: 3, lastAt: expect.any(Number) });
    // When the last one was made, and when the next one is due: a day later.
    const { lastAt = Number.NaN } = (await schedule()) as { lastAt?: number };
    const when = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
    const plain = (text: string) => text.replaceAll(/\s/gu, ' ');
    const said = async () => (await settings().locator('.schedule dd').allInnerTexts()).map(plain);
    const next = lastAt + 24 * 60 * 60_000;
    await expect.poll(said).toEqual(['Backups', plain(when.format(lastAt)), plain(when.format(next))]);
    await button(settings(), 'schedule_stop').focus();
    await library.keyboard.press('Enter');
    await button(settings(), 'schedule_stop').waitFor({ state: 'detached' });
    expect(await button(settings(), 'schedule_choose').evaluate((node) => node === document.activeElement)).toBe(true);
    expect(await violations(library)).toEqual([]);
    await closeSettings();
  });

  it('say where a browser cannot write into a folder', async () => {
    await takePickers(library);
    await openSettings();
    await settings().getByText(words('schedule_absent')).waitFor();
    expect(await button(settings(), 'schedule_choose').count()).toBe(0);
    await closeSettings();
    await answerPickers(library);
  });
});

describe('restoring', () => {
  it('refuses a damaged file, and says where; the library stays', async () => {
    const before = await clips();
    await openSettings();
    await button(settings(), 'backup_restore').click();
    await restore().waitFor();
    const damaged = Buffer.from(saved);
    damaged[200] = (damaged[200] ?? 0) ^ 1;
    await chooseBackup(damaged);
    await restore().getByRole('alert').getByText(words('error_backup_damaged')).waitFor();
    await chooseBackup(saved.subarray(0, 500));
    await restore().getByRole('alert').getByText(words('error_backup_damaged')).waitFor();
    await chooseBackup(Buffer.from('{}'));
    await restore().getByRole('alert').getByText(words('error_backup_unreadable')).waitFor();
    expect(await violations(library)).toEqual([]);
    expect(await button(restore(), 'restore_run_merge').isDisabled()).toBe(true);
    expect(await clips()).toEqual(before);
  });

  it('shows what would come, adds it, and takes it back', async () => {
    await putRows(library, 'clips', [
      clipOf(2, { projectId, quote: 'Quote 2', note: 'here', updatedAt: Date.now() }),
      clipOf(70, { projectId, quote: 'only here' }),
    ]);
    await clearTables(library, ['assets']);
    await chooseBackup(saved);
    await expect.poll(() => counts('clips')).toEqual(['–', '–', '1', '20', '1']);
    expect(await counts('restore_pictures')).toEqual(['1', '–', '–', '–', '–']);
    expect(await violations(library)).toEqual([]);
    await button(restore(), 'restore_run_merge').click();
    await restore().getByText(words('restore_done')).waitFor();
    expect(await readTable(library, 'assets')).toHaveLength(1);
    expect((await clips()).find(({ id }) => id === idOf(2))?.note).toBe('here');
    expect(await clips()).toHaveLength(22);
    await button(restore(), 'close').click();
    await restore().waitFor({ state: 'detached' });
  });

  it('takes back what came in', async () => {
    await clearTables(library, ['clips']);
    await button(settings(), 'backup_restore').click();
    await chooseBackup(saved);
    await expect.poll(() => counts('clips')).toEqual(['21', '–', '–', '–', '–']);
    await button(restore(), 'restore_run_merge').click();
    await button(restore(), 'undo').click();
    await restore().getByText(words('restore_undone')).waitFor();
    expect((await clips()).filter(({ deletedAt }) => deletedAt === undefined)).toEqual([]);
    await button(restore(), 'close').click();
    await restore().waitFor({ state: 'detached' });
  });

  it('replaces the library, once that is what the user chose', async () => {
    await putRows(library, 'clips', [clipOf(71, { projectId, quote: 'goes' })]);
    await button(settings(), 'backup_restore').click();
    await chooseBackup(saved);
    await expect.poll(() => counts('clips')).toEqual(['–', '–', '21', '–', '1']);
    await restore()
      .getByRole('radio', { name: words('restore_replace') })
      .check();
    await restore().getByText(words('restore_removes', '1 clip')).waitFor();
    await button(restore(), 'restore_first').click();
    await restore().getByText(words('backup_done', '22 clips')).waitFor();
    expect(await violations(library)).toEqual([]);
    await button(restore(), 'restore_run_replace').click();
    await restore().getByText(words('restore_done')).waitFor();
    expect(await clips()).toHaveLength(21);
    await button(restore(), 'close').click();
    await restore().waitFor({ state: 'detached' });
    // And the same backup comes of it.
    await button(settings(), 'backup_now').click();
    await settings().getByText(words('backup_done', '21 clips')).waitFor();
    await closeSettings();
    // The list follows.
    await library.getByText('Quote 20').waitFor();
  });
});
