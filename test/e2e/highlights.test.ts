import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { ClipType } from '#lib/core/fields.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Observation } from '#lib/core/schema/observation.ts';
import { overlay, readTable, select } from '#test/support/gleaner.ts';
import { grant, LOOPBACK, launchWithKnownSites, painted, revoke } from '#test/support/granted-sites.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { chooseType, clipShown } from '#test/support/popup-gestures.ts';

/** The part of `chrome.*` that the tests use inside the extension. */
declare const chrome: {
  storage: { local: { set(items: Record<string, unknown>): Promise<void> } };
  scripting: {
    getRegisteredContentScripts(): Promise<{ matches?: string[]; js?: string[] }[]>;
    unregisterContentScripts(): Promise<void>;
  };
  runtime: { onInstalled: { dispatch(details: { reason: string }): void } };
};

onSite(launchWithKnownSites);

/** Clips what is in an element, as a user does. @returns the clip. */
async function clip(page: Page, selector: string, type: ClipType): Promise<Clip> {
  const before = new Set((await readTable<Clip>(library, 'clips')).map(({ id }) => id));
  await select(page, selector);
  const popup = await browser.clickToolbar(page);
  await clipShown(popup);
  await chooseType(popup, type);
  await popup.close();
  const made = (await readTable<Clip>(library, 'clips')).filter(({ id }) => !before.has(id));
  const [one] = made;
  if (!one || made.length > 1) throw new Error(`${made.length} clips were made.`);
  await page.evaluate(() => getSelection()?.removeAllRanges());
  return one;
}

const registered = async () =>
  (await browser.worker()).evaluate(async () =>
    (await chrome.scripting.getRegisteredContentScripts()).map(({ matches, js }) => ({ matches, js })),
  );
const SCRIPT = { matches: [LOOPBACK], js: ['highlights.js'] };

const switchTo = (isOn: boolean) => library.evaluate((on) => chrome.storage.local.set({ highlights: on }), isOn);

const newest = async (clipId: string) =>
  (await readTable<Observation>(library, 'observations'))
    .filter((one) => one.clipId === clipId)
    .sort((a, b) => a.lastSeenAt - b.lastSeenAt)
    .at(-1);

const LIMITS = 'The free plan keeps 14 days of history. Exporting to CSV needs the Team plan.';

/** Everything in the page, and what it sees happen to it. */
async function watched(page: Page): Promise<() => Promise<{ html: string; mutations: number; sheets: number }>> {
  await page.evaluate(() => {
    const seen = globalThis as { mutations?: number };
    seen.mutations = 0;
    new MutationObserver((records) => {
      seen.mutations = (seen.mutations ?? 0) + records.length;
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  return () =>
    page.evaluate(() => ({
      html: document.documentElement.outerHTML,
      mutations: (globalThis as { mutations?: number }).mutations ?? -1,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    }));
}

describe('a site that nobody has granted', () => {
  it('has no script registered for it, and no paint', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    await clip(page, '#limits', 'requirement');
    await page.reload();
    expect(await registered()).toEqual([]);
    expect(await painted(page)).toEqual({});
    await page.close();
  });
});

describe('a granted site', () => {
  it('shows its clips at once where it is open, and whenever it is opened, and its pages see nothing happen', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    const state = await watched(page);
    const before = await state();
    await grant(library);
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    expect(await registered()).toEqual([SCRIPT]);
    await page.bringToFront();
    await expect.poll(async () => (await readTable<Observation>(library, 'observations')).length).toBe(1);
    expect(await state()).toEqual(before);

    await page.reload();
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    // With what only says how the reader came to it, it is the same page.
    await page.goto(`${site.url}pricing.html?utm_source=x#faq`);
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    await page.goto(`${site.url}changelog.html`);
    await page.waitForTimeout(1_000);
    expect(await painted(page)).toEqual({});
    await page.close();
  });

  it('shows a clip that has just been made, in the colour of its type, and not one that is in the trash', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    const { id, quote } = await clip(page, '#testimonial', 'competitor');
    await page.bringToFront();
    await expect.poll(async () => Object.keys(await painted(page))).toContain('gleaner-competitor');
    expect(quote.replace(/\s+/g, ' ')).toContain((await painted(page))['gleaner-competitor']?.[0]?.slice(0, 30));
    await library.bringToFront();
    await library.locator(`[data-clip="${id}"]`).getByRole('button').click();
    await library.keyboard.press('#');
    await page.bringToFront();
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    await page.close();
  });

  it('loses its paint with the permission, and where highlights are switched off; and gets it back', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    const isPainted = () => expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    const isClean = async () => {
      await expect.poll(() => painted(page)).toEqual({});
      await expect.poll(registered).toEqual([]);
      await page.reload();
      await page.waitForTimeout(500);
      expect(await painted(page)).toEqual({});
    };
    await isPainted();
    await revoke(library);
    await page.bringToFront();
    await isClean();
    await grant(library);
    await page.bringToFront();
    await isPainted();
    await switchTo(false);
    await isClean();
    await switchTo(true);
    await isPainted();
    await page.close();
  });

  it('is registered again after an update, which forgets it', async () => {
    const worker = await browser.worker();
    await worker.evaluate(() => chrome.scripting.unregisterContentScripts());
    expect(await registered()).toEqual([]);
    await worker.evaluate(() => chrome.runtime.onInstalled.dispatch({ reason: 'update' }));
    await expect.poll(registered).toEqual([SCRIPT]);
  });
});

describe('a page that changes', () => {
  it('is followed to other addresses without a load, and through renders', async () => {
    const page = await browser.openPage(`${site.url}spa.html?view=next`);
    const { quote } = await clip(page, '#item-links p', 'feedback');
    const there = { 'gleaner-feedback': [quote] };
    await page.bringToFront();
    await expect.poll(() => painted(page)).toEqual(there);
    await page.click('#go-now');
    await expect.poll(() => painted(page)).toEqual({});
    await page.click('#go-next');
    await expect.poll(() => painted(page)).toEqual(there);
    await page.evaluate(() => (globalThis as unknown as { __rerender(): void }).__rerender());
    await expect.poll(() => painted(page)).toEqual(there);
    const isLive = () =>
      page.evaluate(() =>
        [...(CSS.highlights.get('gleaner-feedback') ?? [])].every((r) => r.startContainer.isConnected),
      );
    await expect.poll(isLive).toBe(true);
    await page.close();
  });

  it('shows changed words otherwise, records them, and shows that they are as they were again', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    const [{ id } = { id: '' }] = (await readTable<Clip>(library, 'clips')).filter(
      ({ type }) => type === 'requirement',
    );
    const html = await page.locator('#limits').innerHTML();
    await page.evaluate(() => {
      const bold = document.querySelectorAll('#limits b, #limits strong')[1];
      if (bold) bold.textContent = '7 days';
    });
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement-changed': [LIMITS.replace('14', '7')] });
    await expect.poll(async () => (await newest(id))?.state).toBe('changed');
    expect((await newest(id))?.quote).toContain('7 days');
    await page.evaluate((was) => {
      const limits = document.querySelector('#limits');
      if (limits) limits.innerHTML = was;
    }, html);
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    await expect.poll(async () => (await newest(id))?.state).toBe('exact');
    await page.evaluate(() => document.querySelector('#limits')?.remove());
    await expect.poll(() => painted(page)).toEqual({});
    await expect.poll(async () => (await newest(id))?.state).toBe('missing');
    await page.close();
  });
});

describe('in frames and shadow trees', () => {
  it('passages are painted too', async () => {
    const page = await browser.openPage(`${site.url}frames.html`);
    await page.locator('#declarative-host').waitFor();
    await page.evaluate(() => {
      const inside = document.querySelector('#declarative-host')?.shadowRoot?.querySelector('p')?.firstChild;
      if (inside) getSelection()?.setBaseAndExtent(inside, 0, inside, inside.textContent?.length ?? 0);
    });
    let popup = await browser.clickToolbar(page);
    await clipShown(popup);
    await chooseType(popup, 'note');
    await popup.close();
    await page.bringToFront();
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await expect
      .poll(() => painted(page))
      .toEqual({
        'gleaner-note': ['This sentence is in a declarative shadow root.'],
      });

    const frame = page.frames().find((one) => one !== page.mainFrame() && one.url().startsWith(site.url));
    await frame?.evaluate(() => {
      const text = document.querySelector('p')?.firstChild;
      focus();
      if (text) getSelection()?.setBaseAndExtent(text, 0, text, text.textContent?.length ?? 0);
    });
    popup = await browser.clickToolbar(page);
    await clipShown(popup);
    await chooseType(popup, 'feedback');
    await popup.close();
    await page.bringToFront();
    await expect.poll(() => frame?.evaluate(() => [...CSS.highlights.keys()])).toEqual(['gleaner-feedback']);
    await page.close();
  });
});

describe('the note', () => {
  it('is shown to who rests on a passage or clicks it, and goes with Esc or the pointer', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    const state = await watched(page);
    const before = await state();
    const limits = page.locator('#limits');
    await limits.scrollIntoViewIfNeeded();
    await page.mouse.move(5, 5);
    const { x, y, height } = (await limits.boundingBox()) ?? { x: 0, y: 0, height: 0 };
    const words = [x + 300, y + height / 2] as const;
    await page.mouse.move(...words);
    await overlay(page).waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await overlay(page).waitFor({ state: 'detached' });
    await page.mouse.click(...words);
    await overlay(page).waitFor({ state: 'attached' });
    await page.mouse.move(5, 5);
    await overlay(page).waitFor({ state: 'detached' });
    expect({ ...(await state()), mutations: 0 }).toEqual({ ...before, mutations: 0 });
    await page.close();
  });
});

describe('a picture of the page', () => {
  /** How many pixels of a picture have exactly the colour that passages of a requirement are underlined in. */
  const underlined = (picture: { assetId: string } | { png: string }) =>
    library.evaluate(async (of) => {
      const stored = (id: string) =>
        new Promise<Blob>((resolve) => {
          const opening = indexedDB.open('gleaner');
          opening.onsuccess = () => {
            const asked = opening.result.transaction('assets').objectStore('assets').get(id);
            asked.onsuccess = () => {
              opening.result.close();
              resolve(asked.result.blob);
            };
          };
        });
      const blob =
        'png' in of
          ? new Blob([Uint8Array.from(atob(of.png), (c) => c.charCodeAt(0))], { type: 'image/png' })
          : await stored(of.assetId);
      const image = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] === 0x2f && data[at + 1] === 0x5f && data[at + 2] === 0xc4) count += 1;
      }
      return count;
    }, picture);

  it('shows the page as it is, without what is painted on it', async () => {
    const page = await browser.openPage(`${site.url}pricing.html`);
    await page.evaluate(() => document.querySelector('#limits')?.scrollIntoView({ block: 'center' }));
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    await browser.grantActiveTab(page);
    // The control: it is there to be seen.
    expect(await underlined({ png: (await page.screenshot()).toString('base64') })).toBeGreaterThan(200);
    const before = new Set((await readTable<Clip>(library, 'clips')).map(({ id }) => id));
    await browser.dispatchCommand('clip-visible', page);
    const made = async () => (await readTable<Clip>(library, 'clips')).filter(({ id }) => !before.has(id));
    await expect.poll(made).toHaveLength(1);
    const [{ assetIds } = { assetIds: [] }] = await made();
    expect(await underlined({ assetId: assetIds[0] ?? '' })).toBe(0);
    await expect.poll(() => painted(page)).toEqual({ 'gleaner-requirement': [LIMITS] });
    await page.close();
  });
});
