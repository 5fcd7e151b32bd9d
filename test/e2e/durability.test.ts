import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { composeText } from '#test/support/compose-text.ts';
import { launchGleaner, pendingCaptures, readTable, select } from '#test/support/gleaner.ts';
import { chooseType, clipShown, tagField } from '#test/support/popup-gestures.ts';
import { drag, openRegionPicker } from '#test/support/region.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';
import { wordsOf } from '#test/support/words.ts';

/** The part of `chrome.*` that the tests use inside the service worker. */
declare const chrome: {
  tabs: { query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<unknown[]> };
  commands: { onCommand: { dispatch(name: string, tab: unknown): void } };
  contextMenus: { onClicked: { dispatch(info: object, tab: unknown): void } };
};
declare let tabInFront: unknown;

const words = wordsOf('en');

let site: SiteServer;
beforeAll(async () => {
  site = await serveDirectory('test/fixtures/site');
});
afterAll(() => site.close());

it('keeps an acknowledged clip, once, when the browser is killed', async () => {
  const userDataDir = await mkdtemp(join(tmpdir(), 'gleaner-killed-'));
  try {
    const quotes = new Map([
      ['#limits', 'Exporting to CSV needs the'],
      ['#testimonial', 'We moved our weekly review to Acme'],
    ]);
    for (const selector of quotes.keys()) {
      const browser = await launchGleaner({ userDataDir });
      const page = await browser.openPage(`${site.url}pricing.html`);
      await select(page, selector);
      const popup = await browser.clickToolbar(page);
      await clipShown(popup);
      await chooseType(popup, 'feedback');
      await browser.kill();
    }
    // A picture is acknowledged when the popup opens on it.
    const pictured = await launchGleaner({ userDataDir });
    const page = await pictured.openPage(`${site.url}pricing.html`);
    await pictured.grantActiveTab(page);
    await pictured.dispatchCommand('clip-visible', page);
    await clipShown(await pictured.attachPopup());
    await pictured.kill();

    const browser = await launchGleaner({ userDataDir });
    const library = await browser.extensionPage('library.html');
    const clips = await readTable<Clip>(library, 'clips');
    const assets = await readTable<{ id: string; blob: { size: number } }>(library, 'assets');
    await browser.close();
    const [picture, ...others] = clips.filter(({ kind }) => kind === 'screenshot');
    expect(others).toEqual([]);
    expect(assets.map(({ id }) => id)).toEqual(picture?.assetIds);
    expect(assets[0]?.blob.size).toBeGreaterThan(10_000);
    const passages = clips.filter(({ kind }) => kind === 'selection').sort((a, b) => a.capturedAt - b.capturedAt);
    expect(passages).toHaveLength(quotes.size);
    for (const [index, words] of [...quotes.values()].entries()) {
      const { quote, type, source, anchor } = passages[index] ?? {};
      expect(quote).toContain(words);
      expect({ type, url: source?.url }).toEqual({ type: 'feedback', url: `${site.url}pricing.html` });
      // The link to the passage follows once the clip is safe, or is lost with the browser.
      const types = anchor?.selectors.map((selector) => selector.type).filter((type) => type !== 'FragmentSelector');
      expect(types).toEqual(['RangeSelector', 'TextPositionSelector', 'TextQuoteSelector']);
    }
  } finally {
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});

describe('in one browser', () => {
  let browser: ExtensionBrowser;
  let library: Page;
  let page: Page;

  beforeAll(async () => {
    browser = await launchGleaner();
    library = await browser.extensionPage('library.html');
    await library.getByRole('heading', { level: 2 }).first().waitFor();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.openPage(`${site.url}pricing.html`);
  });
  afterEach(() => page.close());

  const clips = () => readTable<Clip>(library, 'clips');
  const assets = async () => (await readTable<{ id: string }>(library, 'assets')).map(({ id }) => id).sort();

  describe('a popup that closes right after the last key', () => {
    const noteField = (popup: Page) => popup.getByRole('textbox', { name: words('field_note'), exact: true });
    const FIELDS = {
      note: noteField,
      tag: (popup: Page) => tagField(popup, words),
    };
    const TEXTS = ['a', 'bc', ' two words', ' and the quick brown fox jumps over the lazy dog'];

    async function reopened(field: keyof typeof FIELDS, expected: string): Promise<Page> {
      const popup = await browser.clickToolbar(page);
      await clipShown(popup);
      await expect.poll(() => FIELDS[field](popup).inputValue()).toBe(expected);
      return popup;
    }

    for (const [state, field, selector] of [
      ['draft', 'note', '#plan-free'],
      ['draft', 'tag', '#plan-team'],
      ['saved clip', 'note', '#plan-business'],
      ['saved clip', 'tag', '#plan-enterprise'],
    ] as const) {
      it(`leaves every letter in the ${field} of a ${state}`, async () => {
        await select(page, selector);
        let popup = await reopened(field, '');
        if (state === 'saved clip') await chooseType(popup, 'note');
        const before = await clips();
        let typed = '';
        for (const text of TEXTS) {
          await FIELDS[field](popup).press('End');
          await popup.keyboard.type(text);
          await popup.close();
          typed += text;
          popup = await reopened(field, typed);
        }
        await FIELDS[field](popup).fill('');
        await popup.close();
        await (await reopened(field, '')).close();
        expect((await clips()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      });
    }

    it('leaves what an input method was composing, in the note and in the tag', async () => {
      await select(page, '#faq');
      for (const field of ['note', 'tag'] as const) {
        const popup = await browser.clickToolbar(page);
        await clipShown(popup);
        await FIELDS[field](popup).focus();
        await composeText(popup, ['d', 'da', "dao'c", "dao'chu"], '导出');
        const session = await browser.context.newCDPSession(popup);
        await session.send('Input.imeSetComposition', { text: 'gong', selectionStart: 4, selectionEnd: 4 });
        await popup.close();
        await (await reopened(field, '导出gong')).close();
      }
    });

    it('puts the words that were typed before the type into the clip, once', async () => {
      await select(page, '#compare-table tfoot tr');
      let popup = await browser.clickToolbar(page);
      await clipShown(popup);
      await noteField(popup).focus();
      await popup.keyboard.type('half a thou');
      await popup.close();
      popup = await reopened('note', 'half a thou');
      await noteField(popup).press('End');
      await popup.keyboard.type('ght');
      await noteField(popup).blur();
      await chooseType(popup, 'requirement');
      await popup.close();
      const made = (await clips()).filter(({ note }) => note !== undefined);
      expect(made).toMatchObject([{ note: 'half a thought', type: 'requirement' }]);
    });
  });

  describe('a worker that is stopped between capture and save', () => {
    /** The clips that come of a gesture, once nothing is pending any more. */
    async function savedBy(act: () => Promise<void>): Promise<Clip[]> {
      const before = new Set((await clips()).map(({ id }) => id));
      const made = async () => (await clips()).filter(({ id }) => !before.has(id));
      await act();
      await expect.poll(async () => (await made()).length).toBeGreaterThan(0);
      await expect.poll(() => pendingCaptures(browser)).toEqual([]);
      return made();
    }

    let session: CDPSession;
    beforeAll(async () => {
      session = await browser.context.newCDPSession(library);
      await session.send('ServiceWorker.enable');
    });
    // The popup opens on what was clipped, unless the worker was stopped before it came to that. Not in the next test.
    afterEach(async () => {
      await browser.attachPopup(700).then(
        (popup) => popup.close(),
        () => undefined,
      );
    });
    /** How often the worker was stopped before it had saved anything: only those prove something. */
    let early = 0;

    /** Deliver the event to the worker's listener, and stop the worker so many ms after that has returned. */
    async function actAndStop(event: 'clip-selection' | 'clip-visible' | 'menu', pause: number): Promise<void> {
      const count = (await clips()).length;
      await page.bringToFront();
      const worker = await browser.worker();
      await worker.evaluate(async () => {
        [tabInFront] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      });
      await worker.evaluate((name) => {
        if (name !== 'menu') chrome.commands.onCommand.dispatch(name, tabInFront);
        else chrome.contextMenus.onClicked.dispatch({ menuItemId: 'selection', frameId: 0 }, tabInFront);
      }, event);
      if (pause > 0) await new Promise((done) => setTimeout(done, pause));
      await session.send('ServiceWorker.stopAllWorkers');
      if ((await clips()).length === count) early += 1;
    }

    const kept = async () => {
      const rows = await clips();
      const used = [...new Set(rows.flatMap(({ assetIds }) => assetIds))].sort();
      expect(await assets(), 'no asset without its clip, no clip without its asset').toEqual(used);
    };

    it('keeps a passage, once, whenever that happens', async () => {
      await select(page, '#limits');
      await browser.grantActiveTab(page);
      early = 0;
      for (let attempt = 0; attempt < 12; attempt += 1) {
        const pause = (attempt >> 1) * 5;
        const saved = await savedBy(() => actAndStop(attempt % 2 === 0 ? 'clip-selection' : 'menu', pause));
        expect(saved, `stopped after ${pause} ms`).toHaveLength(1);
      }
      expect(early).toBeGreaterThan(0);
      await kept();
    });

    it('keeps a picture, once and whole, whenever that happens', async () => {
      await browser.grantActiveTab(page);
      early = 0;
      for (const pause of [0, 10, 20, 35, 50, 70, 90, 120]) {
        const saved = await savedBy(() => actAndStop('clip-visible', pause));
        expect(saved, `stopped after ${pause} ms`).toMatchObject([{ assetIds: [expect.any(String)] }]);
      }
      expect(early).toBeGreaterThan(0);
      await kept();
    });

    it('keeps a region that is picked while the worker stands still', async () => {
      await browser.grantActiveTab(page);
      const saved = await savedBy(async () => {
        await openRegionPicker(browser, page);
        await browser.stopWorker();
        await drag(page, [100, 120], [400, 300]);
      });
      expect(saved).toMatchObject([{ kind: 'screenshot', assetIds: [expect.any(String)] }]);
      await kept();
    });

    it('keeps the passage that the popup asked for', async () => {
      for (const [selector, pause] of [
        ['#fn-1', 0],
        ['#fn-2', 20],
        ['#fn-3', 60],
      ] as const) {
        await select(page, selector);
        const saved = await savedBy(async () => {
          const popup = await browser.clickToolbar(page);
          await popup.keyboard.press('4');
          if (pause > 0) await new Promise((done) => setTimeout(done, pause));
          await browser.stopWorker();
        });
        expect(saved).toMatchObject([{ type: 'note' }]);
      }
    });
  });
});
