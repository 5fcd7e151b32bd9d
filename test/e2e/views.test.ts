import type { Locator, Page } from 'playwright';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { readTable } from '#test/support/gleaner.ts';
import {
  browser,
  expectListed,
  inOneBrowser,
  library,
  listed,
  openSample,
  rowOf,
  sample,
  stored,
} from '#test/support/on-sample-library.ts';
import type { SampleLibrary } from '#test/support/sample-library.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');
const HOUR = 3_600_000;

inOneBrowser();

const layout = (name: string) =>
  library.getByRole('group', { name: words('view_layout') }).getByRole('button', { name, exact: true });
const choose = (label: 'view_sort' | 'view_group') => library.getByRole('combobox', { name: words(label) });
const column = (name: string) => library.getByRole('region', { name: new RegExp(`^${name}`) });
const cardsIn = (name: string) => column(name).locator('[data-clip]').count();
const hash = () => library.evaluate(() => location.hash);
const button = (name: string, within: Page | Locator = library) => within.getByRole('button', { name, exact: true });

describe('a few clips', () => {
  beforeEach(() => openSample());

  const LAYOUTS = ['list', 'cards', 'board', 'table', 'pages', 'timeline'] as const;

  it('are all there in every layout, which the address has, and the way back too', async () => {
    for (const id of LAYOUTS) {
      await layout(words(`layout_${id}`)).click();
      await expect.poll(hash).toBe(id === 'list' ? '' : `#layout=${id}`);
      await expect.poll(async () => (await listed()).length, { message: id }).toBe(5);
      await expect.poll(() => layout(words(`layout_${id}`)).getAttribute('aria-pressed')).toBe('true');
      await expect.poll(() => library.locator('.view-count').textContent()).toBe('5 clips · 2 sources');
    }
    await library.goBack();
    await library.goBack();
    await expect.poll(hash).toBe('#layout=table');
    await library.getByRole('table').waitFor();
    await library.reload();
    await library.getByRole('table').waitFor();
  });

  it.each(LAYOUTS)('have nothing wrong in them that axe knows of, light and dark: %s', async (id) => {
    await library.evaluate((to) => void location.assign(to), `#layout=${id}&group=type`);
    await expect.poll(async () => (await listed()).length).toBe(5);
    await expect.poll(() => layout(words(`layout_${id}`)).getAttribute('aria-pressed')).toBe('true');
    for (const colorScheme of ['dark', 'light'] as const) {
      await library.emulateMedia({ colorScheme });
      expect(await violations(library), colorScheme).toEqual([]);
    }
  });

  it('are sorted and put together as somebody says; typing leaves that alone', async () => {
    await choose('view_sort').selectOption(words('order_oldest'));
    await expectListed(['untyped', 'idea', 'limits', 'api', 'report']);
    await choose('view_group').selectOption(words('group_type'));
    await expectListed(['api', 'report', 'limits', 'idea', 'untyped']);
    const heads = () => library.locator('.group-head').allTextContents();
    await expect.poll(heads).toEqual(['Requirement1', 'Feedback1', 'Competitor1', 'Note1', 'Untyped1']);
    await choose('view_group').selectOption(words('group_tag'));
    // One that has two tags stands below both, and is one.
    await expectListed(['limits', 'report', 'limits', 'untyped', 'idea', 'api']);
    await expect.poll(() => library.locator('.view-count').textContent()).toBe('5 clips · 2 sources');
    await library.locator('.search input').fill('free plan');
    await expectListed(['limits', 'limits']);
    expect(await hash()).toContain('order=oldest');
    await library.goBack();
    await expect.poll(() => choose('view_group').inputValue()).toBe('type');
  });

  it('go into another column by drag, which says so of them, and undo brings them back', async () => {
    await layout(words('layout_board')).click();
    await expect.poll(() => cardsIn('Feedback')).toBe(1);
    await rowOf('report').dragTo(column('Requirement'));
    await expect.poll(() => cardsIn('Requirement')).toBe(2);
    await expect.poll(() => cardsIn('Feedback')).toBe(0);
    expect(await stored('report')).toMatchObject({ type: 'requirement', triage: 'kept' });
    await library.getByText('1 clip moved to “Requirement”').waitFor();
    await library.keyboard.press('z');
    await expect.poll(() => cardsIn('Feedback')).toBe(1);
    expect(await stored('report')).toMatchObject({ type: 'feedback' });
  });

  it('go there by keyboard too, the chosen ones together, and the focus with them', async () => {
    await layout(words('layout_board')).click();
    await rowOf('untyped').getByRole('checkbox').check({ force: true });
    await rowOf('idea').getByRole('checkbox').check({ force: true });
    await button(words('move_to'), rowOf('untyped')).focus();
    await library.keyboard.press('Enter');
    await button('Requirement', library.locator('.popup')).waitFor();
    await library.keyboard.press('ArrowDown');
    await expect.poll(() => library.evaluate(() => document.activeElement?.textContent)).toBe(words('type_feedback'));
    await library.keyboard.press('Enter');
    await expect.poll(() => cardsIn('Feedback')).toBe(3);
    await expect
      .poll(() => library.evaluate(() => document.activeElement?.closest('[data-clip]')?.getAttribute('data-clip')))
      .toBe(sample.clips.untyped.id);
    // Esc closes the menu, and nothing else.
    await rowOf('untyped').getByRole('button').first().click();
    await button(words('move_to'), rowOf('untyped')).press('Enter');
    await library.locator('.popup-item').first().waitFor();
    await library.keyboard.press('Escape');
    await library.locator('.popup-item').first().waitFor({ state: 'detached' });
    await library.getByRole('region', { name: words('clip'), exact: true }).waitFor();
  });

  it('have a tag less and one more when they go from the one to the other', async () => {
    await library.evaluate((to) => void location.assign(to), '#layout=board&group=tag');
    await expect.poll(() => cardsIn('价格')).toBe(1);
    await rowOf('report').dragTo(column('价格'));
    await expect.poll(() => cardsIn('价格')).toBe(2);
    expect((await stored('report'))?.tagIds).toEqual([sample.tags.price.id]);
    await rowOf('report').dragTo(column(words('group_no_tag')));
    await expect.poll(async () => (await stored('report'))?.tagIds).toEqual([]);
  });

  it('are a table with the columns that were chosen, sorted by its heads', async () => {
    await layout(words('layout_table')).click();
    const table = library.getByRole('table');
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('6');
    await button(words('column_captured'), table).click();
    await expectListed(['untyped', 'idea', 'limits', 'api', 'report']);
    const head = table.getByRole('columnheader', { name: words('column_captured') });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await button(words('view_columns')).click();
    await library.getByRole('checkbox', { name: words('field_note') }).check();
    await library.getByRole('checkbox', { name: words('column_source') }).uncheck();
    await library.keyboard.press('Escape');
    await expect.poll(hash).toContain('columns=type.actorId.tagIds.note.captured');
    await library.reload();
    await expect
      .poll(() => table.getByRole('columnheader').allTextContents())
      .toEqual([words('column_chosen'), 'Quote', 'Type', 'About', 'Tags', 'Note', 'Clipped']);
    expect(await table.getByRole('row').nth(2).textContent()).toContain('和老板确认一下预算');
    await table.getByRole('row').nth(1).getByRole('button').click();
    await library.getByRole('region', { name: words('clip'), exact: true }).waitFor();
    expect(await rowOf('untyped').getAttribute('class')).toContain('open');
  });
});

describe('saved views', () => {
  beforeEach(() => openSample());
  const views = (page = library) => page.getByRole('region', { name: words('saved_views') });
  const view = (name: string, page = library) => button(name, views(page));
  async function act(on: string, action: 'view_rename' | 'view_overwrite' | 'view_delete'): Promise<void> {
    await button(words('view_actions', on)).press('Enter');
    await button(words(action), library.locator('.popup')).click();
  }

  it('are named, seen in every tab, opened, renamed, replaced, deleted and brought back', async () => {
    const other = await browser.extensionPage('library.html');
    await library.bringToFront();
    await library.evaluate((to) => void location.assign(to), '#type=feedback&layout=board&group=about');
    await expectListed(['report']);
    await button(words('view_save')).click();
    await library.getByRole('textbox', { name: words('view_name') }).fill('导出痛点');
    await library.keyboard.press('Enter');
    await expect.poll(() => view('导出痛点').getAttribute('aria-pressed')).toBe('true');
    await view('导出痛点', other).click();
    await expect.poll(() => other.evaluate(() => location.hash)).toBe('#type=feedback&layout=board&group=about');
    await other.close();

    await library.evaluate(() => void location.assign('#layout=table'));
    await library.getByRole('table').waitFor();
    expect(await view('导出痛点').getAttribute('aria-pressed')).toBe('false');
    await act('导出痛点', 'view_rename');
    await library.getByRole('textbox', { name: words('view_name') }).fill('Exports');
    await library.keyboard.press('Enter');
    await view('Exports').waitFor();
    await act('Exports', 'view_overwrite');
    await expect.poll(() => view('Exports').getAttribute('aria-pressed')).toBe('true');
    await library.keyboard.press('z');
    await expect.poll(() => view('Exports').getAttribute('aria-pressed')).toBe('false');
    await act('Exports', 'view_delete');
    await view('Exports').waitFor({ state: 'detached' });
    await library.keyboard.press('z');
    await view('Exports').click();
    await expect.poll(hash).toBe('#type=feedback&layout=board&group=about');
    await expectListed(['report']);
    expect(await violations(library)).toEqual([]);
  });

  it('are not kept without a name, nor when Esc is pressed', async () => {
    for (const keys of ['Enter', 'Escape']) {
      await button(words('view_save')).click();
      if (keys === 'Escape') await library.keyboard.type('never');
      await library.keyboard.press(keys);
      await library.getByRole('textbox', { name: words('view_name') }).waitFor({ state: 'detached' });
    }
    expect(await readTable(library, 'views')).toEqual([]);
  });
});

describe('thousands of clips', () => {
  const COUNT = 3_000;
  function thousands({ clips: { untyped, trashed } }: SampleLibrary) {
    const long = ' It goes on, so that it takes a second line where there is as little room as there is here.'.repeat(
      2,
    );
    const clips = Array.from({ length: COUNT }, (_, index): Clip => {
      const number = index.toString(16).padStart(12, '0');
      return {
        ...untyped,
        id: `01900000-0000-7000-8000-${number}`,
        quote: `Number ${index}.${index % 3 === 0 ? long : ''}`,
        capturedAt: untyped.capturedAt - (index + 1) * HOUR,
      };
    });
    trashed.capturedAt = Date.now() + HOUR;
    return { clips };
  }
  beforeAll(() => openSample(thousands));
  beforeEach(async () => {
    await library.evaluate(() => void location.assign('#'));
    await library.getByRole('list', { name: words('clips') }).waitFor();
    await expect
      .poll(async () => {
        await scrollTo(0);
        return rowOf('report').count();
      })
      .toBe(1);
  });

  const scroller = () => library.locator('.clips-scroller');
  const total = () => library.locator('.view-count').textContent();
  const row = (text: string) => library.locator('[data-clip]').filter({ hasText: text });
  const topOf = async (text: string) => Math.round((await row(text).boundingBox())?.y ?? Number.NaN);
  /** Where it is, once rows that are read no longer move it. */
  const restOf = async (place: Locator): Promise<number> => {
    let y = Number.NaN;
    await expect
      .poll(
        async () => {
          const before = y;
          y = (await place.boundingBox())?.y ?? Number.NaN;
          return y === before && (await library.locator('.clip-unread').count()) === 0;
        },
        { interval: 150 },
      )
      .toBe(true);
    return y;
  };
  const scrollTo = (share: number) =>
    scroller().evaluate((element, at) => element.scrollTo(0, at * element.scrollHeight), share);

  it('are a hundred rows at most, from the first to the last, each with its place', async () => {
    await expect.poll(total).toBe(`${(COUNT + 5).toLocaleString('en')} clips · 2 sources`);
    expect(await library.locator('[data-clip]').count()).toBeLessThan(100);
    await expect
      .poll(async () => {
        await scrollTo(1);
        return row(`Number ${COUNT - 1}.`).count();
      })
      .toBe(1);
    expect(await row(`Number ${COUNT - 1}.`).getAttribute('aria-posinset')).toBe(String(COUNT + 5));
    expect(await row(`Number ${COUNT - 1}.`).getAttribute('aria-setsize')).toBe(String(COUNT + 5));
    expect(await library.locator('[data-clip]').count()).toBeLessThan(100);
  });

  it('come into sight when they are opened, and are where they were when one comes back', async () => {
    await scrollTo(0.5);
    await expect.poll(() => library.locator('[data-clip]').first().textContent()).toMatch(/Number 1\d\d\d/);
    const seen = await library.locator('[data-clip]').nth(12).getAttribute('data-clip');
    const same = library.locator(`[data-clip="${seen}"]`);
    await expect.poll(() => library.evaluate(() => history.state?.spot?.place)).toBeGreaterThan(1_000);
    const before = await restOf(same);
    await layout(words('layout_table')).click();
    await library.getByRole('table').waitFor();
    await expect.poll(() => scroller().evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await library.goBack();
    await expect.poll(async () => Math.abs(((await same.boundingBox())?.y ?? 0) - before)).toBeLessThan(3);

    await scrollTo(0);
    await rowOf('report').getByRole('button').click();
    for (let step = 0; step < 25; step += 1) await library.keyboard.press('j');
    const opened = library.locator('[data-clip].open');
    await expect.poll(() => opened.count()).toBe(1);
    const isSeen = () =>
      opened.evaluate((element) => {
        const [own, list] = [element, element.closest('.clips-scroller')].map((one) => one?.getBoundingClientRect());
        return own && list ? own.top >= list.top - 1 && own.bottom <= list.bottom + 1 : false;
      });
    await expect.poll(isSeen).toBe(true);
    await library.keyboard.press('Escape');
  });

  it('stay where they are read while one comes in above them', async () => {
    await scrollTo(0.3);
    await expect.poll(() => library.locator('[data-clip]').first().textContent()).toMatch(/Number \d\d\d/);
    const [seen] = /Number \d+\./.exec((await library.locator('[data-clip]').nth(12).textContent()) ?? '') ?? [''];
    const before = await restOf(row(seen));
    const other = await browser.extensionPage('library.html#view=trash');
    await rowOf('trashed', other).getByRole('button').first().click();
    await button(words('restore'), other).click();
    await expect.poll(total).toBe(`${(COUNT + 6).toLocaleString('en')} clips · 2 sources`);
    await other.close();
    await library.bringToFront();
    await expect.poll(async () => Math.abs((await topOf(seen)) - before)).toBeLessThan(3);
    await scrollTo(0);
    await expect.poll(async () => (await listed())[0]).toBe('trashed');
  });

  it('are led to by the months of the timeline', async () => {
    await layout(words('layout_timeline')).click();
    const rail = library.getByRole('navigation', { name: words('timeline_months') });
    const months = rail.getByRole('button');
    await expect.poll(() => months.count()).toBeGreaterThan(3);
    const third = months.nth(2);
    await third.click();
    await expect.poll(() => third.getAttribute('aria-current')).toBe('true');
    const [month] = /^\w+/.exec((await third.textContent()) ?? '') ?? [''];
    await expect
      .poll(() => library.locator('.group-head').allTextContents())
      .toContainEqual(expect.stringContaining(month));
    expect(await violations(library)).toEqual([]);
  });

  it('are few elements as cards and in columns too', async () => {
    for (const name of [words('layout_cards'), words('layout_board')]) {
      await layout(name).click();
      await expect.poll(() => library.locator('.card[data-clip]').count()).toBeGreaterThan(4);
      expect(await library.locator('[data-clip]').count()).toBeLessThan(160);
    }
  });
});
