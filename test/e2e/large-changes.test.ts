import type { Locator } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { addClips } from '#test/support/fresh-library.ts';
import { readTable } from '#test/support/gleaner.ts';
import { library, onSampleLibrary, sample } from '#test/support/on-sample-library.ts';
import { clipOf } from '#test/support/rows.ts';
import { slowWrites } from '#test/support/slow-writes.ts';
import { violations } from '#test/support/violations.ts';

/** A machine that does much else. */
const SLOW = 120_000;
/** Slow enough to be seen, in ms for a hundred rows. */
const SEEN = 40;

const MANY = 2_000;
/** With those of the sample. One of them is a requirement already. */
const ALL = MANY + 5;

onSampleLibrary();
beforeEach(async () => {
  const projectId = sample.projects.pricing.id;
  const clips = Array.from({ length: MANY }, (_, index) =>
    clipOf(10_000 + index, { quote: `Clip ${index}`, projectId, type: 'note', triage: 'kept' }),
  );
  await addClips(library, clips);
  await library.getByText('2,005 clips').waitFor();
});

const running = (name: string) => library.getByRole('dialog', { name, exact: true });
const snackbar = (text: string | RegExp) => library.locator('.snackbar', { hasText: text });
const clips = () => readTable<Clip>(library, 'clips');
/** What each clip is, and whether it has been sorted. */
const said = async () => (await clips()).map(({ id, type, triage }) => ({ id, type, triage }));

/** How many rows the history has: each that was changed has one more. */
const past = async () => (await readTable(library, 'events')).length;

async function cancel(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('undo and redo of thousands', () => {
  let first: Awaited<ReturnType<typeof said>>;

  beforeEach(async () => {
    first = await said();
    await library.keyboard.press('*');
    await library.getByText('2,005 clips selected').waitFor();
    await library.keyboard.press('1');
    await snackbar('Requirement: 2,005 clips').waitFor({ timeout: 30_000 });
    expect((await said()).filter(({ type }) => type === 'requirement')).toHaveLength(ALL);
    await slowWrites(library);
  });

  it(
    'show how far they are, and leave everything as it was when they are cancelled',
    async () => {
      const before = [await clips(), await past()];
      await library.keyboard.press('z');
      await running('Undoing…').getByRole('progressbar', { name: 'Undoing…' }).waitFor();
      await running('Undoing…')
        .getByText(/^[\d,]+ of 2,004$/)
        .waitFor();
      await cancel(running('Undoing…'));
      expect([await clips(), await past()]).toEqual(before);
      // The offer is there again, and Esc is a way out as well.
      await snackbar('Requirement: 2,005 clips').getByRole('button', { name: /^Undo/ }).click();
      await running('Undoing…').getByRole('progressbar').waitFor();
      await library.keyboard.press('Escape');
      await running('Undoing…').waitFor({ state: 'detached' });
      expect([await clips(), await past()]).toEqual(before);
    },
    SLOW,
  );

  it(
    'do all of it, also after the page was closed, where nobody stops them',
    async () => {
      await library.reload();
      await library.getByText('2,005 clips').waitFor();
      await slowWrites(library, SEEN);
      await library.keyboard.press('z');
      await running('Undoing…').waitFor();
      await snackbar(/^Undone: .*2,004 clips/).waitFor({ timeout: 30_000 });
      await running('Undoing…').waitFor({ state: 'detached' });
      expect(await said()).toEqual(first);
      const before = [await clips(), await past()];

      await slowWrites(library);
      await library.keyboard.press('Shift+Z');
      await running('Redoing…').getByRole('progressbar').waitFor();
      await cancel(running('Redoing…'));
      expect([await clips(), await past()]).toEqual(before);
      await slowWrites(library, SEEN);
      await snackbar(/^Undone: .*2,004 clips/)
        .getByRole('button', { name: /^Redo/ })
        .click();
      await running('Redoing…').waitFor();
      await snackbar(/^Redone: .*2,004 clips/).waitFor({ timeout: 30_000 });
      await running('Redoing…').waitFor({ state: 'detached' });
      expect((await said()).filter(({ type }) => type === 'requirement')).toHaveLength(ALL);
    },
    SLOW,
  );
});

it(
  'two at once: the second waits, is shown when its turn comes, and can be cancelled by itself',
  async () => {
    await library.keyboard.press('*');
    await library.getByText('2,005 clips selected').waitFor();
    await slowWrites(library, 300);
    // Both before the first is shown, which takes the keys.
    await library.evaluate(() => {
      for (const key of ['1', 'z']) document.dispatchEvent(new KeyboardEvent('keydown', { key }));
    });
    await running('Changing clips…')
      .getByText(/^500 of 2,005$/)
      .waitFor();
    expect(await snackbar('Undoing…').count()).toBe(0);
    await running('Undoing…').getByRole('progressbar').waitFor({ timeout: 60_000 });
    await cancel(running('Undoing…'));
    expect((await said()).filter(({ type }) => type === 'requirement')).toHaveLength(ALL);
    await running('Changing clips…').waitFor({ state: 'detached' });
  },
  SLOW,
);

it(
  'moves all clips of a project with its progress shown, or none of them, and back with Z',
  async () => {
    await library.getByRole('navigation').getByRole('button', { name: 'Manage projects' }).click();
    const manager = running('Projects');
    const move = manager.getByRole('button', { name: /^Move 2,0\d\d clips there$/ });
    await move.waitFor();
    const all = (await move.textContent())?.match(/2,0\d\d/)?.[0] ?? '';
    const there = async () => (await clips()).filter(({ projectId }) => projectId === sample.projects.second.id).length;
    await slowWrites(library, 600);
    await move.click();
    await running('Moving…')
      .getByText(new RegExp(`^[\\d,]+ of ${all}$`))
      .waitFor();
    expect(await violations(library)).toEqual([]);
    await cancel(running('Moving…'));
    await slowWrites(library, SEEN);
    expect(await there()).toBe(1);
    expect(await past()).toBe(0);

    await move.click();
    await running('Moving…').waitFor();
    await snackbar(`${all} clips moved to “二期”`).waitFor({ timeout: 30_000 });
    await running('Moving…').waitFor({ state: 'detached' });
    expect(await there()).toBe(Number(all.replace(',', '')) + 1);
    // The button has gone with the clips; the key works all the same.
    await library.keyboard.press('z');
    await running('Undoing…').waitFor();
    await move.waitFor({ timeout: 30_000 });
    await expect.poll(there).toBe(1);
  },
  SLOW,
);
