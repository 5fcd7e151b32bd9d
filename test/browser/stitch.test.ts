import { afterEach, describe, expect, it, vi } from 'vitest';
import { assetSchema } from '#lib/core/schema/asset.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import { stitch } from '#lib/screenshot/stitch.ts';
import { readTextLayer } from '#lib/screenshot/text-layer.ts';

const [WIDTH, HEIGHT] = [60, 40];

/** A picture of a window in which each row has the colour of the row of the page that it shows. */
async function windowAt(scroll: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  for (let y = 0; y < HEIGHT; y += 1) {
    context.fillStyle = `rgb(${(scroll + y) % 256} ${Math.floor((scroll + y) / 256)} 7)`;
    context.fillRect(0, y, WIDTH, 1);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The tile that shows the rows of the page from one on, up to another, while it is scrolled so far. */
function tileOf(index: number, scroll: number, from: number, to: number, whole: number): Tile {
  return {
    run: 0,
    index,
    viewport: { x: 0, y: 0, width: WIDTH, height: HEIGHT },
    scale: 1,
    rect: { x: 0, y: from - scroll, width: WIDTH, height: to - from },
    x: 0,
    y: from,
    whole: { width: WIDTH, height: whole },
  };
}

/** Which row of the page each row of a picture shows. */
async function rowsOf(blob: Blob): Promise<number[]> {
  const image = await createImageBitmap(blob);
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return Array.from({ length: image.height }, (_, y) => {
    const [red = 0, green = 0] = data.subarray(y * image.width * 4);
    return red + green * 256;
  });
}

const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

/** Puts a page of `whole` rows together, a window at a time. */
async function pageOf(
  picture: ReturnType<typeof stitch>,
  whole: number,
  said = (_top: number) => whole,
): Promise<void> {
  for (let top = 0, index = 0; top < whole; top += HEIGHT, index += 1) {
    const scroll = Math.min(top, whole - HEIGHT);
    await picture.add(await windowAt(scroll), tileOf(index, scroll, top, Math.min(top + HEIGHT, whole), said(top)));
  }
}

describe('stitch', () => {
  const ceiling = { pixels: WIDTH * 110, side: 1_000 };

  it('makes one picture of what one canvas holds', async () => {
    const picture = stitch();
    await pageOf(picture, 290);
    const [asset, ...others] = await picture.finish({ width: WIDTH, height: 290 }, []);
    expect(others).toEqual([]);
    expect(assetSchema.parse(asset)).toMatchObject({ width: WIDTH, height: 290, scale: 1, mime: 'image/png' });
    expect(asset && (await rowsOf(asset.blob))).toEqual(rows(0, 290));
  });

  it('splits what one canvas does not hold, with each row in one picture', async () => {
    const picture = stitch(ceiling);
    await pageOf(picture, 290);
    const assets = await picture.finish({ width: WIDTH, height: 290 }, []);
    expect(assets.map(({ height }) => height)).toEqual([110, 110, 70]);
    expect((await Promise.all(assets.map(({ blob }) => rowsOf(blob)))).flat()).toEqual(rows(0, 290));
  });

  it('follows a page that grows, and forgets what was planned and is not there', async () => {
    const growing = stitch();
    await pageOf(growing, 290, (top) => Math.max(80, top + HEIGHT));
    const [grown] = await growing.finish({ width: WIDTH, height: 290 }, []);
    expect(grown && (await rowsOf(grown.blob))).toEqual(rows(0, 290));
    const shrinking = stitch();
    await pageOf(shrinking, 120, () => 900);
    const [shrunk] = await shrinking.finish({ width: WIDTH, height: 120 }, []);
    expect(shrunk && (await rowsOf(shrunk.blob))).toEqual(rows(0, 120));
  });

  it('ends where it is cut', async () => {
    const picture = stitch(ceiling);
    await pageOf(picture, 290);
    const assets = await picture.finish({ width: WIDTH, height: 250 }, []);
    expect(assets.map(({ height }) => height)).toEqual([110, 110, 30]);
  });

  it('goes on in columns, each from top to bottom, and keeps no more of them than are wanted', async () => {
    const narrow = { pixels: 50 * 25, side: 50 };
    const columns = async () => {
      const picture = stitch(narrow);
      for (const [x, width] of [[0, 50] as const, [50, 10] as const]) {
        for (const [scroll, from, to] of [[0, 0, HEIGHT] as const, [30, HEIGHT, 70] as const]) {
          const tile = tileOf(0, scroll, from, to, 70);
          await picture.add(await windowAt(scroll), { ...tile, x, rect: { ...tile.rect, x, width } });
        }
      }
      return picture;
    };
    const run = { text: 'words', width: 4, height: 10 };
    const layer = [
      { ...run, x: 48, y: 5 },
      { ...run, x: 52, y: 60 },
    ];
    const assets = await (await columns()).finish({ width: WIDTH, height: 70 }, layer);
    const sizes = assets.map(({ width, height }) => [width, height]);
    expect(sizes).toEqual([50, 10].flatMap((width) => [25, 25, 20].map((height) => [width, height])));
    const parts = await Promise.all(assets.map(({ blob }) => rowsOf(blob)));
    expect(parts.flat()).toEqual([...rows(0, 70), ...rows(0, 70)]);
    expect(await Promise.all(assets.map(({ textLayer }) => readTextLayer(textLayer)))).toEqual([
      [{ ...run, x: 48, y: 5, width: 2 }],
      [],
      [],
      [{ ...run, x: 0, y: 5, width: 2 }],
      [],
      [{ ...run, x: 2, y: 10 }],
    ]);
    const narrower = await (await columns()).finish({ width: 50, height: 70 }, []);
    expect(narrower.map(({ id }) => id)).toEqual(assets.slice(0, 3).map(({ id }) => id));
  });

  it('takes a tile again', async () => {
    const picture = stitch();
    await picture.add(await windowAt(500), tileOf(0, 0, 0, HEIGHT, HEIGHT));
    await picture.add(await windowAt(0), tileOf(1, 0, 0, HEIGHT, HEIGHT));
    const [asset] = await picture.finish({ width: WIDTH, height: HEIGHT }, []);
    expect(asset && (await rowsOf(asset.blob))).toEqual(rows(0, HEIGHT));
  });

  it('gives each picture its own words', async () => {
    const picture = stitch(ceiling);
    await pageOf(picture, 220);
    const run = { text: 'words', x: 3, width: 20, height: 10 };
    const assets = await picture.finish({ width: WIDTH, height: 220 }, [
      { ...run, y: 20 },
      { ...run, y: 150 },
    ]);
    const layers = await Promise.all(assets.map(({ textLayer }) => readTextLayer(textLayer)));
    expect(layers).toEqual([[{ ...run, y: 20 }], [{ ...run, y: 40 }]]);
  });

  it.each([
    ['what is no picture', async () => stitch().add(new Blob(['no picture']), tileOf(0, 0, 0, 40, 40))],
    ['nothing at all', async () => stitch().finish({ width: WIDTH, height: 100 }, [])],
  ])('refuses %s', async (_what, act) => {
    await expect(act()).rejects.toMatchObject({ code: 'screenshot_failed' });
  });
});

describe('the memory that a long page takes', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('is that of two canvases at a time, however long it is', async () => {
    const Canvas = OffscreenCanvas;
    const ceiling = { pixels: WIDTH * 110, side: 1_000 };
    /** Pixels of canvases that are being filled or made into a file: thumbnails are small, and not counted. */
    let held = 0;
    let most = 0;
    const Counted = class extends Canvas {
      constructor(width: number, height: number) {
        super(width, height);
        if (height === 110) held += width * height;
        most = Math.max(most, held);
      }
      override async convertToBlob(options?: ImageEncodeOptions): Promise<Blob> {
        const blob = await super.convertToBlob(options);
        if (options?.type === 'image/png') held -= this.width * this.height;
        return blob;
      }
    };
    const windows = new Map<number, Blob>();
    for (let scroll = 0; scroll < 4_400; scroll += HEIGHT) windows.set(scroll, await windowAt(scroll));
    vi.stubGlobal('OffscreenCanvas', Counted);
    const picture = stitch(ceiling);
    for (const [scroll, blob] of windows) {
      await picture.add(blob, tileOf(scroll / HEIGHT, scroll, scroll, scroll + HEIGHT, 4_400));
    }
    expect(await picture.finish({ width: WIDTH, height: 4_400 }, [])).toHaveLength(40);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(2 * ceiling.pixels);
    // A page that is not in front waits a second for each of the hundred files that a canvas is made into.
  }, 300_000);
});
