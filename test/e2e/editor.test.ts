import { unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Clip } from '#lib/core/schema/clip.ts';
import { shownAssetIds } from '#lib/core/shown-assets.ts';
import { composeText } from '#test/support/compose-text.ts';
import { launchGleaner, readTable } from '#test/support/gleaner.ts';
import { openExport, saveExport, tickClips } from '#test/support/library-gestures.ts';
import { browser, library, onSite, site } from '#test/support/on-site.ts';
import {
  clickOnPicture,
  dragOnPicture,
  listedMarks,
  openEditor,
  saveEdits,
  storedPicture,
} from '#test/support/picture-editor.ts';
import { filesWith, tracesOfWords } from '#test/support/profile-bytes.ts';
import { wordsOf } from '#test/support/words.ts';

const words = wordsOf('en');
const SECRET = 'billing@acme-analytics.example';
const [RED, GREEN] = [
  [0xd1, 0x24, 0x2f],
  [0x1a, 0x7f, 0x37],
];

let page: Page;

onSite(() => launchGleaner({ deviceScaleFactor: 2, viewport: { width: 1100, height: 700 } }));
beforeAll(async () => {
  page = await browser.openPage(`${site.url}support.html`);
  await page.locator('#q-invoice').scrollIntoViewIfNeeded();
  await browser.grantActiveTab(page);
});

async function clipAt(id: string): Promise<Clip> {
  const clip = (await readTable<Clip>(library, 'clips')).find((one) => one.id === id);
  if (!clip) throw new Error(`There is no clip ${id}.`);
  return clip;
}

/** Takes a picture of what the page shows, and says which clip it is and which picture. */
async function clipVisible(): Promise<{ id: string; assetId: string }> {
  const before = new Set((await readTable<Clip>(library, 'clips')).map(({ id }) => id));
  await browser.dispatchCommand('clip-visible', page);
  await (await browser.attachPopup()).close();
  const made = (await readTable<Clip>(library, 'clips')).find(({ id }) => !before.has(id));
  const [assetId] = made?.assetIds ?? [];
  if (!made || !assetId) throw new Error('The clip has no picture.');
  return { id: made.id, assetId };
}

const shownOf = async (id: string): Promise<string> => shownAssetIds(await clipAt(id))[0] ?? '';
const alert = () => library.getByRole('alert');

describe('drawing with the mouse', () => {
  it('draws with every tool, undoes and redoes, and keeps the original beside what came of it', async () => {
    const { id, assetId } = await clipVisible();
    const original = await storedPicture(library, assetId);
    await openEditor(library, id);
    await library.keyboard.press('b');
    await dragOnPicture(library, [100, 100], [300, 200]);
    await library.keyboard.press('a');
    await dragOnPicture(library, [600, 400], [400, 300]);
    await library.keyboard.press('h');
    await dragOnPicture(library, [100, 300], [300, 330]);
    await library.keyboard.press('p');
    await library.getByRole('radio', { name: words('colour_green') }).check({ force: true });
    await clickOnPicture(library, [500, 100]);
    await clickOnPicture(library, [560, 100]);
    await library.keyboard.press('t');
    await clickOnPicture(library, [600, 200]);
    await composeText(library, ['s', 'sh', "shi'si"], '只有十四天', { confirmKey: true });
    await library.keyboard.press('Enter');
    await library.keyboard.press('c');
    await dragOnPicture(library, [50, 50], [850, 450]);
    const all = ['Box 1', 'Arrow 1', 'Highlight 1', 'Pin 1', 'Pin 2', '只有十四天', 'Crop'];
    expect(await listedMarks(library)).toEqual(all);

    for (const _mark of all) await library.keyboard.press('Control+z');
    expect(await listedMarks(library)).toEqual([]);
    await library.keyboard.press('Control+z');
    for (const _mark of all.slice(0, 4)) await library.keyboard.press('Control+Shift+z');
    for (const _mark of all.slice(4)) await library.keyboard.press('Control+y');
    expect(await listedMarks(library)).toEqual(all);
    // So far all of it is on the screen alone.
    expect((await clipAt(id)).markups).toBeUndefined();

    await saveEdits(library);
    const clip = await clipAt(id);
    expect(clip.assetIds).toEqual([assetId]);
    expect(clip.markups?.[0]?.marks.map(({ type }) => type)).toEqual([
      'box',
      'arrow',
      'highlight',
      'pin',
      'pin',
      'text',
    ]);
    expect(await storedPicture(library, assetId)).toEqual(original);
    // Two pixels for each CSS pixel, from the corner of the crop.
    const edited = await storedPicture(library, await shownOf(id), [
      [(100 - 50) * 2, (150 - 50) * 2],
      [(600 - 50 - 10) * 2, (400 - 50 - 5) * 2],
      [(500 - 50 - 10) * 2, (100 - 50) * 2],
    ]);
    expect(edited).toMatchObject({ width: 1600, height: 800, scale: 2, colours: [RED, RED, GREEN] });

    // What leaves is what is shown.
    await tickClips(library, words, [id]);
    await openExport(library, words, 'markdown-zip');
    const zip = unzipSync((await saveExport(library, words)).bytes);
    const sizes = Object.entries(zip).flatMap(([name, bytes]) => {
      if (!name.endsWith('.png')) return [];
      // The first thing in a PNG file.
      const header = new DataView(bytes.buffer, bytes.byteOffset);
      return [[header.getUint32(16), header.getUint32(20)]];
    });
    expect(sizes).toEqual([[1600, 800]]);
  });

  it('opens with what was drawn before; it can be moved, sized and taken away again', async () => {
    const { id, assetId } = await clipVisible();
    await openEditor(library, id);
    await library.keyboard.press('b');
    await dragOnPicture(library, [100, 100], [300, 200]);
    await saveEdits(library);

    await openEditor(library, id);
    expect(await listedMarks(library)).toEqual(['Box 1']);
    // By its edge, then by its far corner: each drag is one step.
    await dragOnPicture(library, [200, 100], [220, 140]);
    await dragOnPicture(library, [320, 240], [340, 300]);
    await library.keyboard.press('Control+z');
    await library.keyboard.press('Control+Shift+z');
    await saveEdits(library);
    const box = (await clipAt(id)).markups?.[0]?.marks[0];
    expect(box).toMatchObject({ rect: { x: 120, y: 140, width: 220, height: 160 } });

    await openEditor(library, id);
    await library.getByRole('button', { name: words('editor_reset') }).click();
    expect(await listedMarks(library)).toEqual([]);
    await library.keyboard.press('Control+z');
    expect(await listedMarks(library)).toEqual(['Box 1']);
    await library.keyboard.press('Control+y');
    await saveEdits(library);
    expect((await clipAt(id)).markups).toBeUndefined();
    expect(await shownOf(id)).toBe(assetId);
  });

  it('asks before unsaved work is left, and says why it could not be saved', async () => {
    const { id } = await clipVisible();
    await openEditor(library, id);
    await library.keyboard.press('b');
    await dragOnPicture(library, [100, 100], [300, 200]);
    const asked = library.waitForEvent('dialog');
    const leaving = library.getByRole('link', { name: words('editor_back') }).click();
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await leaving;
    expect(await listedMarks(library)).toEqual(['Box 1']);

    await library.evaluate(
      (clipId) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('gleaner');
          opening.onsuccess = () => {
            const transaction = opening.result.transaction('clips', 'readwrite');
            transaction.objectStore('clips').delete(clipId);
            transaction.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        }),
      id,
    );
    await library.keyboard.press('Control+s');
    await alert().waitFor();
    expect(await alert().innerText()).toBe(words('error_clip_missing'));
    expect(await listedMarks(library)).toEqual(['Box 1']);
    library.once('dialog', (dialog) => void dialog.accept());
    await library.getByRole('link', { name: words('editor_back') }).click();
    await library.waitForURL(/library\.html/);
  });

  it('says so where there is no such clip, and leads back', async () => {
    const editor = await browser.extensionPage(`editor.html?clip=nobody&picture=${'0'.repeat(64)}#view=inbox`);
    await editor.getByRole('alert').waitFor();
    expect(await editor.getByRole('alert').innerText()).toBe(words('error_clip_missing'));
    await editor.getByRole('link', { name: words('editor_back') }).click();
    await editor.waitForURL(/library\.html\?clip=nobody#view=inbox$/);
    await editor.close();
  });
});

describe('by keyboard alone', () => {
  it('places, moves, sizes, walks, writes, deletes, zooms and saves', async () => {
    const { id } = await clipVisible();
    await openEditor(library, id);
    await library.keyboard.press('1');
    const percent = library.locator('.editor-percent');
    expect(await percent.innerText()).toBe('100%');
    await library.keyboard.press('-');
    expect(await percent.innerText()).toBe('90%');
    await library.keyboard.press('0');

    for (const key of ['b', 'Enter']) await library.keyboard.press(key);
    const focused = () => library.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused).toBe('Box 1');
    for (const key of ['ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Alt+ArrowRight', 'Alt+Shift+ArrowDown']) {
      await library.keyboard.press(key);
    }
    for (const key of ['p', 'Enter']) await library.keyboard.press(key);
    await expect.poll(focused).toBe('Pin 1');
    for (const key of ['t', 'Enter']) await library.keyboard.press(key);
    await library.keyboard.type('b is for box');
    await library.keyboard.press('Enter');
    await expect.poll(focused).toBe('Text · b is for box');
    // Back through the marks, and on.
    await library.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('Pin 1');
    await library.keyboard.press('Delete');
    expect(await listedMarks(library)).toEqual(['Box 1', 'b is for box']);
    await library.keyboard.press('Tab');
    expect(await focused()).toBe('Box 1');
    await library.keyboard.press('Tab');
    await library.keyboard.press('Enter');
    await library.keyboard.type('changed');
    await library.keyboard.press('Escape');
    expect(await listedMarks(library)).toEqual(['Box 1', 'changed']);
    await library.keyboard.press('Control+z');
    expect(await listedMarks(library)).toEqual(['Box 1', 'b is for box']);
    await saveEdits(library);

    const [box, text] = (await clipAt(id)).markups?.[0]?.marks ?? [];
    const size = { width: 1100, height: 700 };
    // The usual box in the middle; then 11 to the right and 10 down; then one wider and 10 higher.
    expect(box).toMatchObject({
      rect: { x: (size.width - 160) / 2 + 11, y: (size.height - 100) / 2 + 10, width: 161, height: 110 },
    });
    expect(text).toMatchObject({ text: 'b is for box' });
  });
});

describe('redacting', () => {
  it('finds private data, covers it in one step, and leaves neither pixels nor words of it', async () => {
    // A picture that no other test has.
    await page.evaluate(() => scrollBy({ top: 40, behavior: 'instant' }));
    const { id, assetId } = await clipVisible();
    // A second clip of the same picture.
    const { id: other, assetId: same } = await clipVisible();
    expect(same).toBe(assetId);
    expect((await storedPicture(library, assetId))?.words.join(' ')).toContain(SECRET);

    await openEditor(library, id);
    await library.keyboard.press('b');
    await dragOnPicture(library, [100, 100], [300, 200]);
    await library.getByRole('button', { name: words('private_find') }).click();
    const found = library.getByRole('checkbox');
    await expect.poll(() => found.count()).toBe(1);
    expect(await found.isChecked()).toBe(true);
    expect(await library.locator('.private').innerText()).not.toContain(SECRET);
    const place = await library.locator('.proposed').evaluate((rect) => {
      const { x, y, width, height } = (rect as SVGRectElement).getBBox();
      return { x, y, width, height };
    });
    await library.getByRole('button', { name: words('private_accept') }).click();
    expect(await listedMarks(library)).toEqual(['Box 1', 'Redaction 1']);
    await library.keyboard.press('Control+z');
    expect(await listedMarks(library)).toEqual(['Box 1']);
    await library.keyboard.press('Control+y');

    await library.keyboard.press('Control+s');
    const dialog = library.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain(words('redact_shared_one', '1'));
    await library.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect((await clipAt(id)).assetIds).toEqual([assetId]);

    await library.keyboard.press('Control+s');
    await dialog.getByRole('button', { name: words('redact_confirm') }).click();
    await library.waitForURL(/library\.html/);
    await library.locator('.detail-image').first().waitFor();

    expect(await storedPicture(library, assetId)).toBeUndefined();
    const corners: [number, number][] = [
      [Math.floor(place.x * 2), Math.floor(place.y * 2)],
      [Math.ceil((place.x + place.width) * 2) - 1, Math.ceil((place.y + place.height) * 2) - 1],
      [Math.round((place.x + place.width / 2) * 2), Math.round((place.y + place.height / 2) * 2)],
    ];
    for (const clipId of [id, other]) {
      for (const one of new Set([...(await clipAt(clipId)).assetIds, await shownOf(clipId)])) {
        const picture = await storedPicture(library, one, corners);
        expect(picture?.colours).toEqual(corners.map(() => [0, 0, 0]));
        expect(picture?.words.join(' ')).not.toContain(SECRET);
        expect(picture?.words.length).toBeGreaterThan(3);
      }
    }
    const [clip, otherClip] = [await clipAt(id), await clipAt(other)];
    expect(clip.markups?.[0]?.marks).toHaveLength(1);
    expect(otherClip.markups).toBeUndefined();
    expect(otherClip.assetIds).toEqual(clip.assetIds);
    expect(JSON.stringify(await readTable(library, 'events'))).not.toContain(assetId);
  });

  it('leaves no word of it in any file of the browser', async () => {
    const traces = tracesOfWords(['Quetzalwort-4417', '绝密词汇七七']);
    await page.evaluate(() => {
      scrollTo({ top: 0, behavior: 'instant' });
      document.querySelector('h1')?.append(' Quetzalwort-4417 绝密词汇七七');
    });
    const { id } = await clipVisible();
    await page.reload();
    await openEditor(library, id);
    await library.keyboard.press('b');
    await dragOnPicture(library, [100, 100], [300, 200]);
    await saveEdits(library);
    // The picture and what was drawn on it each have their words.
    await expect.poll(() => filesWith(browser.userDataDir, traces)).not.toEqual([]);

    await openEditor(library, id);
    await library.keyboard.press('r');
    await dragOnPicture(library, [1, 1], [1099, 690]);
    await library.keyboard.press('Control+s');
    await library
      .getByRole('dialog')
      .getByRole('button', { name: words('redact_confirm') })
      .click();
    await library.waitForURL(/library\.html/);
    await library.locator('.detail-image').first().waitFor();
    await expect.poll(() => filesWith(browser.userDataDir, traces), { timeout: 30_000 }).toEqual([]);
    await browser.grantActiveTab(page);
  });

  it('says when nothing private was found, and what was not looked at', async () => {
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    const { id } = await clipVisible();
    await openEditor(library, id);
    await library.getByRole('button', { name: words('private_find') }).click();
    const panel = library.locator('.private');
    await panel.waitFor();
    expect(await panel.innerText()).toContain(words('private_none'));
    expect(await panel.innerText()).toContain(words('private_limits'));
    await library.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });
});
