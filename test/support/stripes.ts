import type { Page } from 'playwright';

/** Side of a tile of `stripes.html`, in CSS pixels. */
export const TILE = 20;

export interface StripesPicture {
  /** Of the decoded picture, in its own pixels. */
  width: number;
  height: number;
  /** Pixels that do not have the colour which the page showed there. */
  wrong: number;
  /** The first of them, for a message that helps. */
  firstWrong: { x: number; y: number; is: number[]; should: number[] } | undefined;
}

/** What {@link stripesInPage} needs; `left` and `top` say where in the document the picture stands, in physical pixels. */
export interface StripesPlace {
  assetId: string;
  left: number;
  top: number;
  /** Side of a tile in physical pixels. */
  side: number;
}

/** Runs inside a page of the extension, in either browser. */
export async function stripesInPage({ assetId, left, top, side }: StripesPlace): Promise<StripesPicture> {
  const blob = await new Promise<Blob>((resolve, reject) => {
    const opening = indexedDB.open('gleaner');
    opening.onsuccess = () => {
      const asked = opening.result.transaction('assets').objectStore('assets').get(assetId);
      asked.onsuccess = () => {
        opening.result.close();
        resolve(asked.result.blob);
      };
      asked.onerror = () => reject(asked.error);
    };
  });
  const image = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let wrong = 0;
  let firstWrong: { x: number; y: number; is: number[]; should: number[] } | undefined;
  for (let y = 0; y < height; y++) {
    const row = Math.floor((top + y + 0.5) / side);
    for (let x = 0; x < width; x++) {
      const column = Math.floor((left + x + 0.5) / side);
      const at = (y * width + x) * 4;
      const [red, green, blue] = [(column * 5) % 256, (row * 7) % 256, (column * 31 + row * 17) % 256];
      if (data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255) continue;
      wrong += 1;
      firstWrong ??= { x, y, is: [...data.slice(at, at + 4)], should: [red, green, blue, 255] };
    }
  }
  return { width, height, wrong, firstWrong };
}

/**
 * Decode a stored picture of `stripes.html` and hold every pixel against the formula in that page's head.
 * @param page Any page of the extension.
 * @param left Where the picture's left edge stands in the document, in physical pixels; `top` likewise.
 * @param scale Physical pixels of one CSS pixel: device pixel ratio times zoom.
 */
export function checkStripes(
  page: Page,
  assetId: string,
  { left, top, scale }: { left: number; top: number; scale: number },
): Promise<StripesPicture> {
  return page.evaluate(stripesInPage, { assetId, left, top, side: TILE * scale });
}

/** The same bytes' own name and sizes: what the row of an asset claims, and what is true. */
export async function describeAsset(page: Page, assetId: string) {
  return page.evaluate(
    (id) =>
      new Promise<{
        sha256: string;
        claimed: { width: number; height: number; mime: string; scale: number };
        size: { width: number; height: number };
        thumbnail: { bytes: number; width: number; height: number };
      }>((resolve, reject) => {
        const opening = indexedDB.open('gleaner');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('assets').objectStore('assets').get(id);
          asked.onsuccess = async () => {
            opening.result.close();
            const { blob, thumbnail, width, height, mime, scale } = asked.result;
            const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
            const [image, small] = [await createImageBitmap(blob), await createImageBitmap(thumbnail)];
            resolve({
              sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
              claimed: { width, height, mime, scale },
              size: { width: image.width, height: image.height },
              thumbnail: { bytes: thumbnail.size, width: small.width, height: small.height },
            });
          };
          asked.onerror = () => reject(asked.error);
        };
      }),
    assetId,
  );
}
