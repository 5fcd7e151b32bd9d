import type { Page } from 'playwright';
import { afterEach, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { clipSchema } from '#lib/core/schema/clip.ts';
import { overlay, pendingCaptures, readTable, select, toastOver } from '#test/support/gleaner.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';

/** The part of `chrome.*` that the tests use inside the service worker. */
declare const chrome: { action: { getBadgeText(details: object): Promise<string> } };

/** Word for word, with the page's no-break spaces. */
const QUOTE = 'The free plan keeps 14\u00A0days of history. Exporting to CSV needs the Team\u00A0plan.';

let page: Page;

onSite();
afterEach(async () => {
  await page.close();
});

const clips = () => readTable<Clip>(library, 'clips');
const badge = async () => (await browser.worker()).evaluate(() => chrome.action.getBadgeText({}));
const inbox = async () =>
  (await clips()).filter(({ triage, deletedAt }) => triage === 'inbox' && deletedAt === undefined);

/** A passage of its own in each test: what was clipped before opens its clip instead of a new one. */
async function openOn(selector: string): Promise<void> {
  page = await browser.openPage(`${site.url}pricing.html`);
  await select(page, selector);
}

/** The one clip that `act` adds. */
async function clipMadeBy(act: () => Promise<void>): Promise<Clip> {
  const before = new Set((await clips()).map(({ id }) => id));
  const made = async () => (await clips()).filter(({ id }) => !before.has(id));
  await act();
  await expect.poll(made).toHaveLength(1);
  const [clip] = await made();
  if (!clip) throw new Error('The clip is gone again.');
  return clip;
}

it('keeps a passage with its words, its source and its place after the toolbar and one key', async () => {
  await openOn('#limits');
  const told = toastOver(page);
  let popup: Page | undefined;
  const clip = await clipMadeBy(async () => {
    popup = await browser.clickToolbar(page);
    await clipShown(popup);
    await chooseType(popup, 'competitor');
  });
  await told;

  expect(clipSchema.safeParse(clip).error).toBeUndefined();
  expect(clip).toMatchObject({ kind: 'selection', type: 'competitor', triage: 'kept', quote: QUOTE, assetIds: [] });
  expect(clip.source).toMatchObject({
    url: page.url(),
    canonicalUrl: 'https://www.acme-analytics.example/pricing',
    title: 'Pricing – Free, Team, Business & Enterprise | Acme Analytics',
    site: 'Acme Analytics',
    lang: 'en',
    favicon: `${site.url}assets/acme-icon.svg`,
  });
  const places = (clip.anchor?.selectors ?? []).filter((selector) => selector.type !== 'FragmentSelector');
  expect(places.map(({ type }) => type)).toEqual(['RangeSelector', 'TextPositionSelector', 'TextQuoteSelector']);
  // Each of the three leads back to the passage, by itself.
  const led = await page.evaluate((selectors) => {
    const textOf = (node: Node) => node.textContent ?? '';
    const body = document.querySelector('body') ?? document;
    return selectors.map((selector) => {
      if (selector.type === 'CssSelector') return textOf(document.querySelector(selector.value) ?? document);
      if (selector.type === 'TextPositionSelector') return textOf(body).slice(selector.start, selector.end);
      if (selector.type === 'TextQuoteSelector') {
        const { prefix, exact, suffix } = selector;
        const places = textOf(body).split(prefix + exact + suffix).length - 1;
        return `${exact}${places === 1 ? '' : ` in ${places} places`}`;
      }
      const range = document.createRange();
      const end = (point: typeof selector.startSelector, edge: 'start' | 'end') => {
        const found = document.evaluate(point.value, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE);
        const walker = document.createTreeWalker(found.singleNodeValue ?? body, NodeFilter.SHOW_TEXT);
        let left = point.refinedBy[edge];
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          if (left <= textOf(text).length) return [text, left] as const;
          left -= textOf(text).length;
        }
        throw new Error('The XPath leads nowhere.');
      };
      range.setStart(...end(selector.startSelector, 'start'));
      range.setEnd(...end(selector.endSelector, 'end'));
      return range.toString();
    });
  }, places);
  expect(led).toEqual([QUOTE, QUOTE, QUOTE]);
  expect(clip.markdown).toContain('**free plan**');
  expect(clip.markdown).toContain(`[Team\u00A0plan](${site.url}pricing.html#plan-team)`);
  await popup?.close();
  // What takes longer follows.
  const fragment = {
    type: 'FragmentSelector',
    conformsTo: 'https://wicg.github.io/scroll-to-text-fragment/',
    value: `:~:text=${encodeURIComponent(QUOTE.replaceAll('\u00A0', ' '))}`,
  };
  const later = async () => (await clips()).find(({ id }) => id === clip.id);
  await expect.poll(async () => (await later())?.anchor?.selectors.at(-1)).toEqual(fragment);
  expect((await later())?.html).toContain('<strong>free plan</strong>');
});

it('takes a clip back with one key', async () => {
  await openOn('#plan-team');
  const popup = await browser.clickToolbar(page);
  const clip = await clipMadeBy(async () => {
    await clipShown(popup);
    await chooseType(popup, 'note');
  });
  await popup.keyboard.press('z');
  await expect
    .poll(async () => (await clips()).find(({ id }) => id === clip.id)?.deletedAt)
    .toBeGreaterThanOrEqual(clip.createdAt);
  await popup.close();
});

it('saves to the inbox at once from the context menu, and counts it on the icon', async () => {
  await openOn('#testimonial');
  await browser.grantActiveTab(page);
  const told = toastOver(page);
  const clip = await clipMadeBy(() =>
    browser.dispatchContextMenu({ menuItemId: 'selection', selectionText: 'not what the page says' }, page),
  );
  expect(clip).toMatchObject({ kind: 'selection', triage: 'inbox' });
  expect(clip.quote).toMatch(/^“We moved our weekly review/);
  expect(clip.type).toBeUndefined();
  await told;
  await expect.poll(badge).toBe(String((await inbox()).length));
});

it('saves by the shortcut, and opens the popup on that clip', async () => {
  await openOn('#faq');
  await browser.grantActiveTab(page);
  const clip = await clipMadeBy(() => browser.dispatchCommand('clip-selection', page));
  const popup = await browser.attachPopup();
  await popup.locator('blockquote', { hasText: 'Questions we get' }).waitFor();
  expect((await clips()).filter(({ quote }) => quote === clip.quote)).toHaveLength(1);
  await expect.poll(badge).toBe(String((await inbox()).length));

  await chooseType(popup, 'requirement');
  await expect.poll(async () => (await clips()).find(({ id }) => id === clip.id)?.triage).toBe('kept');
  await expect.poll(badge).toBe(String((await inbox()).length || ''));
  await popup.close();
});

it('says what to do where nothing is selected', async () => {
  page = await browser.openPage(`${site.url}pricing.html`);
  await browser.grantActiveTab(page);
  const before = await clips();
  await browser.dispatchCommand('clip-selection', page);
  await overlay(page).waitFor({ state: 'attached' });
  expect(await clips()).toEqual(before);
});

it('reads nothing without the gesture', async () => {
  await openOn('#compare');
  const before = await clips();
  await browser.dispatchCommand('clip-selection', page);
  await expect.poll(() => pendingCaptures(browser)).toEqual([]);
  expect(await overlay(page).count()).toBe(0);
  expect(await clips()).toEqual(before);
});

it('takes the key that is pressed while the page is still being read', async () => {
  for (const [selector, key, type] of [
    ['#plan-free', '1', 'requirement'],
    ['#plan-business', '2', 'feedback'],
    ['#plan-enterprise', '3', 'competitor'],
  ] as const) {
    await openOn(selector);
    const clip = await clipMadeBy(async () => {
      const popup = await browser.clickToolbar(page);
      await popup.keyboard.press(key);
    });
    expect(clip.type).toBe(type);
    await page.close();
  }
});

it('names the view that an application went to without loading a page', async () => {
  page = await browser.openPage(`${site.url}spa.html`);
  // The capture script is in the page already when the view changes.
  const first = await browser.clickToolbar(page);
  await first.locator('.panel-empty:not([role])').waitFor();
  await first.close();
  await page.locator('#go-next').click();
  await page.locator('#item-links p').waitFor();
  await expect.poll(() => page.title()).toBe('Next – Acme Roadmap');
  await select(page, '#item-links p');
  const clip = await clipMadeBy(async () => {
    const popup = await browser.clickToolbar(page);
    await clipShown(popup);
    await chooseType(popup, 'competitor');
  });
  expect(clip.quote).toBe('Every number in a report will link to the question behind it.');
  expect(clip.source).toMatchObject({ url: `${site.url}spa.html?view=next`, title: 'Next – Acme Roadmap' });
});
