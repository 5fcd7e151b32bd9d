import { describe, expect, it } from 'vitest';
import { library, type Name, onSampleLibrary, sample, stored } from '#test/support/on-sample-library.ts';
import { violations } from '#test/support/violations.ts';

onSampleLibrary();

const detail = () => library.getByRole('region', { name: 'Clip', exact: true });
const history = () => detail().locator('.clip-history');
const lines = () => history().locator('.clip-history-line').allTextContents();

async function openClip(name: Name): Promise<void> {
  await library.locator(`[data-clip="${sample.clips[name].id}"]`).getByRole('button').click();
  await detail().waitFor();
  await detail().getByText('History', { exact: true }).click();
}

describe('the history of a clip', () => {
  it('says what was changed, by the names of things, the newest first', async () => {
    await openClip('report');
    await detail().getByText('Nothing was changed since it was saved.').waitFor();
    await library.keyboard.press('1');
    await expect.poll(lines).toEqual(['Type: Feedback → Requirement']);
    await detail().getByLabel('Tags').fill('价格');
    await library.keyboard.press('Enter');
    await expect.poll(async () => (await lines())[0]).toBe('Tagged “价格”');
    await library.keyboard.press('Escape');
    await detail().getByRole('button', { name: 'Remove 云屿科技' }).click();
    await expect.poll(async () => (await lines())[0]).toBe('About cleared (was: 云屿科技)');
    await detail().getByLabel('Note').fill('Ask them why');
    await detail().getByLabel('Note').blur();
    await expect.poll(async () => (await lines())[0]).toBe('Note: Ask them why');
    await detail().getByLabel('Method').selectOption('Interview');
    await expect.poll(lines).toHaveLength(5);
    expect(await violations(library)).toEqual([]);
  });

  it('lets each change be taken back, whatever came after it, and that as well', async () => {
    await openClip('report');
    await library.keyboard.press('1');
    await expect.poll(lines).toHaveLength(1);
    await detail().getByLabel('Method').selectOption('Interview');
    await expect.poll(lines).toHaveLength(2);
    await detail().getByRole('button', { name: 'Take back: Type: Feedback → Requirement' }).click();
    await expect.poll(() => stored('report')).toMatchObject({ type: 'feedback', method: 'interview' });
    await expect.poll(() => history().locator('.undone').count()).toBe(1);
    await expect
      .poll(() =>
        detail()
          .getByRole('button', { name: /^Take back: Type/ })
          .count(),
      )
      .toBe(0);
    await library.keyboard.press('z');
    await expect.poll(() => stored('report')).toMatchObject({ type: 'requirement', method: 'interview' });
    await expect.poll(() => history().locator('.undone').count()).toBe(1);
    await detail().getByRole('button', { name: 'Take back: Type: Feedback → Requirement' }).waitFor();
  });

  it('takes a change of many clips back for this one only', async () => {
    await library.keyboard.press('*');
    await library.getByText('5 clips selected').waitFor();
    await library.keyboard.press('4');
    await library.getByText('Note: 5 clips').waitFor();
    await library.keyboard.press('Escape');
    await openClip('limits');
    await detail().getByRole('button', { name: 'Take back: Type: Competitor → Note' }).click();
    await expect.poll(() => stored('limits')).toMatchObject({ type: 'competitor' });
    expect(await stored('api')).toMatchObject({ type: 'note' });
  });

  it('is in the file of the whole library, and nothing of it is lost in the trash', async () => {
    await openClip('idea');
    await library.keyboard.press('2');
    await expect.poll(lines).toEqual(['Type: Note → Feedback']);
    await detail().getByRole('button', { name: 'Move to trash' }).click();
    await expect.poll(lines).toEqual(['Moved to trash', 'Type: Note → Feedback']);
    await expect
      .poll(() =>
        detail()
          .getByRole('button', { name: /^Take back/ })
          .count(),
      )
      .toBe(0);
    await detail().getByRole('button', { name: 'Restore' }).click();
    await expect.poll(lines).toEqual(['Restored', 'Moved to trash', 'Type: Note → Feedback']);
  });
});
