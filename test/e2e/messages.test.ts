import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { pendingCaptures, readTable, select } from '#test/support/gleaner.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import { clipShown } from '#test/support/popup-gestures.ts';
import { idOf } from '#test/support/rows.ts';

/** The part of `chrome.*` that the tests use inside the extension. */
declare const chrome: {
  runtime: { sendMessage(message: unknown): Promise<unknown>; id: string };
  storage: { session: { get(): Promise<Record<string, unknown>>; set(items: Record<string, unknown>): Promise<void> } };
  tabs: { query(filter: { active: boolean; lastFocusedWindow: boolean }): Promise<{ id: number }[]> };
  scripting: {
    executeScript<T>(injection: {
      target: { tabId: number };
      func: (message: unknown) => T;
      args: unknown[];
    }): Promise<{ result: Awaited<T> }[]>;
  };
};

let page: Page;

onSite();
beforeAll(async () => {
  page = await browser.openPage(`${site.url}pricing.html`);
  await browser.grantActiveTab(page);
});

/** Everything that a message could have changed. */
const everything = async () => ({
  tables: await Promise.all(
    ['clips', 'drafts', 'assets', 'events', 'tags', 'actors'].map((table) => readTable(library, table)),
  ),
  pending: await pendingCaptures(browser),
});

/** Sent by a script of the extension in a web page: as far as something hostile in that page's process could get. */
async function fromPage(message: unknown): Promise<unknown> {
  await page.bringToFront();
  return (await browser.worker()).evaluate(async (sent) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? -1 },
      func: (inner) =>
        Promise.race([
          chrome.runtime.sendMessage(inner).catch((error: unknown) => `rejected: ${error}`),
          new Promise((done) => setTimeout(done, 1_000, 'no answer')),
        ]),
      args: [sent],
    });
    return answer?.result;
  }, message);
}

const fromExtension = (message: unknown): Promise<unknown> =>
  library.evaluate((sent) => chrome.runtime.sendMessage(sent), message);

const READING = {
  quote: 'Something that nobody asked for',
  markdown: '',
  source: { url: 'https://acme.example/', title: 'Acme' },
};
const TILE = {
  run: 0,
  index: 0,
  viewport: { x: 0, y: 0, width: 100, height: 100 },
  scale: 1,
  rect: { x: 0, y: 0, width: 100, height: 100 },
  x: 0,
  y: 0,
  whole: { width: 100, height: 300 },
};
const refused = { ok: false, error: { code: 'invalid_data', detail: expect.any(String) } };
const UNKNOWN = idOf(7);

describe('a script in a web page', () => {
  it.each([
    ['start a capture', { type: 'capture.start', data: { id: UNKNOWN, kindId: 'visible', tabId: 1 } }],
    ['have its clips looked for', { type: 'evidence.check', data: { tabId: 1 } }],
    ['have a clip shown', { type: 'evidence.show', data: { tabId: 1, clipId: UNKNOWN } }],
    [
      'put words into a draft',
      { type: 'draft.type', data: { id: UNKNOWN, edits: { note: 'x' }, cleared: [], typing: {} } },
    ],
    [
      'deliver what nobody asked for',
      { type: 'capture.deliver', data: { id: UNKNOWN, reading: READING, hasRest: false } },
    ],
    ['deliver under no id', { type: 'capture.deliver', data: { reading: READING, hasRest: false } }],
    [
      'deliver under an id that is none',
      { type: 'capture.deliver', data: { id: '../clips', reading: READING, hasRest: false } },
    ],
    ['deliver nothing', { type: 'capture.deliver', data: { id: UNKNOWN } }],
    ['deliver a word', { type: 'capture.deliver', data: 'reading' }],
    ['deliver null', { type: 'capture.deliver', data: null }],
    [
      'deliver rows of other tables',
      {
        type: 'capture.deliver',
        data: { id: UNKNOWN, hasRest: false, reading: { ...READING, quote: { toString: 'x' }, assetIds: ['x'] } },
      },
    ],
    [
      'deliver a link that runs',
      {
        type: 'capture.deliver',
        data: {
          id: UNKNOWN,
          hasRest: false,
          reading: { ...READING, source: { ...READING.source, canonicalUrl: 'javascript:alert(1)' } },
        },
      },
    ],
    ['add the rest of what nobody clipped', { type: 'capture.rest', data: { id: UNKNOWN, html: '<p>x</p>' } }],
    ['ask for a file of its choice', { type: 'page.part', data: { file: '/background.js' } }],
    ['picture what nobody asked for', { type: 'capture.tile', data: { id: UNKNOWN, tile: TILE } }],
    ['picture a place that is none', { type: 'capture.tile', data: { id: UNKNOWN, tile: { ...TILE, x: 'left' } } }],
    ['cancel by an id that is none', { type: 'capture.cancel', data: { id: 1 } }],
  ])('may not %s', async (_what, message) => {
    const before = await everything();
    expect(await fromPage(message)).toEqual(refused);
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['of no type', { data: {} }],
    ['of a type that is an object’s own', { type: 'constructor', data: {} }],
    ['of the prototype', { type: '__proto__', data: {} }],
    ['for pages', { type: 'page.read', data: { id: UNKNOWN, kindId: 'visible' } }],
    ['that is no object', 'capture.start'],
    ['that is null', null],
  ])('gets no answer to a message %s', async (_what, message) => {
    const before = await everything();
    expect(await fromPage(message)).not.toMatchObject({ ok: true });
    expect(await everything()).toEqual(before);
  });

  it('may neither deliver nor cancel what another tab was asked for', async () => {
    const worker = await browser.worker();
    await worker.evaluate(
      (key) =>
        chrome.storage.session.set({
          [key]: { kindId: 'selection', tabId: 999_999, windowId: 1, keepAs: 'clip', openPopup: false, startedAt: 1 },
        }),
      `pending:${idOf(8)}`,
    );
    const before = await everything();
    expect(before.pending).toEqual([idOf(8)]);
    expect(
      await fromPage({ type: 'capture.deliver', data: { id: idOf(8), reading: READING, hasRest: false } }),
    ).toEqual(refused);
    expect(await fromPage({ type: 'capture.cancel', data: { id: idOf(8) } })).toEqual(refused);
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['goes on with a picture', { type: 'capture.tile', data: { id: UNKNOWN, tile: { ...TILE, index: 3 } } }],
    ['wants a picture kept', { type: 'capture.hold', data: { id: UNKNOWN } }],
  ])('is told when it %s that is not there', async (_what, message) => {
    const before = await everything();
    expect(await fromPage(message)).toMatchObject({ ok: false, error: { code: 'capture_interrupted' } });
    expect(await everything()).toEqual(before);
  });

  it('is answered the same, and kept once, when it delivers again', async () => {
    await select(page, '#limits');
    const popup = await browser.clickToolbar(page);
    await clipShown(popup);
    await popup.close();
    const [draft] = await readTable<{ id: string }>(library, 'drafts');
    const before = await everything();
    expect(
      await fromPage({ type: 'capture.deliver', data: { id: draft?.id, reading: READING, hasRest: false } }),
    ).toEqual({
      ok: true,
      value: { kept: 'draft' },
    });
    expect(await everything()).toEqual(before);
  });
});

describe('a page of the extension', () => {
  it.each([
    [
      'a kind that is none',
      { type: 'capture.start', data: { id: UNKNOWN, kindId: 'everything', tabId: 1 } },
      'unexpected',
    ],
    [
      'a tab that is gone',
      { type: 'capture.start', data: { id: UNKNOWN, kindId: 'visible', tabId: 999_999 } },
      'page_gone',
    ],
    [
      'a tab that is no number',
      { type: 'capture.start', data: { id: UNKNOWN, kindId: 'visible', tabId: '1' } },
      'invalid_data',
    ],
    [
      'words for a clip that is gone',
      { type: 'draft.type', data: { id: UNKNOWN, edits: { note: 'x' }, cleared: [], typing: {} } },
      'clip_missing',
    ],
    [
      'words for a field that is none',
      { type: 'draft.type', data: { id: UNKNOWN, edits: {}, cleared: ['quote'], typing: {} } },
      'invalid_data',
    ],
  ])('is told what is wrong with %s', async (_what, message, code) => {
    const before = await everything();
    expect(await fromExtension(message)).toMatchObject({ ok: false, error: { code } });
    expect(await everything()).toEqual(before);
  });
});

it('gives a web page itself no way to send anything', async () => {
  expect(await page.evaluate(() => typeof (globalThis as { chrome?: { runtime?: unknown } }).chrome?.runtime)).toBe(
    'undefined',
  );
  const before = await everything();
  await page.evaluate(
    (message) => {
      postMessage(message, '*');
      dispatchEvent(new CustomEvent(message.type, { detail: message.data }));
      new BroadcastChannel('gleaner').postMessage(message);
    },
    { type: 'capture.deliver', data: { id: UNKNOWN, reading: READING, hasRest: false } },
  );
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  expect(await everything()).toEqual(before);
});
