import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { addClips } from '#test/support/fresh-library.ts';
import { readTable } from '#test/support/gleaner.ts';
import { browser, library, onSampleLibrary, sample } from '#test/support/on-sample-library.ts';
import { clipOf, idOf } from '#test/support/rows.ts';
import { slowWrites } from '#test/support/slow-writes.ts';
import { violations } from '#test/support/violations.ts';

/** The part of `chrome.*` that the tests use inside the service worker. */
declare const chrome: { alarms: { onAlarm: { dispatch(alarm: { name: string }): void } } };

const DAY = 24 * 60 * 60_000;

onSampleLibrary();
beforeEach(async () => {
  const now = Date.now();
  const thrownAway = (number: number, days: number) =>
    clipOf(number, {
      quote: `Thrown away ${days} days ago`,
      markdown: '',
      projectId: sample.projects.pricing.id,
      deletedAt: now - days * DAY,
      capturedAt: now - 60 * DAY + number,
    });
  await addClips(library, [thrownAway(1, 18), thrownAway(2, 31)]);
  await library
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .click();
  await expect.poll(() => library.locator('[data-clip]').count()).toBe(3);
});

const row = (id: string) => library.locator(`[data-clip="${id}"]`);
const detail = () => library.getByRole('region', { name: 'Clip', exact: true });
const confirm = (name: RegExp) => library.getByRole('dialog', { name });
const ids = async () => (await readTable<Clip>(library, 'clips')).map(({ id }) => id);
const snackbar = () => library.locator('.snackbar');

describe('the trash', () => {
  it('says when each clip is deleted for ever', async () => {
    await row(idOf(1)).getByRole('button').click();
    await detail().getByText('Deleted for ever in 12 days').waitFor();
    await row(idOf(2)).getByRole('button').click();
    await detail().getByText('Deleted for ever soon').waitFor();
    expect(await violations(library)).toEqual([]);
  });

  it('deletes chosen clips for ever, after asking, and undo does not bring them back', async () => {
    await row(idOf(1)).getByRole('checkbox').check({ force: true });
    await library.keyboard.press('Delete');
    await confirm(/^Delete 1 clip for ever/)
      .getByText('This cannot be undone.')
      .waitFor();
    expect(await violations(library)).toEqual([]);
    // Enter by the way is no consent.
    await library.keyboard.press('Enter');
    await confirm(/^Delete/).waitFor({ state: 'detached' });
    expect(await ids()).toContain(idOf(1));
    await library.locator('.list-bar').getByRole('button', { name: 'Delete for ever' }).click();
    await confirm(/^Delete/)
      .getByRole('button', { name: 'Delete for ever' })
      .click();
    await snackbar().getByText('1 clip deleted for ever').waitFor();
    expect(await snackbar().getByRole('button', { name: /Undo/ }).count()).toBe(0);
    await expect.poll(() => row(idOf(1)).count()).toBe(0);
    await library.keyboard.press('z');
    await snackbar().getByText('There is nothing to undo').waitFor();
    expect(await ids()).not.toContain(idOf(1));
    expect(await ids()).toContain(idOf(2));
  });

  it('deletes the clip that is open, and closes it', async () => {
    await row(idOf(2)).getByRole('button').click();
    await detail().getByRole('button', { name: 'Delete for ever' }).click();
    await confirm(/^Delete/)
      .getByRole('button', { name: 'Delete for ever' })
      .click();
    await detail().waitFor({ state: 'detached' });
    expect(await ids()).not.toContain(idOf(2));
  });

  it('is emptied at once, but for the other projects and what is not in it', async () => {
    await library.getByRole('button', { name: 'Empty the trash' }).click();
    await confirm(/^Delete 3 clips for ever/)
      .getByRole('button', { name: 'Delete for ever' })
      .click();
    await library.getByRole('heading', { name: 'The trash is empty' }).waitFor();
    const kept = Object.values(sample.clips)
      .filter(({ deletedAt }) => deletedAt === undefined)
      .map(({ id }) => id);
    expect((await ids()).sort()).toEqual(kept.sort());
  });

  it('shows how far emptying it is, and stops between two clips: what is gone is gone, and the rest is as it was', async () => {
    const MANY = 1_400;
    const { id: projectId } = sample.projects.pricing;
    const capturedAt = Date.now();
    const all = Array.from({ length: MANY }, (_, index) =>
      clipOf(10_000 + index, { quote: `Clip ${index}`, projectId, capturedAt, deletedAt: capturedAt - DAY }),
    );
    await addClips(library, all);
    // What is open is at the end of the list, which the purge does not come to.
    const address = new URL(library.url());
    address.searchParams.set('clip', idOf(1));
    await library.goto(address.href);
    await detail().waitFor();
    await library.getByRole('button', { name: 'Empty the trash' }).click();
    const asked = confirm(/^Delete 1,403 clips for ever/);
    await slowWrites(library);
    await asked.getByRole('button', { name: 'Delete for ever' }).click();
    await asked.getByRole('progressbar', { name: 'Delete for ever' }).waitFor();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await asked.waitFor({ state: 'detached' });
    const text = await snackbar()
      .getByText(/^Stopped: [\d,]+ clips? deleted for ever/)
      .textContent();
    const gone = Number(text?.match(/[\d,]+/)?.[0].replace(',', ''));
    expect(gone).toBeLessThan(MANY);
    // Those of the sample that are not in the trash are there as well.
    await expect.poll(async () => (await ids()).length).toBe(MANY + 9 - gone);
    expect(await ids()).toContain(idOf(1));
    expect(await detail().getByText('Thrown away 18 days ago').count()).toBeGreaterThan(0);
  }, 120_000);

  it('gives back what is restored by key, and goes on to the next', async () => {
    await library.keyboard.press('j');
    await detail().waitFor();
    await library.keyboard.press('r');
    await snackbar().getByText('1 clip restored').waitFor();
    await expect.poll(() => library.locator('[data-clip]').count()).toBe(2);
    await library.keyboard.press('r');
    await expect.poll(() => library.locator('[data-clip]').count()).toBe(1);
    await library.keyboard.press('z');
    await expect.poll(() => library.locator('[data-clip]').count()).toBe(2);
  });

  it('lets go by itself of what has been in it for thirty days, when the browser is idle', async () => {
    await (await browser.worker()).evaluate(() => chrome.alarms.onAlarm.dispatch({ name: 'tidy-pictures' }));
    await expect.poll(() => row(idOf(2)).count()).toBe(0);
    await expect.poll(ids).not.toContain(idOf(2));
    expect(await ids()).toContain(idOf(1));
    expect(await ids()).toContain(sample.clips.trashed.id);
  });
});
