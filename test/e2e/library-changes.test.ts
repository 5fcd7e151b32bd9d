import { describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { readTable } from '#test/support/gleaner.ts';
import { library, onSampleLibrary, rowOf, sample } from '#test/support/on-sample-library.ts';
import { anchorAt } from '#test/support/rows.ts';
import { searchBox } from '#test/support/search-box.ts';
import { seenOf } from '#test/support/seen.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');
const DAY = 86_400_000;

const NOW = 'The free plan keeps 7 days of history.';

/** A library in which one clip of the pricing page has changed, one is gone and one stands. */
onSampleLibrary(({ clips: { limits, api, idea } }) => {
  for (const clip of [limits, api, idea]) clip.anchor = anchorAt(0, '');
  limits.capturedAt -= 30 * DAY;
  return {
    observations: {
      stood: seenOf(limits, 'exact', { from: 20, to: 9 }),
      changed: seenOf(limits, 'changed', { from: 5, to: 1, quote: NOW }),
      gone: seenOf(api, 'missing', { from: 3 }),
      moved: seenOf(idea, 'moved', { from: 2 }),
    },
  };
});

const detail = () => library.getByRole('region', { name: words('clip'), exact: true });
const evidence = () => detail().getByRole('region', { name: words('on_page_now'), exact: true });
const change = () => evidence().getByRole('region', { name: words('what_changed'), exact: true });
const changedView = () => library.getByRole('navigation').getByRole('button', { name: /^Changed/ });
const button = (name: string | RegExp) => library.getByRole('button', { name, exact: true });
const listed = () => library.locator('[data-clip]').count();

/** What is read of a diff, marked as `[-gone-]` and `{+new+}`. */
async function marked(): Promise<string> {
  return change()
    .locator('.word-diff')
    .evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      for (const spoken of copy.querySelectorAll('.diff-spoken')) spoken.remove();
      for (const each of copy.querySelectorAll('del')) each.replaceWith(`[-${each.textContent}-]`);
      for (const each of copy.querySelectorAll('ins')) each.replaceWith(`{+${each.textContent}+}`);
      return copy.textContent;
    });
}

describe('the list', () => {
  it('marks what has changed and what is gone, and nothing else', async () => {
    expect(await rowOf('limits').locator('.standing').textContent()).toBe(words('standing_changed'));
    expect(await rowOf('api').locator('.standing').textContent()).toBe(words('standing_missing'));
    expect(await rowOf('idea').locator('.standing').count()).toBe(0);
    expect(await rowOf('untyped').locator('.standing').count()).toBe(0);
  });

  it('shows the changed ones alone, by page, with how many of each page changed; and narrows them', async () => {
    expect(await changedView().textContent()).toBe('Changed2');
    await changedView().click();
    await expect.poll(listed).toBe(2);
    const since = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' }).format(
      sample.clips.limits.capturedAt,
    );
    const head = library.locator('.page-head');
    await expect.poll(() => head.textContent()).toContain('Pricing');
    expect(await head.textContent()).toMatch(new RegExp(`2 of 4 clips changed since .*${since.split(' ')[0]}`));
    expect(await violations(library)).toEqual([]);

    await searchBox(library).fill('history');
    await expect.poll(listed).toBe(1);
    // Of the page, whatever is shown of it.
    expect(await head.textContent()).toContain('2 of 4');
    await library.reload();
    await expect.poll(listed).toBe(1);
  });

  it('says how to find changes where there are none', async () => {
    await library.evaluate((hash) => void location.assign(hash), '#view=changed');
    await button(words('select_all')).first().waitFor({ state: 'detached' });
    for (const name of ['limits', 'api'] as const) {
      await rowOf(name).getByRole('checkbox').check({ force: true });
    }
    await button(words('trash')).click();
    await library.getByRole('heading', { name: words('empty_changed_title') }).waitFor();
  });
});

describe('a clip that has changed', () => {
  it('tells since when, and what was and is there', async () => {
    await rowOf('limits').getByRole('button').click();
    await evidence().waitFor();
    expect(await marked()).toBe('The free plan keeps [-14-] {+7+} days of history.');
    expect(await change().textContent()).toContain(words('diff_removed'));
    expect(await evidence().locator('.evidence-standing').textContent()).toContain(words('standing_changed'));
    await evidence().getByText(words('evidence_history')).click();
    expect(await evidence().locator('.evidence-history li').count()).toBe(2);
    expect(await violations(library)).toEqual([]);
  });

  it('is dated when the new words are accepted, and leads to them and back; undo takes that back', async () => {
    await rowOf('limits').getByRole('button').click();
    await evidence()
      .getByRole('button', { name: words('accept_evidence') })
      .click();
    await evidence()
      .getByText(/^Valid until /)
      .waitFor();
    const stored = await readTable<Clip>(library, 'clips');
    const newer = stored.find(({ previousId }) => previousId === sample.clips.limits.id);
    expect(newer?.quote).toBe(NOW);
    await evidence()
      .getByRole('button', { name: /that came after$/ })
      .click();
    await expect.poll(() => detail().locator('blockquote').textContent()).toBe(NOW);
    await evidence()
      .getByRole('button', { name: /that stood there before$/ })
      .click();
    await expect.poll(() => detail().locator('blockquote').textContent()).toBe(sample.clips.limits.quote);
    await expect.poll(() => changedView().textContent()).toBe('Changed1');
    expect(await rowOf('limits').textContent()).toMatch(/, until /);

    await library.keyboard.press('z');
    await evidence()
      .getByRole('button', { name: words('accept_evidence') })
      .waitFor();
    await expect.poll(() => changedView().textContent()).toBe('Changed2');
  });

  it('has not changed any more once numbers are ignored, as far as it goes; undo takes that back', async () => {
    await rowOf('limits').getByRole('button').click();
    const numbers = evidence().getByRole('checkbox', { name: words('ignore_numbers') });
    await numbers.click();
    await expect.poll(() => numbers.isChecked()).toBe(true);
    await evidence().getByText(words('evidence_only_ignored')).waitFor();
    await expect.poll(() => rowOf('limits').locator('.standing').count()).toBe(0);
    await expect.poll(() => changedView().textContent()).toBe('Changed1');
    await button(/^Undo/).last().click();
    await expect.poll(() => rowOf('limits').locator('.standing').count()).toBe(1);
    await expect.poll(() => numbers.isChecked()).toBe(false);
  });
});

describe('a clip that has not changed', () => {
  it('says that it stands, that nobody looked, or nothing where there is nothing to look for', async () => {
    await rowOf('idea').getByRole('button').click();
    await evidence().getByText(words('standing_moved')).waitFor();
    expect(await change().count()).toBe(0);
    await rowOf('untyped').getByRole('button').click();
    await expect.poll(() => detail().locator('blockquote').textContent()).toBe(sample.clips.untyped.quote);
    expect(await evidence().count()).toBe(0);
  });
});
