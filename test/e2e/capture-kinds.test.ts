import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Clip, clipSchema } from '#lib/core/schema/clip.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, overlay, pendingCaptures, readTable } from '#test/support/gleaner.ts';
import { chooseKind, middleOf, openPickerOf, pickerShown, pointAt, pressAll } from '#test/support/picker-gestures.ts';
import { clipShown } from '#test/support/popup-gestures.ts';
import { type SiteServer, serveDirectory } from '#test/support/serve-site.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');
const CHART = 'test/fixtures/site/assets/chart.png';

let site: SiteServer;
/** The same files under another origin. */
let other: SiteServer;
let browser: ExtensionBrowser;
let library: Page;
let page: Page;

beforeAll(async () => {
  [site, other] = await Promise.all([
    serveDirectory('test/fixtures/site', { cached: true }),
    serveDirectory('test/fixtures/site'),
  ]);
  browser = await launchGleaner();
  library = await browser.extensionPage('library.html');
  await library.getByRole('heading', { level: 2 }).first().waitFor();
});
afterAll(async () => {
  await browser.close();
  await Promise.all([site.close(), other.close()]);
});
afterEach(async () => {
  expect(await pendingCaptures(browser)).toEqual([]);
  await page.close();
});

const clips = () => readTable<Clip>(library, 'clips');

async function open(path: string): Promise<void> {
  page = await browser.openPage(site.url + path);
}

/** The one clip that `act` adds, which is whole, and which the popup shows when it is done. */
async function clipMadeBy(act: () => Promise<unknown>): Promise<Clip> {
  const before = new Set((await clips()).map(({ id }) => id));
  const made = async () => (await clips()).filter(({ id }) => !before.has(id));
  await act();
  await expect.poll(made).toHaveLength(1);
  const [clip] = await made();
  expect(clipSchema.safeParse(clip).error).toBeUndefined();
  if (!clip) throw new Error('The clip is gone again.');
  const popup = await browser.attachPopup();
  await clipShown(popup);
  const firstLine = clip.quote.split('\n')[0] ?? '';
  if (firstLine) await popup.locator('.panel-scroll', { hasText: firstLine.slice(0, 40) }).waitFor();
  await popup.close();
  expect(clip.triage).toBe('inbox');
  expect(clip.source).toMatchObject({ url: page.url() });
  return clip;
}

/** The HTML of a clip, which comes once the clip is safe. */
async function htmlOf({ id }: Clip): Promise<string> {
  const html = async () => (await clips()).find((clip) => clip.id === id)?.html;
  await expect.poll(html).toBeDefined();
  return (await html()) ?? '';
}

const isKind = (clip: Clip, kind: Clip['kind']) => expect(clip.kind).toBe(kind);

async function byMenu(info: Omit<Parameters<ExtensionBrowser['dispatchContextMenu']>[0], 'pageUrl'>): Promise<void> {
  await browser.grantActiveTab(page);
  await browser.dispatchContextMenu(info, page);
}

/** What the popup says in place of a clip. */
async function refusalOf(popup: Page): Promise<string | null> {
  return popup.locator('[role="alert"], .panel-empty:not([role])').textContent();
}

type AssetRow = { id: string; mime: string; width: number; height: number; scale: number; blob: { size: number } };

async function assetOf(clip: Clip): Promise<AssetRow> {
  const asset = (await readTable<AssetRow>(library, 'assets')).find(({ id }) => id === clip.assetIds[0]);
  if (!asset) throw new Error('The clip has no picture.');
  return asset;
}

/** What the anchor of a clip leads to in the page, by its CSS selectors and, within those, its text quote. */
function placeOf(clip: Clip) {
  if (!clip.anchor) throw new Error('The clip has no anchor.');
  return page.evaluate(({ within = [], selectors }) => {
    let root: Document | ShadowRoot = document;
    for (const selector of within) {
      const found: NodeListOf<Element> = root.querySelectorAll(selector);
      const host = found.length === 1 ? found[0] : undefined;
      const inside: Document | ShadowRoot | null | undefined =
        host instanceof HTMLIFrameElement ? host.contentDocument : host?.shadowRoot;
      if (!inside) throw new Error(`${selector} leads to ${found.length} elements, or to none that can be entered.`);
      root = inside;
    }
    // Not `instanceof`: a frame has a Document of its own.
    const text = ('body' in root ? root.body : root).textContent ?? '';
    const quoted = selectors.find((selector) => selector.type === 'TextQuoteSelector');
    const css = selectors.find((selector) => selector.type === 'CssSelector');
    const whole = quoted ? quoted.prefix + quoted.exact + quoted.suffix : undefined;
    return {
      exact: quoted?.exact,
      isThere: whole !== undefined && text.includes(whole),
      ids: css ? [...root.querySelectorAll(css.value)].map(({ id, localName }) => id || localName) : undefined,
    };
  }, clip.anchor);
}

describe('an article', () => {
  it('is clipped by the popup, which stays open on it', async () => {
    await open('changelog.html');
    const clip = await clipMadeBy(() => chooseKind(browser, page, 'article'));
    isKind(clip, 'article');
    expect(clip.quote.length).toBeGreaterThan(500);
    expect(clip.markdown).toMatch(/^#+ /m);
    expect(await htmlOf(clip)).toMatch(/<h\d/);
    expect(clip.isPlain).toBeUndefined();
  });

  it('is clipped by the context menu', async () => {
    await open('support.html');
    isKind(await clipMadeBy(() => byMenu({ menuItemId: 'article' })), 'article');
  });

  it('that is not there is said in the popup', async () => {
    await open('stripes.html');
    const popup = await chooseKind(browser, page, 'article');
    await popup.getByText(words('error_no_article')).waitFor();
    await popup.close();
  });
});

describe('an element', () => {
  it('is what the pointer is over', async () => {
    await open('kinds.html');
    const clip = await clipMadeBy(async () => {
      await openPickerOf(browser, page, 'element');
      await pointAt(page, '#second');
    });
    isKind(clip, 'element');
    expect(clip.quote).toBe('Only the Team plan sends reports, as its price says.');
    expect(clip.markdown).toContain(`[as its price says](${site.url}pricing.html#plan-team)`);
    expect(await htmlOf(clip)).toMatch(/^<p>Only the Team plan sends reports, <a [^>]*href="http/);
    expect(await placeOf(clip)).toEqual({ exact: clip.quote, isThere: true, ids: ['second'] });
  });

  it('is found by the arrow keys alone: up, down, sideways', async () => {
    await open('kinds.html');
    await page.mouse.move(2, 790);
    const clip = await clipMadeBy(async () => {
      await browser.grantActiveTab(page);
      await browser.dispatchContextMenu({ menuItemId: 'element' }, page);
      await pickerShown(page);
      // The first key shows what is in the middle of the page; from there to the top, then down to the first paragraph.
      await pressAll(page, 'ArrowUp', ...Array.from({ length: 8 }, () => 'ArrowUp'));
      // <html> has one child that is drawn, <body>; in that the bar, and after it <main>.
      await pressAll(page, 'ArrowDown');
      await pressAll(page, 'Enter');
    });
    isKind(clip, 'element');
    expect(clip.quote).toContain('Plans compared');
    expect((await placeOf(clip)).isThere).toBe(true);
  });

  it('is reached from another one, sideways and back', async () => {
    await open('kinds.html');
    const clip = await clipMadeBy(async () => {
      await openPickerOf(browser, page, 'element');
      const { x, y } = await middleOf(page, '#second b, #second a');
      await page.mouse.move(x, y);
      // The link; the paragraph; the one after it; back over the first two; its <b>; and out of it again.
      await pressAll(page, 'ArrowUp', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Enter');
    });
    expect(clip.quote).toBe('Every plan has unlimited charts.');
    expect((await placeOf(clip)).ids).toEqual(['first']);
  });

  it('goes back down to where it came up from', async () => {
    await open('kinds.html');
    const clip = await clipMadeBy(async () => {
      await openPickerOf(browser, page, 'element');
      const { x, y } = await middleOf(page, '#link');
      await page.mouse.move(x, y);
      await pressAll(page, 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'Enter');
    });
    expect((await placeOf(clip)).ids).toEqual(['link']);
  });

  it('is not clipped after Esc', async () => {
    await open('kinds.html');
    const before = await clips();
    await openPickerOf(browser, page, 'element');
    await pressAll(page, 'ArrowDown', 'Escape');
    await overlay(page).waitFor({ state: 'detached' });
    await expect.poll(() => pendingCaptures(browser)).toEqual([]);
    expect(await clips()).toEqual(before);
  });
});

describe('a table', () => {
  const ROWS = [
    ['Plan', 'Keeps history', 'Keeps history'],
    ['Plan', 'of events', 'of reports'],
    ['Free', '14 days', '14 days'],
    ['Team', '1 year', 'for ever'],
    ['Business', '5 years', 'for ever'],
  ];
  const rowsOf = (markdown: string) =>
    markdown
      .split('\n')
      .filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
      .map((line) =>
        line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      );

  it('that is the only one is taken at once, with its spans spelt out', async () => {
    await open('kinds.html');
    const clip = await clipMadeBy(() => chooseKind(browser, page, 'table'));
    isKind(clip, 'table');
    expect(rowsOf(clip.markdown)).toEqual(ROWS);
    expect(await htmlOf(clip)).toContain('colspan="2"');
    expect(clip.quote).toContain('Free\t14 days');
    expect((await placeOf(clip)).ids).toEqual(['plans']);
  });

  it('is picked where there are several, with the pointer and with keys', async () => {
    await open('kinds.html');
    await page.evaluate(() => {
      document
        .querySelector('#plans')
        ?.insertAdjacentHTML('afterend', '<table id="more"><tr><th>Seat<th>Price<tr><td>1<td>€5</table>');
    });
    const pointed = await clipMadeBy(async () => {
      await openPickerOf(browser, page, 'table');
      await pointAt(page, '#more td:last-child');
    });
    expect(rowsOf(pointed.markdown)).toEqual([
      ['Seat', 'Price'],
      ['1', '€5'],
    ]);
    expect((await placeOf(pointed)).ids).toEqual(['more']);
    const walked = await clipMadeBy(async () => {
      await byMenu({ menuItemId: 'table' });
      await pickerShown(page);
      await page.mouse.move(2, 790);
      await pressAll(page, 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter');
    });
    expect((await placeOf(walked)).ids).toEqual(['plans']);
  });

  it('that is not there is said on the page, and nothing is left waiting', async () => {
    await open('rtl.html');
    await page.evaluate(() => {
      for (const table of document.querySelectorAll('table')) table.remove();
    });
    await chooseKind(browser, page, 'table');
    await overlay(page).waitFor({ state: 'attached' });
    await expect.poll(() => pendingCaptures(browser)).toEqual([]);
  });
});

describe('an image', () => {
  it('of the same site is kept byte for byte', async () => {
    await open('kinds.html');
    const asked = site.requests.length;
    const clip = await clipMadeBy(() => chooseKind(browser, page, 'image'));
    isKind(clip, 'image');
    const bytes = await readFile(CHART);
    expect(clip.assetIds).toEqual([createHash('sha256').update(bytes).digest('hex')]);
    expect(await assetOf(clip)).toMatchObject({
      mime: 'image/png',
      width: 96,
      height: 64,
      scale: 0.5,
      blob: { size: bytes.length },
    });
    expect(clip.quote).toBe('Exports per month\n\nExports have doubled since March.');
    expect(clip.markdown).toBe(`[Exports per month](${site.url}assets/chart.png)\n\nExports have doubled since March.`);
    expect((await placeOf(clip)).ids).toEqual(['chart']);
    // Nothing is asked of the server for it.
    expect(site.requests.slice(asked)).toEqual([]);
  });

  it('that the context menu was opened on is taken without picking', async () => {
    await open('kinds.html');
    await page.evaluate(() => {
      document.querySelector('#first')?.insertAdjacentHTML('afterend', '<img src="assets/acme-alert.svg" width="80">');
    });
    const srcUrl = `${site.url}assets/chart.png`;
    const clip = await clipMadeBy(() => byMenu({ menuItemId: 'image', mediaType: 'image', srcUrl }));
    expect((await placeOf(clip)).ids).toEqual(['chart']);
    expect(clip.assetIds).toHaveLength(1);
  });

  it('of another site is pictured where it stands, without asking its server', async () => {
    await open('kinds.html');
    await page.evaluate(async (src) => {
      for (const image of document.images) image.remove();
      const image = new Image(192, 128);
      image.id = 'foreign';
      image.alt = 'Of another site';
      image.src = src;
      document.querySelector('h1')?.after(image);
      await image.decode();
    }, `${other.url}assets/chart.png`);
    const asked = other.requests.length;
    const clip = await clipMadeBy(() => chooseKind(browser, page, 'image'));
    expect(await assetOf(clip)).toMatchObject({ mime: 'image/png', width: 192, height: 128, scale: 1 });
    expect(clip.markdown).toBe(`[Of another site](${other.url}assets/chart.png)`);
    expect(other.requests.slice(asked)).toEqual([]);
    // The bar of the picture that is its own, and no edge of anything around it.
    const corners = await library.evaluate(async (id) => {
      const blob = await new Promise<Blob>((resolve) => {
        const opening = indexedDB.open('gleaner');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('assets').objectStore('assets').get(id);
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result.blob);
          };
        };
      });
      const image = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const at = (x: number, y: number) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3);
      return [at(0, 0), at(191, 0), at(20, 127), at(2, 127)];
    }, clip.assetIds[0] ?? '');
    const [paper, bar] = [
      [245, 243, 238],
      [31, 111, 214],
    ];
    expect(corners).toEqual([paper, paper, bar, paper]);
  });

  it('of another site that is out of view is kept as its address', async () => {
    await open('kinds.html');
    await page.evaluate(async (src) => {
      for (const image of document.images) image.remove();
      const image = new Image(192, 128);
      image.alt = 'Far away';
      image.src = src;
      document.querySelector('#last')?.after(image);
      await image.decode();
    }, `${other.url}assets/chart.png`);
    const clip = await clipMadeBy(() => chooseKind(browser, page, 'image'));
    expect(clip.assetIds).toEqual([]);
    expect(clip.markdown).toBe(`![Far away](${other.url}assets/chart.png)`);
    expect(await htmlOf(clip)).toContain(`src="${other.url}assets/chart.png"`);
  });

  it('is picked where there are several', async () => {
    await open('kinds.html');
    await page.evaluate(() => {
      document.querySelector('h1')?.insertAdjacentHTML('afterend', '<img src="assets/acme-alert.svg" width="80">');
    });
    await page.locator('#chart').scrollIntoViewIfNeeded();
    const clip = await clipMadeBy(async () => {
      await openPickerOf(browser, page, 'image');
      await pointAt(page, '#chart');
    });
    expect((await placeOf(clip)).ids).toEqual(['chart']);
  });
});

describe('a link', () => {
  it('that the context menu was opened on is taken', async () => {
    await open('kinds.html');
    await page.evaluate(() => {
      document.querySelector('#first')?.insertAdjacentHTML('beforeend', ' <a href="changelog.html">What is new</a>');
    });
    const linkUrl = `${site.url}pricing.html?utm_source=kinds#plan-team`;
    const clip = await clipMadeBy(() => byMenu({ menuItemId: 'link', linkUrl }));
    isKind(clip, 'link');
    expect(clip.quote).toBe('as its price says');
    expect(clip.markdown).toBe(`[as its price says](${site.url}pricing.html#plan-team)`);
    expect((await placeOf(clip)).ids).toEqual(['link']);
  });

  it('is picked', async () => {
    await open('kinds.html');
    await page.evaluate(() => {
      document
        .querySelector('#first')
        ?.insertAdjacentHTML('beforeend', ' <a href="changelog.html"><b>What is new</b></a>');
    });
    const clip = await clipMadeBy(async () => {
      await openPickerOf(browser, page, 'link');
      await pointAt(page, '#first a b');
    });
    expect(clip.markdown).toBe(`[**What is new**](${site.url}changelog.html)`);
  });
});

describe('a bookmark', () => {
  it.each(['popup', 'menu'])('keeps what the page says of itself: by the %s', async (way) => {
    await open('kinds.html');
    const clip = await clipMadeBy(() =>
      way === 'popup' ? chooseKind(browser, page, 'bookmark') : byMenu({ menuItemId: 'bookmark' }),
    );
    isKind(clip, 'link');
    expect(clip.quote).toBe(
      'Plans compared | Acme Analytics\n\nWhat each plan keeps, for how long, and what it costs.',
    );
    expect(clip.anchor).toBeUndefined();
  });
});

describe('a selection by the mouse', () => {
  /** What the popup makes of what is selected; kept with Enter, so that it is there to look at. */
  async function selectedClip(): Promise<Clip> {
    return clipMadeBy(async () => {
      const popup = await browser.clickToolbar(page);
      await clipShown(popup);
      await popup.keyboard.press('Enter');
    });
  }

  /** Double-clicks the word at an offset from the top left of an element. */
  async function doubleClick(selector: string, dx: number, dy: number): Promise<void> {
    const box = await page.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not drawn.`);
    await page.mouse.dblclick(box.x + dx, box.y + dy);
  }

  it('in a closed shadow root is read', async () => {
    await open('frames.html');
    await page.locator('#closed-host').scrollIntoViewIfNeeded();
    const box = await page.locator('#closed-host').boundingBox();
    if (!box) throw new Error('The host is not drawn.');
    await doubleClick('#closed-host', 80, box.height / 2);
    const clip = await selectedClip();
    expect(clip.quote.trim()).toBe('sentence');
    expect(clip.anchor?.within).toEqual(['#closed-host']);
    expect(clip.anchor?.selectors.find(({ type }) => type === 'TextQuoteSelector')).toMatchObject({ prefix: 'This ' });
  });

  it.each([
    ['#nested-quote', ['#open-host', 'nested-card']],
    ['#declarative-quote', ['#declarative-host']],
  ])('in an open shadow root is read: %s', async (selector, within) => {
    await open('frames.html');
    await page.locator(selector).scrollIntoViewIfNeeded();
    await doubleClick(selector, 20, 8);
    const clip = await selectedClip();
    expect(clip.quote.trim()).toMatch(/^(?:these|This|sentence)$/);
    expect(clip.anchor?.within).toHaveLength(within.length);
    expect(clip.anchor?.within?.[0]).toBe(within[0]);
    expect((await placeOf(clip)).isThere).toBe(true);
  });

  it.each(['#frame', '#frame-srcdoc'])('in a frame of the same site is read: %s', async (frame) => {
    await open('frames.html');
    await page.locator(frame).scrollIntoViewIfNeeded();
    const inside = page.frameLocator(frame).locator('#inner-quote, #srcdoc-quote');
    await inside.waitFor();
    const box = await inside.boundingBox();
    if (!box) throw new Error('The passage is not drawn.');
    await page.mouse.click(box.x + 10, box.y + 12, { clickCount: 3 });
    const clip = await selectedClip();
    expect(clip.quote).toMatch(/^(?:We would renew today if|This sentence is in a frame)/);
    expect(clip.anchor?.within).toEqual([frame]);
    expect((await placeOf(clip)).isThere).toBe(true);
  });

  it('in a frame of another site is refused with what to do, and its words are kept by the context menu', async () => {
    await open('kinds.html');
    await page.evaluate(async (src) => {
      const frame = document.createElement('iframe');
      frame.id = 'foreign';
      frame.src = src;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.querySelector('h1')?.after(frame);
      await loaded;
    }, `${other.url}frame-inner.html`);
    const box = await page.frameLocator('#foreign').locator('#inner-quote').boundingBox();
    if (!box) throw new Error('The passage is not drawn.');
    await page.mouse.dblclick(box.x + 10, box.y + 12);
    const popup = await browser.clickToolbar(page);
    expect(await refusalOf(popup)).toBe(words('error_frame_forbidden'));
    await popup.close();
    const clip = await clipMadeBy(() => byMenu({ menuItemId: 'selection', selectionText: 'We would renew today' }));
    expect(clip).toMatchObject({ kind: 'selection', quote: 'We would renew today', isPlain: true });
    expect(clip.source.title).toBe('Plans compared | Acme Analytics');
  });

  it('in a text area is read', async () => {
    await open('kinds.html');
    await page.locator('#note').scrollIntoViewIfNeeded();
    await page.locator('#note').click();
    await page.keyboard.press('ControlOrMeta+a');
    const clip = await selectedClip();
    expect(clip.quote).toBe('We pay for history, not for charts.');
    expect((await placeOf(clip)).ids).toEqual(['note']);
  });

  it('in a password field is nobody’s business', async () => {
    await open('kinds.html');
    await page.locator('#secret').scrollIntoViewIfNeeded();
    await page.locator('#secret').click();
    await page.keyboard.press('ControlOrMeta+a');
    const popup = await browser.clickToolbar(page);
    await popup.locator('.panel-empty:not([role])').waitFor();
    await popup.close();
    expect(JSON.stringify([await clips(), await readTable(library, 'drafts')])).not.toContain('hunter2');
  });
});
