import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { overlay, readTable, select } from '#test/support/gleaner.ts';
import { grant, launchWithKnownSites, painted } from '#test/support/granted-sites.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';
import { serveDirectory } from '#test/support/serve-site.ts';

/** The part of `chrome.*` that the tests use inside the extension. */
declare const chrome: {
  runtime: { sendMessage(message: unknown): Promise<unknown> };
  storage: { local: { set(items: Record<string, unknown>): Promise<void> } };
  tabs: { query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<{ id: number }[]> };
  scripting: {
    executeScript<T>(injection: {
      target: { tabId: number; frameIds?: number[]; allFrames?: boolean };
      func: (message: unknown) => T;
      args: unknown[];
    }): Promise<{ frameId: number; result: Awaited<T> }[]>;
  };
};

/** What the page under test keeps of what it got hold of. */
declare const __loot: (readonly [string, string])[];

const SECRET = 'Zanzibar budget';
const refused = { ok: false, error: { code: 'invalid_data', detail: expect.any(String) } };

let clip: Clip;

onSite(launchWithKnownSites);
beforeAll(async () => {
  const page = await browser.openPage(`${site.url}pricing.html`);
  await select(page, '#limits');
  const popup = await browser.clickToolbar(page);
  await clipShown(popup);
  await chooseType(popup, 'requirement');
  await popup.getByLabel('Note').fill(SECRET);
  while ((await readTable<Clip>(library, 'clips'))[0]?.note !== SECRET) await popup.waitForTimeout(50);
  await popup.close();
  await page.close();
  const [made] = await readTable<Clip>(library, 'clips');
  if (!made) throw new Error('Nothing was clipped.');
  clip = made;
  await grant(library);
});

/** Everything that a page can change of its own world, to get at what a script beside it does. */
function meddle(): void {
  const loot: (readonly [string, string])[] = [];
  Object.assign(globalThis, { __loot: loot });
  const spy = (owner: object, name: string) => {
    const real = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    Object.defineProperty(owner, name, {
      configurable: true,
      value(this: unknown, ...args: unknown[]) {
        loot.push([name, String(args[0])]);
        return Reflect.apply(real, this, args);
      },
    });
  };
  for (const name of ['attachShadow', 'showPopover', 'append', 'getBoundingClientRect', 'setAttribute']) {
    const owner = [Element.prototype, HTMLElement.prototype].find((each) => Object.hasOwn(each, name));
    if (owner) spy(owner, name);
  }
  spy(HighlightRegistry.prototype, 'set');
  spy(Document.prototype, 'createElement');
  spy(Document.prototype, 'elementsFromPoint');
  spy(Document.prototype, 'caretPositionFromPoint');
  spy(Range.prototype, 'toString');
  spy(EventTarget.prototype, 'addEventListener');
  for (const type of ['message', 'gleaner'])
    EventTarget.prototype.addEventListener.call(window, type, () => loot.push(['event', type]));
  loot.length = 0;
}

/** Opens the page of the clip, meddling from its first moment, and waits for the paint. */
async function openMeddling(): Promise<{ page: Page; words: readonly [number, number] }> {
  const page = await browser.context.newPage();
  await page.addInitScript(meddle);
  await page.goto(`${site.url}pricing.html`);
  await expect.poll(async () => Object.keys(await painted(page))).toEqual(['gleaner-requirement']);
  await page.evaluate(() => document.querySelector('#limits')?.scrollIntoView({ block: 'center' }));
  const { x, y, height } = (await page.locator('#limits').boundingBox()) ?? { x: 0, y: 0, height: 0 };
  return { page, words: [x + 300, y + height / 2] };
}

describe('a page that looks for the note', () => {
  it('finds an empty element, whatever it asks', async () => {
    const { page, words } = await openMeddling();
    await page.evaluate(() => {
      __loot.length = 0;
    });
    await page.mouse.move(...words);
    await overlay(page).waitFor({ state: 'attached' });
    const got = await page.evaluate((secret) => {
      const host = document.querySelector('html > div') as HTMLElement;
      getSelection()?.selectAllChildren(document.documentElement);
      const selected = String(getSelection());
      getSelection()?.removeAllRanges();
      const { find } = globalThis as unknown as { find(words: string): boolean };
      return {
        shadow: host.shadowRoot,
        html: host.outerHTML,
        text: host.innerText + host.textContent,
        all: document.documentElement.innerText.includes(secret),
        selected: selected.includes(secret),
        found: [find(secret), find('Open in Gleaner'), find(secret.slice(0, 3))],
        focus: document.activeElement?.tagName,
        frames: frames.length,
        loot: JSON.stringify(__loot.filter(([name]) => name !== 'addEventListener')),
      };
    }, SECRET);
    expect(got).toMatchObject({
      shadow: null,
      html: '<div></div>',
      text: '',
      all: false,
      selected: false,
      focus: 'BODY',
    });
    expect(got.found[0]).toBe(false);
    expect(got.found[2]).toBe(false);
    // What this test itself asked for is all there is.
    expect(got.loot).not.toMatch(/attachShadow|showPopover|Highlight|toString|createElement|caret|gleaner/i);
    await page.close();
  });

  it('gets none before somebody points, and none by events of its own making', async () => {
    const { page, words } = await openMeddling();
    await page.evaluate(([x, y]) => {
      const at = { bubbles: true, composed: true, clientX: x, clientY: y, pointerType: 'mouse' } as const;
      for (const target of [document.querySelector('#limits'), document, window]) {
        for (const type of ['pointerover', 'pointermove', 'pointerdown', 'pointerup']) {
          target?.dispatchEvent(new PointerEvent(type, at));
        }
        target?.dispatchEvent(new MouseEvent('click', at));
      }
      (document.querySelector('#limits') as HTMLElement).click();
    }, words);
    await page.waitForTimeout(1_000);
    expect(await overlay(page).count()).toBe(0);

    // The control: a person's pointer does it. What the page then clicks opens nothing, and what it presses closes nothing.
    await page.mouse.move(...words);
    await overlay(page).waitFor({ state: 'attached' });
    const tabs = browser.context.pages().length;
    await page.evaluate(([x = 0, y = 0]) => {
      const host = document.querySelector('html > div') as HTMLElement;
      for (let dy = 0; dy < 160; dy += 10) {
        for (const target of [host, document.elementFromPoint(x, y + dy)]) {
          target?.dispatchEvent(
            new MouseEvent('click', { bubbles: true, composed: true, clientX: x, clientY: y + dy }),
          );
        }
      }
      host.click();
      dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    }, words);
    await page.waitForTimeout(500);
    expect(browser.context.pages().length).toBe(tabs);
    expect(await overlay(page).count()).toBe(1);

    // And a person who presses the button gets to the clip.
    const opening = browser.context.waitForEvent('page');
    const card = await page.evaluate(([x = 0, y = 0]) => {
      const host = document.querySelector('html > div');
      let bottom = y;
      for (let at = y; at < innerHeight; at += 1) if (document.elementFromPoint(x, at) === host) bottom = at;
      return bottom;
    }, words);
    await page.mouse.move(words[0], card - 20);
    await page.mouse.click(words[0], card - 20);
    const opened = await opening;
    await opened.waitForURL(`**/library.html?clip=${clip.id}`);
    await opened.close();
    await page.close();
  });
});

describe('a page that wants the clip to be elsewhere', () => {
  it('moves neither the paint nor the note', async () => {
    const { page } = await openMeddling();
    const other = await page.evaluate(() => {
      const target = document.querySelector('#testimonial') as HTMLElement;
      target.scrollIntoView({ block: 'center' });
      for (const [, ranges] of CSS.highlights) {
        for (const range of [...ranges]) {
          if (range instanceof Range) range.selectNodeContents(target);
          const more = new Range();
          more.selectNodeContents(target);
          ranges.add(more);
        }
      }
      const { x, y, height } = target.getBoundingClientRect();
      return [x + 60, y + height / 2] as const;
    });
    await page.mouse.move(...other);
    await page.mouse.click(...other);
    await page.waitForTimeout(1_000);
    // A page may paint what it likes; but it gets no note of ours to it.
    expect(await overlay(page).count()).toBe(0);

    // With its words taken away and others put in place, under the same nodes, nothing is left of it.
    await page.evaluate(() => {
      const limits = document.querySelector('#limits') as HTMLElement;
      const walker = document.createTreeWalker(limits, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) (node as Text).data = 'Lorem ipsum dolor ';
      document.querySelector('#testimonial')?.append('The free plan keeps');
    });
    await expect.poll(async () => Object.keys(await painted(page))).toEqual([]);
    await page.close();
  });

  it('stays usable, and is not worked for without end, where it never rests', async () => {
    const { page } = await openMeddling();
    await page.evaluate(() => {
      setInterval(() => {
        document.querySelector('#limits')?.setAttribute('data-now', String(performance.now()));
        const clone = document.querySelector('#testimonial')?.cloneNode(true);
        if (clone) document.body.append(clone);
        document.body.lastElementChild?.remove();
      }, 5);
    });
    await page.waitForTimeout(1_500);
    expect(Object.keys(await painted(page))).toEqual(['gleaner-requirement']);
    await page.close();
  });
});

/** Sent by a script of the extension in a page: as far as something hostile in that page's process could get. */
async function fromPage(page: Page, message: unknown, inFrame = false): Promise<unknown> {
  await page.bringToFront();
  return (await browser.worker()).evaluate(
    async ([sent, isInFrame]) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const answers = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1, allFrames: isInFrame === true },
        func: (inner) => chrome.runtime.sendMessage(inner),
        args: [sent],
      });
      return answers.find(({ frameId }) => (frameId !== 0) === isInFrame)?.result;
    },
    [message, inFrame] as const,
  );
}

describe('a script in a page', () => {
  const url = () => `${site.url}pricing.html`;
  const note = (of: Partial<{ url: string; clipId: string }> = {}) => ({
    type: 'highlights.note',
    data: { url: url(), clipId: clip.id, ...of },
  });

  it('is told of the clips of its own page, and nothing that the user wrote', async () => {
    const page = await browser.openPage(url());
    const answer = await fromPage(page, { type: 'highlights.clips', data: { url: url(), canPaint: true } });
    expect(answer).toMatchObject({ ok: true, value: { clips: [{ clipId: clip.id, type: 'requirement' }] } });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(await fromPage(page, note())).toMatchObject({ ok: true, value: { note: SECRET } });
    await page.close();
  });

  it('is refused what is another page’s, another site’s, or nobody’s', async () => {
    const page = await browser.openPage(`${site.url}changelog.html`);
    expect(await fromPage(page, note({ url: page.url() }))).toEqual(refused);
    expect(await fromPage(page, note({ url: 'https://elsewhere.example/pricing.html' }))).toEqual(refused);
    expect(
      await fromPage(page, note({ url: url(), clipId: clip.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })),
    ).toEqual(refused);
    expect(await fromPage(page, { ...note({ url: page.url() }), type: 'highlights.open' })).toEqual(refused);
    const elsewhere = { type: 'highlights.clips', data: { url: 'https://elsewhere.example/', canPaint: true } };
    expect(await fromPage(page, elsewhere)).toEqual(refused);
    await page.close();
  });

  it('is refused another origin of a site that is granted', async () => {
    const other = await serveDirectory('test/fixtures/site');
    const page = await browser.openPage(`${other.url}pricing.html`);
    expect(await fromPage(page, note())).toEqual(refused);
    expect(await fromPage(page, { type: 'highlights.clips', data: { url: url(), canPaint: true } })).toEqual(refused);
    await page.close();
    await other.close();
  });

  it('is refused in a frame', async () => {
    const page = await browser.openPage(`${site.url}frames.html`);
    expect(await fromPage(page, { type: 'highlights.clips', data: { url: url(), canPaint: true } }, true)).toEqual(
      refused,
    );
    expect(await fromPage(page, note(), true)).toEqual(refused);
    await page.close();
  });

  it('is refused where highlights are off, or the site is not granted', async () => {
    const page = await browser.openPage(url());
    await library.evaluate(() => chrome.storage.local.set({ highlights: false }));
    expect(await fromPage(page, note())).toEqual(refused);
    await library.evaluate(() => chrome.storage.local.set({ highlights: true }));
    expect(await fromPage(page, note())).toMatchObject({ ok: true });
    const other = await browser.openPage(url().replace('127.0.0.1', 'localhost'));
    await browser.grantActiveTab(other);
    expect(await fromPage(other, note({ url: other.url() }))).toEqual(refused);
    await other.close();
    await page.close();
  });
});
