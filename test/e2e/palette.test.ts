import { describe, expect, it } from 'vitest';
import { answerPickers } from '#test/support/backup-gestures.ts';
import { composeText } from '#test/support/compose-text.ts';
import { readTable } from '#test/support/gleaner.ts';
import { library, onSampleLibrary, rowOf } from '#test/support/on-sample-library.ts';
import { putRows } from '#test/support/sample-library.ts';
import { violations } from '#test/support/violations.ts';

onSampleLibrary();

const palette = () => library.getByRole('dialog', { name: 'Find or do anything' });
const field = () => palette().getByRole('combobox');
const option = (name: string | RegExp) => palette().getByRole('option', { name });
const listed = () => library.locator('[data-clip]').count();
const detail = () => library.getByRole('region', { name: 'Clip', exact: true });
const nav = (name: string) =>
  library.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}( ?\\d+)?$`) });

async function open(text = ''): Promise<void> {
  await library.keyboard.press('Control+k');
  await palette().waitFor();
  if (text) await field().fill(text);
}

/** The name of what Enter would choose. */
async function active(): Promise<string> {
  const id = await field().getAttribute('aria-activedescendant');
  return (await library.locator(`[id="${id}"]`).textContent({ timeout: 1_000 })) ?? '';
}

describe('the palette', () => {
  it('does what it names, by its name in either language', async () => {
    await open('empty trash');
    // In a list that is not the trash there is nothing to empty.
    await expect.poll(() => option(/Empty the trash/).count()).toBe(0);
    await field().fill('trash');
    await expect.poll(active).toMatch(/^Trash/);
    await library.keyboard.press('Enter');
    await palette().waitFor({ state: 'detached' });
    await expect.poll(() => nav('Trash').getAttribute('aria-pressed')).toBe('true');
    await open('清空');
    await expect.poll(active).toMatch(/^Empty the trash/);
    await library.keyboard.press('Enter');
    await library.getByRole('dialog', { name: 'Delete 1 clip for ever?' }).waitFor();
    await library.keyboard.press('Escape');
  });

  it('goes to tags, competitors, projects, saved views and clips', async () => {
    const at = Date.now();
    await putRows(library, {
      views: [
        {
          id: '01900000-0000-7000-8000-0000000000aa',
          createdAt: at,
          updatedAt: at,
          name: 'All feedback',
          address: 'type=feedback',
        },
      ],
    });
    await open('价');
    await option('价格').click();
    await expect.poll(listed).toBe(1);
    await open('acme an');
    await expect.poll(active).toMatch(/^Acme Analytics/);
    await library.keyboard.press('Enter');
    await expect.poll(() => nav('Acme Analytics').getAttribute('aria-pressed')).toBe('true');
    await library.reload();
    await library.locator('[data-clip]').first().waitFor();
    await open('all feed');
    await option('All feedback').click();
    await expect.poll(() => library.evaluate(() => location.hash)).toBe('#type=feedback');
    await open('手动整理');
    await option(/每次导出都要手动整理/).click();
    await detail().getByText('每次导出都要手动整理').waitFor();
    await open('二期');
    await option('二期').click();
    await library.getByText('A clip of the other project.').waitFor();
  });

  it('is led by arrows, and lets input methods have their Enter', async () => {
    await open();
    const first = await active();
    await library.keyboard.press('ArrowUp');
    const last = await active();
    expect(last).not.toBe(first);
    await library.keyboard.press('ArrowDown');
    await expect.poll(active).toBe(first);
    await library.keyboard.press('ArrowDown');
    await expect.poll(active).not.toBe(first);
    await composeText(library, ['jia', 'jia ge'], '价格', { confirmKey: true });
    await expect.poll(() => field().inputValue()).toBe('价格');
    await option('价格').waitFor();
    expect(await palette().isVisible()).toBe(true);
    await library.keyboard.press('Enter');
    await expect.poll(listed).toBe(1);
  });

  it('offers first what was chosen lately, also after a restart', async () => {
    // By its group: a command is called Export as well, and is there before the tags are.
    for (const [group, name] of [
      ['Views', 'Inbox'],
      ['Tags', 'Export'],
    ] as const) {
      await open(name);
      await palette().getByRole('group', { name: group }).getByRole('option', { name, exact: true }).click();
      await palette().waitFor({ state: 'detached' });
    }
    await library.reload();
    await library.locator('[data-clip]').first().waitFor();
    await open();
    const recent = palette().getByRole('group', { name: 'Recently used' }).getByRole('option');
    await expect.poll(() => recent.allTextContents()).toEqual(['Export', 'Inbox']);
    expect((await readTable<{ key: string }>(library, 'local')).map(({ key }) => key)).toContain('palette');
  });

  it('opens from a field, closes with Esc and Ctrl K, and puts the cursor where a command says', async () => {
    await library.keyboard.press('j');
    await detail().waitFor();
    await library.keyboard.press('/');
    await open('write a note');
    await expect.poll(active).toMatch(/^Write a note/);
    await library.keyboard.press('Enter');
    await palette().waitFor({ state: 'detached' });
    await expect
      .poll(() =>
        detail()
          .getByLabel('Note')
          .evaluate((note) => note === document.activeElement),
      )
      .toBe(true);
    await open();
    await library.keyboard.press('Control+k');
    await palette().waitFor({ state: 'detached' });
    await open('zzzzqqq');
    await palette().getByText('No command, view, tag or project has this name').waitFor();
    await library.keyboard.press('Enter');
    expect(await palette().isVisible()).toBe(true);
    await library.keyboard.press('Escape');
    await palette().waitFor({ state: 'detached' });
  });

  it.each([
    { typed: 'sett', name: 'Settings', dialog: 'Settings' },
    { typed: '设置', name: 'Settings', dialog: 'Settings' },
    { typed: 'restore a b', name: 'Restore a backup…', dialog: 'Restore a backup' },
    { typed: '恢复备份', name: 'Restore a backup…', dialog: 'Restore a backup' },
    { typed: 'check the lib', name: 'Check the library…', dialog: 'Library check' },
    { typed: '检查资料库', name: 'Check the library…', dialog: 'Library check' },
  ])('has $dialog, by “$typed”', async ({ typed, name, dialog }) => {
    await open(typed);
    await expect.poll(active).toBe(name);
    await library.keyboard.press('Enter');
    const opened = library.getByRole('dialog', { name: dialog, exact: true });
    await opened.waitFor();
    expect(await violations(library)).toEqual([]);
    await library.keyboard.press('Escape');
    await opened.waitFor({ state: 'detached' });
  });

  it('gives the focus back after what it opened, and after itself', async () => {
    const row = rowOf('api').getByRole('button').first();
    const hasFocus = () => row.evaluate((button) => button === document.activeElement);
    await row.focus();
    await open();
    await library.keyboard.press('Escape');
    await palette().waitFor({ state: 'detached' });
    await expect.poll(hasFocus).toBe(true);
    await open('sett');
    await expect.poll(active).toBe('Settings');
    await library.keyboard.press('Enter');
    const settings = library.getByRole('dialog', { name: 'Settings', exact: true });
    await settings.waitFor();
    await expect.poll(hasFocus).toBe(false);
    await library.keyboard.press('Escape');
    await settings.waitFor({ state: 'detached' });
    await expect.poll(hasFocus).toBe(true);
  });

  it.each(['back up', '立即备份'])('backs up, by “%s”', async (typed) => {
    await answerPickers(library);
    await open(typed);
    await expect.poll(active).toBe('Back up now');
    await library.keyboard.press('Enter');
    const opened = library.getByRole('dialog', { name: 'Backup', exact: true });
    await opened.getByText('Backed up, with 7 clips.').waitFor();
    expect(await violations(library)).toEqual([]);
    await opened.getByRole('button', { name: 'Close' }).click();
    await opened.waitFor({ state: 'detached' });
    const [state] = (await readTable<{ key: string; value: { lastAt?: number } }>(library, 'local')).filter(
      ({ key }) => key === 'backup',
    );
    expect(state?.value.lastAt).toBeGreaterThan(Date.now() - 60_000);
  });

  it('asks once more where it was not said where a backup goes', async () => {
    await library.evaluate(() =>
      Object.assign(window, {
        showSaveFilePicker: () => {
          document.documentElement.dataset.asked = '';
          return Promise.reject(new DOMException('The user said no.', 'AbortError'));
        },
      }),
    );
    await open('back up');
    await expect.poll(active).toBe('Back up now');
    await library.keyboard.press('Enter');
    const opened = library.getByRole('dialog', { name: 'Backup', exact: true });
    await opened.getByRole('button', { name: 'Back up' }).waitFor();
    // The dialog is there before it asks by itself, which is not to be answered.
    await library.locator('html[data-asked]').waitFor();
    await answerPickers(library);
    await opened.getByRole('button', { name: 'Back up' }).click();
    await opened.getByText('Backed up, with 7 clips.').waitFor();
  });

  it('is sound, and so are the help and the words in Chinese', async () => {
    await open();
    await option(/^Inbox/).waitFor();
    expect(await violations(library)).toEqual([]);
    await field().fill('ex');
    await option(/每次导出/).waitFor();
    expect(await violations(library)).toEqual([]);
    await library.keyboard.press('Escape');
    await palette().waitFor({ state: 'detached' });
    await library.keyboard.press('?');
    await library.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    expect(await violations(library)).toEqual([]);
    await library.keyboard.press('Escape');
  });
});
