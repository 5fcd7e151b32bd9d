import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { addClips, freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { library, type Name, onSampleLibrary, sample } from '#test/support/on-sample-library.ts';
import { clipOf } from '#test/support/rows.ts';
import { slowWrites } from '#test/support/slow-writes.ts';
import { violations } from '#test/support/violations.ts';

onSampleLibrary();

const NAMES = ['report', 'api', 'limits', 'idea', 'untyped'] as const;
const dialog = () => library.getByRole('dialog', { name: /^Edit / });
const snackbar = () => library.locator('.snackbar');
const clips = () => readTable<Clip>(library, 'clips');

async function stored(name: Name): Promise<Clip | undefined> {
  return (await clips()).find(({ id }) => id === sample.clips[name].id);
}

/** Each of the clips, but for when it was touched. */
async function all() {
  return Promise.all(NAMES.map(async (name) => ({ ...(await stored(name)), updatedAt: 0 })));
}

describe('editing many clips', () => {
  it('changes every kind of field in one step, and takes it back in one', async () => {
    const before = await all();
    await library.keyboard.press('*');
    await library.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog().getByRole('heading', { name: 'Edit 5 clips' }).waitFor();
    expect(await dialog().getByRole('button', { name: 'Change 5 clips' }).isDisabled()).toBe(true);
    await dialog().getByRole('button', { name: 'Feedback' }).click();
    await dialog().getByLabel('About', { exact: true }).fill('云屿');
    await dialog()
      .getByRole('option', { name: /云屿科技/ })
      .click();
    await dialog().getByLabel('Add tags', { exact: true }).fill('weekly');
    await library.keyboard.press('Enter');
    await dialog().getByLabel('Remove tags', { exact: true }).fill('Export');
    await library.keyboard.press('Enter');
    await dialog().getByRole('checkbox', { name: 'Change: Note' }).check();
    await dialog().getByText('Will be cleared').waitFor();
    await dialog().getByLabel('Project', { exact: true }).selectOption('二期');
    await dialog().getByRole('button', { name: 'Positive' }).click();
    await dialog().getByRole('button', { name: '2 · Important' }).click();
    await dialog().getByLabel('Method', { exact: true }).selectOption('Survey');
    await dialog().getByLabel('Said on', { exact: true }).fill('2026-05-03');
    expect(await violations(library)).toEqual([]);
    await dialog().getByRole('button', { name: 'Change 5 clips' }).click();
    await snackbar().getByText('Changed 5 clips').waitFor();
    const weekly = (await readTable<{ id: string; name: string }>(library, 'tags')).find(
      ({ name }) => name === 'weekly',
    );
    for (const clip of await all()) {
      expect(clip).toMatchObject({
        type: 'feedback',
        triage: 'kept',
        actorId: sample.actors.yunyu.id,
        projectId: sample.projects.second.id,
        sentiment: 1,
        importance: 2,
        method: 'survey',
        occurredAt: new Date(2026, 4, 3, 12).getTime(),
      });
      expect(clip).not.toHaveProperty('note');
      expect(clip.tagIds).toContain(weekly?.id);
      expect(clip.tagIds).not.toContain(sample.tags.exports.id);
    }
    expect((await stored('limits'))?.tagIds).toEqual([sample.tags.price.id, weekly?.id]);
    await library.keyboard.press('z');
    await expect.poll(all).toEqual(before);
  });

  it('offers only tags that there are where tags are removed, and makes none for that', async () => {
    await library.keyboard.press('*');
    await library.keyboard.press('b');
    const remove = dialog().getByLabel('Remove tags', { exact: true });
    expect(await remove.getAttribute('placeholder')).toBe('Choose a tag to remove…');
    expect(await dialog().getByLabel('Add tags', { exact: true }).getAttribute('placeholder')).toBe('Add a tag…');
    await remove.fill('Expo');
    await dialog().getByRole('option', { name: 'Export' }).waitFor();
    // By attribute: those of the selects are options, too.
    const offered = dialog().locator('[role="option"]:visible');
    await expect.poll(() => offered.allTextContents()).toEqual(['Export']);
    await remove.fill('nowhere');
    await expect.poll(() => offered.count()).toBe(0);
    await library.keyboard.press('Enter');
    await dialog().getByLabel('Add tags', { exact: true }).fill('nowhere');
    await dialog()
      .getByRole('option', { name: /new tag/ })
      .waitFor();
    await library.keyboard.press('Escape');
    await library.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    const names = (await readTable<{ name: string }>(library, 'tags')).map(({ name }) => name);
    expect(names.sort()).toEqual(['Export', '价格']);
  });

  it('leaves what is not ticked, and what is not shown', async () => {
    for (const name of ['api', 'idea'] as const) {
      await library.locator(`[data-clip="${sample.clips[name].id}"]`).getByRole('checkbox').check({ force: true });
    }
    await library.keyboard.press('a');
    await dialog().waitFor();
    // The field that the key is for has the cursor.
    await library.keyboard.type('acme');
    await dialog()
      .getByRole('option', { name: /^Acme Analytics/ })
      .first()
      .click();
    await dialog().getByRole('button', { name: '3 · Critical' }).click();
    await dialog().getByRole('checkbox', { name: 'Change: Importance' }).uncheck();
    await dialog().getByRole('button', { name: 'Change 2 clips' }).click();
    await snackbar().getByText('Changed 2 clips').waitFor();
    expect(await stored('api')).toMatchObject({ actorId: sample.actors.acme.id, type: 'requirement' });
    expect(await stored('api')).not.toHaveProperty('importance');
    expect(await stored('idea')).toMatchObject({ actorId: sample.actors.acme.id, note: '和老板确认一下预算' });
    expect(await stored('report')).toEqual(sample.clips.report);
  });

  it('appends a paragraph to the notes that are there, and takes it back in one step', async () => {
    const before = await all();
    await library.keyboard.press('*');
    await library.keyboard.press('n');
    await dialog().waitFor();
    await library.keyboard.type('问销售');
    const choice = (name: string) => dialog().getByRole('button', { name, exact: true });
    expect(await choice('Replace what is there').getAttribute('aria-pressed')).toBe('true');
    await choice('Append to what is there').click();
    expect(await violations(library)).toEqual([]);
    await dialog().getByRole('button', { name: 'Change 5 clips' }).click();
    await snackbar().getByText('Changed 5 clips').waitFor();
    expect(await stored('idea')).toMatchObject({ note: '和老板确认一下预算\n\n问销售' });
    expect(await stored('api')).toMatchObject({ note: '问销售' });
    await library.keyboard.press('z');
    await expect.poll(all).toEqual(before);
  });

  it('has nothing to append where nothing was written', async () => {
    await library.keyboard.press('*');
    await library.keyboard.press('b');
    await dialog().getByRole('checkbox', { name: 'Change: Note' }).check();
    await dialog().getByText('Will be cleared').waitFor();
    await dialog().getByRole('button', { name: 'Append to what is there' }).click();
    await expect.poll(() => dialog().getByText('Will be cleared').count()).toBe(0);
    expect(await dialog().getByRole('button', { name: 'Change 5 clips' }).isDisabled()).toBe(true);
  });

  it('says when there was nothing to change, and Esc changes nothing', async () => {
    await library.locator(`[data-clip="${sample.clips.idea.id}"]`).getByRole('checkbox').check({ force: true });
    await library.keyboard.press('b');
    await dialog().getByRole('button', { name: 'Note' }).click();
    await library.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await stored('idea')).toEqual(sample.clips.idea);
    await library.keyboard.press('b');
    await dialog().getByRole('button', { name: 'Note' }).click();
    await dialog().getByRole('button', { name: 'Change 1 clip' }).click();
    await snackbar().getByText('Nothing to change').waitFor();
    expect(await readTable(library, 'events')).toEqual([]);
  });
});

describe('editing thousands', () => {
  const MANY = 2_000;

  const many = () =>
    Array.from({ length: MANY }, (_, index) =>
      clipOf(10_000 + index, {
        quote: `Clip ${index}`,
        projectId: sample.projects.pricing.id,
        type: 'note',
        triage: 'kept',
      }),
    );

  async function fill(): Promise<void> {
    await addClips(library, many());
    await library.getByText('2,005 clips').waitFor();
    await library.keyboard.press('*');
    await library.getByText('2,005 clips selected').waitFor();
  }
  const count = async (type: string) => (await clips()).filter((clip) => clip.type === type).length;

  it('shows how far it is, and is all or nothing when it is stopped', async () => {
    await fill();
    await slowWrites(library);
    await library.keyboard.press('1');
    const running = library.getByRole('dialog', { name: 'Changing clips…' });
    await running.getByRole('progressbar').waitFor();
    await running.getByRole('button', { name: 'Cancel' }).click();
    await running.waitFor({ state: 'detached' });
    expect(await count('requirement')).toBe(1);
    expect(await readTable(library, 'events')).toEqual([]);
    await slowWrites(library, 0);
    await library.keyboard.press('3');
    await snackbar().getByText('Competitor: 2,005 clips').waitFor({ timeout: 30_000 });
    expect(await count('competitor')).toBe(MANY + 5);
  });

  it('shows how far it is in its form as well, which closes when it is stopped', async () => {
    await fill();
    const before = await clips();
    await library.keyboard.press('b');
    await dialog().getByRole('button', { name: 'Feedback' }).click();
    await slowWrites(library);
    await dialog().getByRole('button', { name: 'Change 2,005 clips' }).click();
    await dialog()
      .getByText(/^[\d,]+ of 2,005$/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await clips()).toEqual(before);
    expect(await readTable(library, 'events')).toEqual([]);
  });

  it('leaves before or after, and nothing between, when the browser is killed meanwhile', async () => {
    const userDataDir = await mkdtemp(join(tmpdir(), 'gleaner-bulk-'));
    try {
      const first = await launchGleaner({ userDataDir });
      const page = await freshLibrary(first, sample);
      await addClips(page, many());
      await page.getByText('2,005 clips').waitFor();
      await first.close();
      let before = 'note';
      for (const [index, delay] of [80, 350, 900].entries()) {
        const key = String((index % 3) + 1);
        const running = await launchGleaner({ userDataDir });
        const work = await running.extensionPage('library.html');
        await work.getByText('2,005 clips').waitFor();
        await work.keyboard.press('*');
        await work.getByText('2,005 clips selected').waitFor();
        const eventsBefore = (await readTable(work, 'events')).length;
        await work.keyboard.press(key);
        await work.waitForTimeout(delay);
        await running.kill();

        const again = await launchGleaner({ userDataDir });
        const seen = await again.extensionPage('library.html');
        await seen.locator('[data-clip]').first().waitFor();
        const ours = new Set(many().map(({ id }) => id));
        const types = (await readTable<Clip>(seen, 'clips')).filter(({ id }) => ours.has(id)).map(({ type }) => type);
        const events = (await readTable(seen, 'events')).length - eventsBefore;
        await again.close();
        expect(types).toHaveLength(MANY);
        expect(new Set(types).size, `${delay} ms`).toBe(1);
        // What is changed is in the history, and nothing else is.
        expect(events > 0, `${delay} ms`).toBe(types[0] !== before);
        before = types[0] ?? '';
      }
    } finally {
      await rm(userDataDir, { recursive: true, force: true });
    }
  }, 180_000);
});
