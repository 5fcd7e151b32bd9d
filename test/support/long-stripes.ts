import type { Page } from 'playwright';

/** Height of a stripe of `stripes-long.html`, and width of its tiles, in CSS pixels. */
const ROW = 40;
const COLUMN = 100;

export type Layout = {
  layout: { height: number; row?: number; color?: number[] }[];
  over: { top: number; height: number; color: number[] }[];
};

export type LongPicture = {
  /** Of all pictures together, in their own pixels: from top to bottom, and where there are columns, side by side. */
  width: number;
  height: number;
  /** What they should be high together. */
  expected: number;
  heights: number[];
  wrong: number;
  firstWrong: { x: number; y: number; is: number[]; should: number[] } | undefined;
};

/** What `stripes-long.html` says that it shows. */
export function layoutOf(page: Page): Promise<Layout> {
  return page.evaluate('({ layout, over })') as Promise<Layout>;
}

export type LongStripesPlace = Layout & { ids: string[]; scale: number; rowHeight: number; columnWidth: number };

/** Runs inside a page of the extension, in either browser. */
export async function longStripesInPage({
  ids,
  layout,
  over,
  scale,
  rowHeight,
  columnWidth,
}: LongStripesPlace): Promise<LongPicture> {
  const blobOf = (id: string) =>
    new Promise<Blob>((resolve, reject) => {
      const opening = indexedDB.open('gleaner');
      opening.onsuccess = () => {
        const asked = opening.result.transaction('assets').objectStore('assets').get(id);
        asked.onsuccess = () => {
          opening.result.close();
          resolve(asked.result.blob);
        };
        asked.onerror = () => reject(asked.error);
      };
    });
  const bands: { end: number; start: number; row?: number; color?: number[] }[] = [];
  let end = 0;
  for (const { height, row, color } of layout) {
    const start = end;
    end += height;
    bands.push({ start, end, ...(row === undefined ? {} : { row }), ...(color ? { color } : {}) });
  }
  let left = 0;
  const found = { width: 0, height: 0, expected: Math.round(end * scale), heights: [] as number[], wrong: 0 };
  let firstWrong: { x: number; y: number; is: number[]; should: number[] } | undefined;
  for (const id of ids) {
    const image = await createImageBitmap(await blobOf(id), { colorSpaceConversion: 'none' });
    const { width, height } = image;
    if (found.height >= found.expected) [left, found.height] = [found.width, 0];
    // A strip at a time: a picture may be larger than what a test should hold twice.
    for (let top = 0; top < height; top += 1_000) {
      const rows = Math.min(1_000, height - top);
      const context = new OffscreenCanvas(width, rows).getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      context.drawImage(image, 0, -top);
      const { data } = context.getImageData(0, 0, width, rows);
      for (let y = 0; y < rows; y++) {
        const at = (found.height + top + y + 0.5) / scale;
        const bar = over.find((one) => at >= one.top && at < one.top + one.height);
        const band = bands.find((one) => at >= one.start && at < one.end);
        const color = bar?.color ?? band?.color;
        const row = (band?.row ?? Number.NaN) + Math.floor((at - (band?.start ?? 0)) / rowHeight);
        for (let x = 0; x < width; x++) {
          const column = Math.floor((left + x + 0.5) / scale / columnWidth);
          const should = color ?? [(row * 53 + column * 97) % 251, row % 256, 16 + Math.floor(row / 256)];
          const pixel = (y * width + x) * 4;
          if (data[pixel] === should[0] && data[pixel + 1] === should[1] && data[pixel + 2] === should[2]) continue;
          found.wrong += 1;
          firstWrong ??= { x: left + x, y: found.height + top + y, is: [...data.slice(pixel, pixel + 4)], should };
        }
      }
    }
    image.close();
    found.width = Math.max(found.width, left + width);
    found.height += height;
    found.heights.push(height);
  }
  return { ...found, firstWrong };
}

/** What {@link longStripesInPage} needs, for pictures of so many physical pixels per CSS pixel. */
export function longStripes(assetIds: readonly string[], { layout, over }: Layout, scale: number): LongStripesPlace {
  return { ids: [...assetIds], layout, over, scale, rowHeight: ROW, columnWidth: COLUMN };
}

/**
 * Decodes stored pictures of `stripes-long.html`, one after the other, and holds every pixel against what the page says.
 * @param library Any page of the extension.
 * @param scale Physical pixels of one CSS pixel: device pixel ratio times zoom.
 */
export function checkLongStripes(
  library: Page,
  assetIds: readonly string[],
  layout: Layout,
  scale: number,
): Promise<LongPicture> {
  return library.evaluate(longStripesInPage, longStripes(assetIds, layout, scale));
}
