import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable, select } from '#test/support/gleaner.ts';
import { openEditor } from '#test/support/picture-editor.ts';
import { clipOf, idOf } from '#test/support/rows.ts';
import { fillLibrary, putRows, type SampleLibrary, sampleLibrary } from '#test/support/sample-library.ts';
import { searchBox } from '#test/support/search-box.ts';
import { seenOf } from '#test/support/seen.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';
import { untranslated } from '#test/support/translated.ts';
import { violations } from '#test/support/violations.ts';
import { wordsOf } from '#test/support/words.ts';

type Locale = 'en' | 'zh-CN';
type Scheme = 'light' | 'dark';

/** Names of keys and units, and what the pages and the addresses that are clipped here have in Latin letters. */
const NOT_OURS = [
  'Alt',
  'Ctrl',
  'Shift',
  'kB',
  'MB',
  'GB',
  'TB',
  'InsightBoard',
  'chrome',
  'version',
  'acme',
  'analytics',
  'example',
];

let site: SiteServer;
beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
});
afterAll(() => site.close());

/** The sample with nothing in it that could be taken for our own words. */
function chineseSample(): SampleLibrary {
  const sample = sampleLibrary();
  sample.projects.pricing.name = '一期';
  sample.tags.exports.name = '报表';
  sample.actors.acme.name = '数观';
  for (const [index, clip] of Object.values(sample.clips).entries()) {
    clip.quote = `第 ${index + 1} 句原话`;
    clip.source = { ...clip.source, title: '某个页面', site: '某个网站' };
  }
  return sample;
}

/** Clips of a page, one that has gone and one that has changed, and one of another page of its site. */
function earlierClips(url: string): { clips: Clip[]; observations: Observation[] } {
  const at = Date.now();
  const clip = (number: number, quote: string, changes: Partial<Clip>) =>
    clipOf(number, { quote, source: { url, title: '某个页面' }, ...changes });
  const selectors = [{ type: 'TextQuoteSelector' as const, exact: '早就没有了的一句话', prefix: '', suffix: '' }];
  const changed = clip(902, '免费版保留十四天的历史记录。', { type: 'competitor', note: '我们有九十天。' });
  return {
    clips: [
      clip(901, '早就没有了的一句话', { anchor: { selectors } }),
      changed,
      clip(903, '同一网站的另一页', { source: { url: new URL('/other.html', url).href, title: '另一页' } }),
    ],
    observations: [
      {
        ...{ id: idOf(911), createdAt: at, updatedAt: at, firstSeenAt: at, lastSeenAt: at },
        ...{ clipId: changed.id, state: 'changed', quote: '免费版保留七天的历史记录。' },
      },
    ],
  };
}

/** Elements that Tab reaches on which the focus cannot be seen; walks through the whole page. */
async function invisibleFocus(page: Page, controls = 4): Promise<string[]> {
  const invisible: string[] = [];
  let reached = 0;
  for (; reached < 80; reached++) {
    await page.keyboard.press('Tab');
    const state = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'end';
      if (element.hasAttribute('data-test-seen')) return 'end';
      element.setAttribute('data-test-seen', '');
      const outlined = [element, element.parentElement, element.parentElement?.parentElement].some((one) => {
        if (!one?.matches(':focus-visible, :focus-within')) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
      });
      return outlined ? 'seen' : element.outerHTML.slice(0, 200);
    });
    if (state === 'end') break;
    if (state !== 'seen') invisible.push(state);
  }
  expect(reached).toBeGreaterThanOrEqual(controls);
  return invisible;
}

describe.each<[Locale, Scheme[]]>([
  ['en', ['light', 'dark']],
  ['zh-CN', ['light', 'dark']],
])('in %s', (locale, schemes) => {
  let browser: ExtensionBrowser;
  let library: Page;
  let web: Page;
  let onboarding: Page;

  beforeAll(async () => {
    browser = await launchGleaner({ locale });
    expect(browser.uiLanguage).toMatch(locale === 'en' ? /^en/ : /^zh/);
    library = await browser.extensionPage('library.html');
    await library.getByRole('heading', { level: 2 }).first().waitFor();
    onboarding = await browser.extensionPage('onboarding.html');
    web = await browser.openPage(`${site.url}reviews-zh.html`);
  });
  afterAll(() => browser.close());

  /** Nothing is wrong with the page as it stands, in each theme; and in Chinese it speaks no English. */
  async function isSound(page: Page): Promise<void> {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Colours change over a moment, however short.
      await page.evaluate(async () => {
        await new Promise(requestAnimationFrame);
        await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      });
      expect(await violations(page), colorScheme).toEqual([]);
    }
    if (locale === 'zh-CN') expect(await untranslated(page, [...NOT_OURS, browser.extensionId])).toEqual([]);
  }

  /** @returns the id of a clip of what the web page shows. */
  async function clipVisibleArea(): Promise<string> {
    await browser.grantActiveTab(web);
    const before = new Set((await readTable<{ id: string }>(library, 'clips')).map(({ id }) => id));
    await browser.dispatchCommand('clip-visible', web);
    await (await browser.attachPopup()).close();
    const made = (await readTable<{ id: string }>(library, 'clips')).find(({ id }) => !before.has(id));
    if (!made) throw new Error('Nothing was clipped.');
    return made.id;
  }

  const fieldNamed = (popup: Page, en: string, zh: string) =>
    popup.getByRole('combobox', { name: locale === 'en' ? en : zh, exact: true });

  describe('the popup', () => {
    it('with nothing selected and nothing clipped', async () => {
      const popup = await browser.clickToolbar(web);
      await popup.locator('.panel-empty:not([role])').waitFor();
      await isSound(popup);
      expect(await popup.evaluate(() => [innerWidth, document.documentElement.scrollWidth])).toEqual([400, 400]);
      await popup.close();
    });

    it('with a passage, unsaved', async () => {
      await select(web, '#review-1 h3');
      const popup = await browser.clickToolbar(web);
      await popup.locator('blockquote').waitFor();
      await isSound(popup);
      await popup.close();
    });

    it('saved, with suggestions open; the focus is always seen', async () => {
      await select(web, '#review-1 h3');
      const popup = await browser.clickToolbar(web);
      await popup.locator('blockquote').waitFor();
      await popup.keyboard.press('2');
      await popup.locator('.type[aria-pressed=true]').waitFor();
      await fieldNamed(popup, 'From', '来自').focus();
      await popup.locator('[role=option]:visible').first().waitFor();
      await popup.keyboard.press('ArrowDown');
      await isSound(popup);
      await popup.keyboard.press('Enter');
      await popup.locator('.chip').first().waitFor();
      const tags = fieldNamed(popup, 'Tags', '标签');
      await tags.pressSequentially('周报');
      await popup.locator('[role=option]:visible').first().waitFor();
      await popup.keyboard.press('Enter');
      await popup.locator('.chip').nth(1).waitFor();
      await isSound(popup);
      expect(await popup.evaluate(() => [innerWidth, document.documentElement.scrollWidth])).toEqual([400, 400]);
      expect(await invisibleFocus(popup)).toEqual([]);
      await popup.close();
    });

    it('with earlier clips of the page and the site, in each standing; the focus is always seen', async () => {
      await putRows(library, earlierClips(web.url()));
      const popup = await browser.clickToolbar(web);
      await popup.locator('.standing.missing').waitFor();
      await popup.locator('.page-clip [aria-expanded]').click();
      await popup.locator('.word-diff ins').waitFor();
      await popup
        .locator('.page-clip', { has: popup.locator('.missing') })
        .locator('.page-clip-main')
        .click();
      await popup.locator('.page-clip [role="alert"]').waitFor();
      await popup.locator('.site-clips summary').click();
      await isSound(popup);
      expect(await popup.evaluate(() => [innerWidth, document.documentElement.scrollWidth])).toEqual([400, 400]);
      expect(await invisibleFocus(popup)).toEqual([]);
      await popup.locator('.page-clip [aria-expanded]').click();
      await popup.locator('.page-clip [aria-expanded]').click();
      await popup.locator('.clip-change .button').click();
      await popup.locator('.panel-list .notice[role="status"]').waitFor();
      await isSound(popup);
      await popup.close();
    });

    it('on a page that may not be read', async () => {
      const forbidden = await browser.openPage('chrome://version');
      const popup = await browser.clickToolbar(forbidden);
      await popup.getByRole('alert').waitFor();
      await isSound(popup);
      await popup.close();
      await forbidden.close();
    });
  });

  describe('the side panel', () => {
    let panel: Page;
    beforeAll(async () => {
      panel = await browser.extensionPage('sidepanel.html');
      await panel.setViewportSize({ width: 360, height: 700 });
    });
    const overflow = () => panel.evaluate(() => document.documentElement.scrollWidth);

    it('with recent clips', async () => {
      await panel.locator('.recent').first().waitFor();
      await isSound(panel);
      expect(await overflow()).toBe(360);
    });

    it('with a clip open; the focus is always seen', async () => {
      await panel.locator('.recent-open').first().click();
      await panel.locator('blockquote').waitFor();
      await isSound(panel);
      expect(await overflow()).toBe(360);
      expect(await invisibleFocus(panel)).toEqual([]);
    });
  });

  describe('the onboarding page', () => {
    it('wide and narrow; the focus is always seen', async () => {
      await onboarding.bringToFront();
      await onboarding.locator('.shortcuts').waitFor();
      await isSound(onboarding);
      // Two: to try it, and to change the shortcuts.
      expect(await invisibleFocus(onboarding, 2)).toEqual([]);
      await onboarding.setViewportSize({ width: 360, height: 700 });
      await isSound(onboarding);
      expect(await onboarding.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });
  });

  describe('the library', () => {
    let sample: SampleLibrary;
    beforeAll(async () => {
      await library.bringToFront();
      sample = locale === 'en' ? sampleLibrary() : chineseSample();
      await fillLibrary(library, sample);
    });
    beforeEach(async () => {
      await view('all');
      await library.reload();
      await row('report').waitFor();
    });
    const row = (name: keyof SampleLibrary['clips']) => library.locator(`[data-clip="${sample.clips[name].id}"]`);
    const view = (name: string) => library.evaluate((hash) => void location.assign(hash), `#view=${name}`);

    it('the list; the focus is always seen', async () => {
      await isSound(library);
      expect(await invisibleFocus(library)).toEqual([]);
    });

    it('a search that finds nothing', async () => {
      await searchBox(library).fill('没有这样的内容');
      await library.locator('.list-empty').waitFor();
      await isSound(library);
    });

    it('a search that finds something', async () => {
      await searchBox(library).fill(locale === 'en' ? 'plan' : '原话');
      await library.locator('mark').first().waitFor();
      await isSound(library);
    });

    it('a clip open; the focus is always seen', async () => {
      await row('limits').getByRole('button').click();
      await library.locator('.detail blockquote').waitFor();
      await isSound(library);
      expect(await invisibleFocus(library)).toEqual([]);
    });

    it('what has changed, by page, with what has become of a clip; the focus is always seen', async () => {
      const { limits } = sample.clips;
      const quote = locale === 'en' ? 'The free plan keeps 7 days of history.' : '第 3 句新话';
      const observations = {
        before: seenOf(limits, 'exact', { from: 9, to: 8 }),
        now: seenOf(limits, 'changed', { from: 3, to: 1, quote }),
      };
      await fillLibrary(library, { observations });
      await view('changed');
      await library.locator('.page-head').waitFor();
      await row('limits').getByRole('button').click();
      await library.locator('.evidence-change ins').waitFor();
      await library.locator('.evidence-history summary').click();
      await isSound(library);
      expect(await invisibleFocus(library)).toEqual([]);
    });

    it('several clips selected', async () => {
      await row('report').getByRole('checkbox').check({ force: true });
      await row('idea').getByRole('checkbox').check({ force: true });
      await library.locator('.list-bar.selecting').waitFor();
      await isSound(library);
    });

    it('the export dialog; the focus is always seen', async () => {
      await library.keyboard.press('e');
      await library.getByRole('dialog').waitFor();
      await isSound(library);
      expect(await invisibleFocus(library)).toEqual([]);
    });

    it('the settings, before and after space was freed; the focus is always seen', async () => {
      await library.locator('.side-end button').click();
      await library.getByRole('meter').waitFor();
      await isSound(library);
      expect(await invisibleFocus(library, 1)).toEqual([]);
      await library.getByRole('button', { name: wordsOf(locale)('storage_free_up'), exact: true }).click();
      await library.locator('.storage [role="status"]').waitFor();
      await isSound(library);
    });

    it('something just moved to the trash', async () => {
      await library.keyboard.press('j');
      await library.keyboard.press('#');
      await library.locator('.snackbar').waitFor();
      await isSound(library);
      await library.keyboard.press('z');
      await library.locator('.snackbar').waitFor({ state: 'detached' });
    });

    it('the trash, full and empty', async () => {
      await view('trash');
      await row('trashed').waitFor();
      await isSound(library);
      await row('trashed').getByRole('button').click();
      await library.locator('.detail').getByRole('button').first().waitFor();
      await isSound(library);
      await library.locator('.detail button', { has: library.locator('.lucide-rotate-ccw') }).click();
      await library.locator('.list-empty').waitFor();
      await library.keyboard.press('Escape');
      await isSound(library);
    });

    it('a narrow window', async () => {
      await library.setViewportSize({ width: 600, height: 700 });
      await isSound(library);
      await row('limits').getByRole('button').click();
      await library.locator('.detail blockquote').waitFor();
      await isSound(library);
      expect(await library.evaluate(() => document.documentElement.scrollWidth)).toBe(600);
    });
  });

  describe('the picture editor', () => {
    let editor: Page;
    beforeAll(async () => {
      await library.setViewportSize({ width: 1280, height: 800 });
      const clipId = await clipVisibleArea();
      await openEditor(library, clipId);
      editor = library;
    });

    it('with nothing drawn; the focus is always seen', async () => {
      await isSound(editor);
      expect(await invisibleFocus(editor)).toEqual([]);
    });

    it('with one of each mark', async () => {
      for (const key of ['b', 'a', 'h', 'p', 'r', 'c']) {
        await editor.keyboard.press(key);
        await editor.keyboard.press('Enter');
      }
      await editor.keyboard.press('t');
      await editor.keyboard.press('Enter');
      await editor.keyboard.insertText('十四天');
      await isSound(editor);
      await editor.keyboard.press('Enter');
      await isSound(editor);
      expect(await invisibleFocus(editor, 12)).toEqual([]);
    });

    it('with private data proposed', async () => {
      await editor.locator('.private-find').click();
      await editor.locator('.private').waitFor();
      await isSound(editor);
      await editor.keyboard.press('Escape');
    });

    it('before something goes for good', async () => {
      await editor.keyboard.press('Control+s');
      await editor.getByRole('dialog').waitFor();
      await isSound(editor);
      await editor.keyboard.press('Escape');
    });

    it('a narrow window', async () => {
      await editor.setViewportSize({ width: 600, height: 600 });
      await isSound(editor);
      expect(await editor.evaluate(() => document.documentElement.scrollWidth)).toBe(600);
    });
  });
});
