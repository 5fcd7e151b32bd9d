import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIP_TYPES } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { addClips, freshLibrary } from '#test/support/fresh-library.ts';
import { launchGleaner } from '#test/support/gleaner.ts';
import { sampleLibrary } from '#test/support/sample-library.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');
/** Of each type, and each on a page of its own hundred. */
const COUNT = 100;
const MINUTE = 60_000;

let browser: ExtensionBrowser;
let library: Page;

beforeAll(async () => {
  browser = await launchGleaner();
  const sample = sampleLibrary();
  library = await freshLibrary(browser, sample);
  const { untyped } = sample.clips;
  const clips = CLIP_TYPES.flatMap((type, group) =>
    Array.from({ length: COUNT }, (_, at): Clip => {
      const number = (group * COUNT + at).toString(16).padStart(12, '0');
      const source = { ...untyped.source, url: `https://${type}.example/page`, title: `The page of ${type}` };
      const capturedAt = untyped.capturedAt - (group * COUNT + at + 1) * MINUTE;
      const quote = `${type} ${at}`;
      return { ...untyped, id: `01900000-0000-7000-8000-${number}`, type, triage: 'kept', quote, source, capturedAt };
    }),
  );
  await addClips(library, clips);
});
afterAll(() => browser.close());

const scroller = () => library.locator('.clips-scroller');
const row = (text: string) => library.locator('[data-clip]').filter({ hasText: new RegExp(`^\\D*${text}(?!\\d)`) });

async function show(hash: string): Promise<void> {
  await library.evaluate((to) => void location.assign(to), hash);
  await library.locator('.group-head').first().waitFor();
  await scroller().evaluate((element) => element.scrollTo(0, 0));
}

/** Scrolls as a wheel does, until a clip is in the list. */
async function scrollTo(clip: Locator): Promise<void> {
  await scroller().hover();
  await expect
    .poll(async () => {
      if ((await clip.count()) === 0) await library.mouse.wheel(0, 400);
      return clip.count();
    })
    .toBe(1);
}

/** What is seen at the upper edge of the list, below the heads of columns; and how far below that edge it begins. */
async function atTop(): Promise<{ head: string | undefined; offset: number }> {
  return scroller().evaluate((list) => {
    const { left, top, width } = list.getBoundingClientRect();
    const columns = list.querySelector('thead')?.getBoundingClientRect().height ?? 0;
    const found = document.elementFromPoint(left + width / 2, top + columns + 8)?.closest('.group-head');
    return {
      head: found?.querySelector('.group-name')?.textContent,
      offset: Math.round((found?.getBoundingClientRect().top ?? Number.NaN) - top - columns - list.clientTop),
    };
  });
}

/** How much of a clip is seen between the heads and the lower edge, of its height. */
function shareSeen(clip: Locator): Promise<number> {
  return clip.evaluate((element) => {
    const list = element.closest('.clips-scroller');
    const { top, bottom, height } = element.getBoundingClientRect();
    const head = list?.querySelector('.sticks')?.getBoundingClientRect();
    const edges = list?.getBoundingClientRect();
    if (!head || !edges) return Number.NaN;
    return (Math.min(bottom, edges.bottom) - Math.max(top, head.bottom)) / height;
  });
}

/** Goes up and down with the keys from a clip in the list: each time, all of it is seen. */
async function expectSeenByKeyboard(): Promise<void> {
  await library.locator('[data-clip]').nth(12).getByRole('button').first().click();
  const opened = library.locator('[data-clip].open');
  await expect.poll(() => opened.count()).toBe(1);
  for (let step = 0; step < 14; step += 1) await library.keyboard.press('k');
  await expect.poll(() => shareSeen(opened)).toBeCloseTo(1, 1);
  for (let step = 0; step < 6; step += 1) await library.keyboard.press('j');
  await expect.poll(() => shareSeen(opened)).toBeCloseTo(1, 1);
  await library.keyboard.press('Escape');
  await expect.poll(() => opened.count()).toBe(0);
}

describe.each(['list', 'table', 'cards'] as const)('the heads of groups in the %s', (layout) => {
  it('stick to the top while their clips are looked at, until the next one is there', async () => {
    await show(`#layout=${layout}&group=type`);
    await expect.poll(atTop).toEqual({ head: words('type_requirement'), offset: 0 });
    await scrollTo(row('requirement 60'));
    await expect.poll(atTop).toEqual({ head: words('type_requirement'), offset: 0 });
    // Far from its place, it is there once.
    expect(await library.locator('.group-head', { hasText: words('type_requirement') }).count()).toBe(1);
    await scrollTo(row('feedback 50'));
    await expect.poll(atTop).toEqual({ head: words('type_feedback'), offset: 0 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await library.emulateMedia({ colorScheme });
      expect(await violations(library), colorScheme).toEqual([]);
    }
  });

  it('do not lie over the clip that the keyboard has come to', async () => {
    await show(`#layout=${layout}&group=type`);
    await scrollTo(row('requirement 60'));
    await expectSeenByKeyboard();
  });

  it('leave it to be ticked what stands below them', async () => {
    await show(`#layout=${layout}&group=type`);
    await scrollTo(row('requirement 60'));
    const box = row('requirement 60').getByRole('checkbox');
    await box.check();
    expect(await box.isChecked()).toBe(true);
    await library.getByRole('button', { name: words('select_none'), exact: true }).click();
  });
});

it('say which page it is, however far above its first clip is', async () => {
  await show('#layout=pages');
  await scrollTo(row('feedback 50'));
  await expect.poll(atTop).toEqual({ head: 'The page of feedback', offset: 0 });
});

it('do not lie over a clip where they take more than a line', async () => {
  await library.addStyleTag({ content: '.group-head { padding-block: 24px !important; }' });
  await show('#layout=pages');
  await scrollTo(row('feedback 50'));
  await expect
    .poll(() =>
      library
        .locator('.sticks')
        .first()
        .evaluate(({ clientHeight }) => clientHeight),
    )
    .toBeGreaterThan(60);
  await expectSeenByKeyboard();
});
