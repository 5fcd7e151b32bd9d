import type { Page } from 'playwright';
/** A place on the picture under edit, in its CSS pixels. */
export type Place = [x: number, y: number];

/** Opens the editor on the first picture of a clip, from the library. */
export async function openEditor(library: Page, clipId: string): Promise<void> {
  await library.bringToFront();
  await library.goto(new URL(`library.html?clip=${clipId}`, library.url()).href);
  await library.locator('.edit-picture').first().click();
  await library.locator('.sheet svg').waitFor();
  await library.locator('.sheet img[src^="blob:"]').waitFor();
}

/** Where a place on the picture is on the screen. */
async function onScreen(page: Page, [x, y]: Place): Promise<Place> {
  return page.locator('.sheet svg').evaluate(
    (svg, place) => {
      if (!(svg instanceof SVGSVGElement)) throw new Error('There is no picture.');
      const { left, top, width } = svg.getBoundingClientRect();
      const zoom = width / svg.viewBox.baseVal.width;
      return [left + place.x * zoom, top + place.y * zoom] as Place;
    },
    { x, y },
  );
}

/** Drags on the picture with the real mouse. */
export async function dragOnPicture(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(...(await onScreen(page, from)));
  await page.mouse.down();
  await page.mouse.move(...(await onScreen(page, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])));
  await page.mouse.move(...(await onScreen(page, to)));
  await page.mouse.up();
}

export async function clickOnPicture(page: Page, place: Place): Promise<void> {
  await page.mouse.click(...(await onScreen(page, place)));
}

/** What the list beside the picture says is on it. */
export function listedMarks(page: Page): Promise<string[]> {
  return page.locator('.mark-list .mark-row > button:first-child').allInnerTexts();
}

/** Saves, and waits until the library shows the clip again. */
export async function saveEdits(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await page.waitForURL(/library\.html/);
  await page.locator('.detail-image').first().waitFor();
}

export type StoredPicture = {
  width: number;
  height: number;
  scale: number;
  /** SHA-256 of the bytes. */
  sha256: string;
  words: string[];
  /** Red, green and blue at each of the places that were asked for, in the picture's own pixels. */
  colours: number[][];
};

/** A picture as it is stored; undefined where it is not. */
export function storedPicture(page: Page, assetId: string, places: Place[] = []): Promise<StoredPicture | undefined> {
  return page.evaluate(
    async ({ id, at }) => {
      const row = await new Promise<Record<string, Blob & number> | undefined>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('assets').objectStore('assets').get(id);
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result);
          };
          asked.onerror = () => reject(asked.error);
        };
      });
      if (!row?.blob) return undefined;
      const image = await createImageBitmap(row.blob);
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await row.blob.arrayBuffer()));
      const layer: { text: string }[] = row.textLayer ? JSON.parse(await row.textLayer.text()) : [];
      return {
        width: image.width,
        height: image.height,
        scale: Number(row.scale),
        sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
        words: layer.map(({ text }) => text),
        colours: at.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]),
      };
    },
    { id: assetId, at: places },
  );
}
