import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { ExtensionBrowser } from '#test/support/chromium-driver.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { giveLibrary, type Library } from '#test/support/own-library.ts';
import { filesWith, type Trace, tracesOfFile, tracesOfWords } from '#test/support/profile-bytes.ts';
import { idOf } from '#test/support/rows.ts';
import { serveDirectory } from '#test/support/serve-site.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');

/** Given to the page by {@link giveLibrary}. */
declare const library: Library;

/** Words under what is redacted, and words beside it: Latin ones, and some that the database keeps as UTF-16. */
const SECRETS = ['Quetzalwort-4417', '绝密词汇七七'];
const KEPT = 'Harmloswort-2093';

/** Files of a page's assets by name, as they are on the disk. */
type Files = Record<string, Buffer>;

async function filesOf(page: Page): Promise<Files> {
  const files = await page.evaluate(async () => {
    const rows = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
      const opening = indexedDB.open('gleaner');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const all = opening.result.transaction('assets').objectStore('assets').getAll();
        all.onsuccess = () => resolve(all.result);
        opening.result.close();
      };
    });
    const blobs = rows.flatMap((row) =>
      Object.entries(row).flatMap(([key, value]) => (value instanceof Blob ? [[`${key} of ${row.id}`, value]] : [])),
    ) as [string, Blob][];
    const hex = async (blob: Blob) =>
      Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return Promise.all(blobs.map(async ([name, blob]) => [name, await hex(blob)] as const));
  });
  return Object.fromEntries(files.map(([name, hex]) => [name, Buffer.from(hex, 'hex')]));
}

/** What must be gone of `before` once there is only `after`. */
function tracesIn(before: Files, after: Files): Trace[] {
  const left = Object.values(after);
  return [
    ...tracesOfWords(SECRETS),
    ...Object.entries(before).flatMap(([name, file]) => tracesOfFile(name, file, left)),
  ];
}

/** A clip of noise, which no format makes smaller, with secrets in its text layer; drawn upon twice, and undone. */
async function keepSecretPicture(page: Page): Promise<string> {
  return page.evaluate(
    async ({ clipId, secrets, kept }) => {
      const [width, height] = [400, 300];
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      const pixels = context.createImageData(width, height);
      let seed = 7;
      for (let at = 0; at < pixels.data.length; at += 1) {
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
        pixels.data[at] = at % 4 === 3 ? 255 : seed >>> 24;
      }
      context.putImageData(pixels, 0, 0);
      const run = (text: string, y: number) => ({ text, x: 10, y, width: 200, height: 20 });
      const layer = [...secrets.map((word, index) => run(word, 10 + index * 30)), run(kept, 280)];
      const pictured = async () => library.screenshotAsset(await canvas.convertToBlob(), {}, layer);
      const original = await pictured();
      await library.saveClip(
        clipId,
        {
          kind: 'screenshot',
          quote: '',
          markdown: '',
          source: { url: 'https://acme.example/', title: 'Acme' },
          assetIds: [original.id],
          capturedAt: Date.now(),
        },
        { projectId: (await library.ensureCurrentProject('Secrets')).id },
        [original],
      );
      let batch: string | undefined;
      for (const colour of ['#ff0000', '#00ff00', '#0000ff']) {
        context.fillStyle = colour;
        context.fillRect(0, 250, 30, 20);
        batch = await library.saveMarkup(clipId, { assetId: original.id, marks: [] }, await pictured());
      }
      if (batch) await library.undoBatch(batch);
      return original.id;
    },
    { clipId: idOf(1), secrets: SECRETS, kept: KEPT },
  );
}

/** Blackens the upper two thirds of a picture, as the editor does, and what its text layer says there. */
async function redact(page: Page, assetId: string): Promise<void> {
  await page.evaluate(
    async ({ id, kept }) => {
      const asset = await library.getAsset(id);
      if (!asset) throw new Error(`There is no picture ${id}.`);
      const image = await createImageBitmap(asset.blob);
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      context.fillRect(0, 0, image.width, (image.height * 2) / 3);
      const layer = [{ text: kept, x: 10, y: 280, width: 200, height: 20 }];
      await library.redactPicture(id, await library.screenshotAsset(await canvas.convertToBlob(), {}, layer), []);
    },
    { id: assetId, kept: KEPT },
  );
}

let userDataDir: string;
let browser: ExtensionBrowser;
beforeEach(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'gleaner-redacted-'));
  browser = await launchGleaner({ userDataDir });
});
afterEach(async () => {
  await browser.close();
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
});

const traced = (traces: readonly Trace[]) => filesWith(userDataDir, traces);

/** Keeps a secret picture, and shows its clip in the library. Resolves with a second page, to act in. */
async function showSecret(): Promise<{ page: Page; assetId: string }> {
  const page = await browser.extensionPage('library.html');
  await giveLibrary(page);
  const assetId = await keepSecretPicture(page);
  const shown = await browser.extensionPage('library.html');
  await shown.locator('[data-clip]').getByRole('button').first().click();
  await shown
    .getByRole('region', { name: words('clip'), exact: true })
    .locator('img')
    .first()
    .waitFor();
  return { page, assetId };
}

describe('a redacted picture', () => {
  it('leaves nothing on the disk: no pixel, thumbnail, word or earlier drawing, while pages that showed it are open', async () => {
    const { page, assetId } = await showSecret();
    const before = await filesOf(page);
    // The original and three drawings, each with its thumbnail and its words.
    expect(Object.keys(before)).toHaveLength(12);
    // All of it is found as long as it is there: the search can find what it looks for.
    expect(await traced(tracesIn(before, {}))).toHaveLength(12);

    await redact(page, assetId);
    const traces = tracesIn(before, await filesOf(page));
    expect(traces.length).toBeGreaterThan(1_000);
    await expect.poll(() => traced(traces)).toEqual([]);
    await browser.close();
    expect(await traced(traces)).toEqual([]);
    expect(await traced(tracesOfWords([KEPT]))).toHaveLength(1);
  });

  it('is gone after the next start where some page would not let go of it before the browser was closed', async () => {
    const { page, assetId } = await showSecret();
    const before = await filesOf(page);
    await page.evaluate(
      (id) =>
        new Promise<void>((done) => {
          const opening = indexedDB.open('gleaner');
          opening.onsuccess = () => {
            const asked = opening.result.transaction('assets').objectStore('assets').get(id);
            asked.onsuccess = () => {
              (globalThis as { held?: unknown }).held = asked.result;
              done();
            };
            opening.result.close();
          };
        }),
      assetId,
    );
    await redact(page, assetId);
    const traces = tracesIn(before, await filesOf(page));
    await browser.close();
    // No page of Gleaner is opened, and nothing is clicked.
    browser = await launchGleaner({ userDataDir });
    await expect.poll(() => traced(traces)).toEqual([]);
  });

  it('was never in a row: what a picture says is in files of its own, also as the product takes it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gleaner-secrets-'));
    const dots =
      '<canvas width="600" height="300"></canvas><script>for (let at = 0; at < 60000; at += 1) { ' +
      'const on = document.querySelector("canvas").getContext("2d"); ' +
      'on.fillStyle = "hsl(" + ((at * 7919) % 360) + " 80% " + ((at * 104729) % 97) + "%)"; ' +
      'on.fillRect((at * 3) % 600, Math.floor(at / 200), 3, 1); }</script>';
    await writeFile(
      join(folder, 'statement.html'),
      `<!doctype html><meta charset="utf-8"><title>Statement</title><p>${SECRETS.join('</p><p>')}</p>${dots}`,
    );
    const site = await serveDirectory(folder);
    try {
      const web = await browser.openPage(`${site.url}statement.html`);
      await browser.grantActiveTab(web);
      await browser.dispatchCommand('clip-visible', web);
      await (await browser.attachPopup()).close();
      const page = await browser.extensionPage('library.html');
      await giveLibrary(page);
      const [clip] = await readTable<Clip>(page, 'clips');
      const before = await filesOf(page);
      await web.close();
      const own = ['indexeddb.leveldb', 'Extension', 'Local Storage', 'Session Storage'];
      const inRows = (await traced(tracesOfWords(SECRETS))).filter((found) =>
        own.some((place) => found.includes(place)),
      );
      expect(inRows).toEqual([]);

      await redact(page, clip?.assetIds[0] ?? '');
      const traces = tracesIn(before, await filesOf(page));
      // Of the page itself, the browser keeps what it always keeps.
      const ofGleaner = async () => (await traced(traces)).filter((found) => found.includes(browser.extensionId));
      expect(traces.length).toBeGreaterThan(100);
      await expect.poll(ofGleaner).toEqual([]);
      await browser.close();
      expect(await ofGleaner()).toEqual([]);
    } finally {
      await site.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
