import { describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { addClips } from '#test/support/fresh-library.ts';
import { readTable } from '#test/support/gleaner.ts';
import {
  browser,
  library,
  type Name,
  onSampleLibrary,
  rowOf,
  sample,
  stored,
} from '#test/support/on-sample-library.ts';
import { clipOf } from '#test/support/rows.ts';

onSampleLibrary();

const press = (key: string, page = library) => page.keyboard.press(key);
const detail = (page = library) => page.getByRole('region', { name: 'Clip', exact: true });
const nav = (name: string, page = library) =>
  page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}( ?\\d+)?$`) });
const snackbar = (page = library) => page.locator('.snackbar');

/** The name of the clip that is open; undefined for none. */
async function opened(page = library): Promise<Name | undefined> {
  const id = await page.locator('[data-clip].open').evaluateAll(([row]) => row?.getAttribute('data-clip'));
  return (Object.keys(sample.clips) as Name[]).find((name) => sample.clips[name].id === id);
}

const typeOf = async (name: Name) => (await stored(name))?.type;

describe('the inbox by keyboard', () => {
  it('is emptied with a key a clip: each type leads on to the next, and undo back', async () => {
    const waiting = [1, 2, 3].map((number) =>
      clipOf(number, {
        quote: `Waiting ${number}`,
        markdown: '',
        projectId: sample.projects.pricing.id,
        capturedAt: Date.now() + number,
      }),
    );
    await addClips(library, waiting);
    await nav('Inbox').click();
    await expect.poll(() => library.locator('[data-clip]').count()).toBe(4);
    await press('j');
    await detail().getByText('Waiting 3').waitFor();
    await press('1');
    await detail().getByText('Waiting 2').waitFor();
    await press('3');
    await detail().getByText('Waiting 1').waitFor();
    await press('2');
    await detail().getByText(sample.clips.untyped.quote).waitFor();
    await expect.poll(() => library.locator('[data-clip]').count()).toBe(1);
    await press('4');
    await library.getByRole('heading', { name: 'Inbox zero' }).waitFor();
    await detail().waitFor({ state: 'detached' });
    const types = async () => {
      const clips = await readTable<Clip>(library, 'clips');
      return waiting.map((one) => clips.find(({ id }) => id === one.id)?.type);
    };
    await expect.poll(types).toEqual(['feedback', 'competitor', 'requirement']);
    await press('z');
    await expect.poll(() => library.locator('[data-clip]').count()).toBe(1);
    await expect.poll(() => typeOf('untyped')).toBeUndefined();
    await press('z');
    await press('z');
    await expect.poll(() => library.locator('[data-clip]').count()).toBe(3);
  });

  it('says which competitor it is, where that is known from the site', async () => {
    await addClips(library, [
      clipOf(1, {
        quote: 'Acme says',
        projectId: sample.projects.pricing.id,
        source: sample.clips.limits.source,
      }),
    ]);
    await nav('Inbox').click();
    await library.getByText('Acme says').first().waitFor();
    await press('*');
    await library.getByText('2 clips selected').waitFor();
    await press('3');
    await library.getByRole('heading', { name: 'Inbox zero' }).waitFor();
    const actors = (await readTable<Clip>(library, 'clips')).filter(({ quote }) => quote === 'Acme says');
    expect(actors.map(({ actorId }) => actorId)).toEqual([sample.actors.acme.id]);
  });
});

describe('keys', () => {
  it('go up and down by arrows as well, open again what was closed, and step back one at a time', async () => {
    await press('ArrowDown');
    await expect.poll(() => opened()).toBe('report');
    await press('ArrowDown');
    await press('ArrowDown');
    await expect.poll(() => opened()).toBe('limits');
    await press('ArrowUp');
    await expect.poll(() => opened()).toBe('api');
    await press('Escape');
    await detail().waitFor({ state: 'detached' });
    await press('o');
    await expect.poll(() => opened()).toBe('api');
    await press('Escape');
    await detail().waitFor({ state: 'detached' });
    await press('j');
    await expect.poll(() => opened()).toBe('limits');
    await press('Escape');
    await detail().waitFor({ state: 'detached' });
    await press('Enter');
    await expect.poll(() => opened()).toBe('limits');
  });

  it('put the cursor into fields, rest while somebody types there, and come back with Esc', async () => {
    const focused = () => library.evaluate(() => document.activeElement?.id ?? '');
    await press('j');
    await detail().waitFor();
    for (const [key, field] of [
      ['t', 'tagIds'],
      ['n', 'note'],
      ['a', 'actorId'],
      ['p', 'projectId'],
    ] as const) {
      await press(key);
      await expect.poll(focused).toMatch(new RegExp(`-${field}$`));
      if (field === 'note') {
        await library.keyboard.type('jk#1 z');
        await expect.poll(() => detail().getByLabel('Note').inputValue()).toBe('jk#1 z');
      }
      // The first Esc may belong to suggestions; the clip stays open until the field has let go.
      await expect
        .poll(async () => {
          if (/-(tagIds|note|actorId|projectId)$/.test(await focused())) await press('Escape');
          return focused();
        })
        .not.toMatch(/-(tagIds|note|actorId|projectId)$/);
      expect(await opened()).toBe('report');
    }
    await expect.poll(async () => (await stored('report'))?.note).toBe('jk#1 z');
    expect(await typeOf('report')).toBe('feedback');
  });

  it('select a stretch, and everything', async () => {
    await press('j');
    await expect.poll(() => opened()).toBe('report');
    await press('x');
    await library.getByText('1 clip selected').waitFor();
    await press('j');
    await press('j');
    await expect.poll(() => opened()).toBe('limits');
    await press('Shift+X');
    await library.getByText('3 clips selected').waitFor();
    await press('*');
    await library.getByText('5 clips selected').waitFor();
    await press('4');
    for (const name of ['report', 'api', 'limits', 'untyped'] as const)
      await expect.poll(() => typeOf(name)).toBe('note');
    await snackbar().getByText('Note: 5 clips').waitFor();
    await press('Escape');
    await library.getByText('5 clips selected').waitFor({ state: 'detached' });
    await detail().waitFor();
  });

  it('mean the same with Caps Lock and on a keyboard of another script, and nothing to an input method', async () => {
    const dispatch = (
      init: Partial<Pick<KeyboardEvent, 'key' | 'code' | 'isComposing' | 'keyCode' | 'altKey' | 'ctrlKey'>>,
    ) =>
      library.evaluate(
        (event) =>
          void document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...event })),
        init,
      );
    await dispatch({ key: 'J', code: 'KeyJ' });
    await expect.poll(() => opened()).toBe('report');
    await dispatch({ key: 'о', code: 'KeyJ' });
    await expect.poll(() => opened()).toBe('api');
    await dispatch({ key: 'j', code: 'KeyJ', isComposing: true });
    await dispatch({ key: 'j', code: 'KeyJ', keyCode: 229 });
    await dispatch({ key: 'j', code: 'KeyJ', altKey: true });
    await dispatch({ key: 'j', code: 'KeyJ', ctrlKey: true });
    await dispatch({ key: 'k', code: 'KeyK' });
    await expect.poll(() => opened()).toBe('report');
  });

  it('are all in the help, which Esc closes', async () => {
    await press('?');
    const help = library.getByRole('dialog', { name: 'Keyboard' });
    await help.getByText('Set type: Requirement').waitFor();
    expect(await help.locator('kbd').count()).toBeGreaterThan(25);
    await press('j');
    await press('Escape');
    await help.waitFor({ state: 'detached' });
    expect(await opened()).toBeUndefined();
  });
});

describe('undo', () => {
  it('goes back after the page was closed, says what it undoes, and forth again', async () => {
    await press('j');
    await detail().waitFor();
    await press('1');
    await expect.poll(() => typeOf('report')).toBe('requirement');
    await press('j');
    await expect.poll(() => opened()).toBe('api');
    await press('#');
    await snackbar().getByText('1 clip moved to trash').waitFor();
    // What is next comes into its place.
    await expect.poll(() => opened()).toBe('limits');
    await library.reload();
    await rowOf('report').waitFor();
    await press('z');
    await snackbar().getByText('Undone: Moved to trash').waitFor();
    await rowOf('api').waitFor();
    await press('z');
    await snackbar().getByText('Undone: Type: Feedback → Requirement').waitFor();
    await expect.poll(() => typeOf('report')).toBe('feedback');
    await press('z');
    await snackbar().getByText('There is nothing to undo').waitFor();
    await press('Shift+Z');
    await snackbar().getByText('Redone: Type: Feedback → Requirement').waitFor();
    await expect.poll(() => typeOf('report')).toBe('requirement');
    await press('Shift+Z');
    await rowOf('api').waitFor({ state: 'detached' });
    await press('Shift+Z');
    await snackbar().getByText('There is nothing to redo').waitFor();
  });

  it('leaves what another tab has changed since, and says so', async () => {
    await press('*');
    await library.getByText('5 clips selected').waitFor();
    await press('4');
    await expect.poll(() => typeOf('report')).toBe('note');
    const other = await browser.extensionPage('library.html');
    await rowOf('report', other).getByRole('button').click();
    await detail(other).waitFor();
    await press('1', other);
    await expect.poll(() => typeOf('report')).toBe('requirement');
    await other.close();
    await library.bringToFront();
    await press('z');
    await snackbar().getByText('1 change not undone: changed again since').waitFor();
    expect(await typeOf('report')).toBe('requirement');
    await expect.poll(() => typeOf('limits')).toBe('competitor');
  });
});

describe('two tabs', () => {
  it('show the same, and lose nothing of what both do to one clip', async () => {
    const other = await browser.extensionPage('library.html');
    for (const page of [library, other]) {
      await rowOf('idea', page).getByRole('button').click();
      await detail(page).waitFor();
    }
    await press('2', other);
    await rowOf('idea').getByText('Feedback', { exact: true }).waitFor();
    await Promise.all([
      detail(other).getByRole('button', { name: '3 · Critical' }).click(),
      detail(library).getByRole('button', { name: 'Negative' }).click(),
    ]);
    await expect
      .poll(() => stored('idea'))
      .toMatchObject({ type: 'feedback', importance: 3, sentiment: -1, note: '和老板确认一下预算' });
    for (const page of [library, other]) {
      await expect
        .poll(() => detail(page).getByRole('button', { name: '3 · Critical' }).getAttribute('aria-pressed'))
        .toBe('true');
      await expect
        .poll(() => detail(page).getByRole('button', { name: 'Negative' }).getAttribute('aria-pressed'))
        .toBe('true');
    }
    await other.close();
  });
});
