import { GleanerError } from '#lib/core/errors.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import { exactViewport, type Size } from './rect.ts';
import { assetFrom, decode } from './screenshot-asset.ts';
import { textLayerFile } from './text-layer.ts';
import { CANVAS, type Ceiling, layerOf, type Part, partHeight, placeTile, shares } from './tiles.ts';

/** The picture that is being filled. */
type Sheet = {
  canvas: OffscreenCanvas;
  context: OffscreenCanvasRenderingContext2D;
  /** How many rows of pixels have something in them. */
  filled: number;
};

/** A large picture that is put together from tiles, as several where one canvas cannot hold it. */
export type Stitch = {
  /**
   * Adds a tile, the picture's rows from top to bottom. What is wider than a canvas comes in columns of that width, each
   * from top to bottom. One tile at a time.
   * @throws GleanerError `screenshot_failed`
   */
  add(picture: Blob, tile: Tile): Promise<void>;
  /**
   * @param wanted How much of it is wanted, in CSS pixels; no part of a column, but for the last.
   * @param layer The words in the whole of it.
   * @returns the pictures, from top to bottom, column by column, each with its own words.
   * @throws GleanerError `screenshot_failed`
   */
  finish(wanted: Size, layer: TextLayer): Promise<Asset[]>;
};

function blank(width: number, height: number): Sheet {
  const canvas = new OffscreenCanvas(width, height);
  // Pages are opaque. In memory, not on the graphics card: those take smaller pictures, and give them back slowly.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new GleanerError('screenshot_failed', `no canvas of ${width} × ${height}`);
  context.imageSmoothingEnabled = false;
  return { canvas, context, filled: 0 };
}

/** The same picture with another height. */
function resized({ canvas, filled }: Sheet, height: number): Sheet {
  const sheet = blank(canvas.width, height);
  sheet.context.drawImage(canvas, 0, 0);
  return { ...sheet, filled: Math.min(filled, height) };
}

async function assetOf(sheet: Sheet, scale: number): Promise<Asset> {
  const { canvas, filled } = sheet.filled < sheet.canvas.height ? resized(sheet, sheet.filled) : sheet;
  const whole = { x: 0, y: 0, width: canvas.width, height: filled };
  return assetFrom(canvas, whole, canvas.convertToBlob({ type: 'image/png' }), 'image/png', scale);
}

/** In the order in which they are filled. */
const isBefore = (a: Part, b: Part): boolean => a.column < b.column || (a.column === b.column && a.row < b.row);

export function stitch(ceiling: Ceiling = CANVAS): Stitch {
  /** Known with the first tile: the pixels per CSS pixel, the width of all, and the size of a part. */
  let measures: { scale: number; total: number; size: Size } | undefined;
  let sheet: Sheet | undefined;
  let at: Part = { column: 0, row: 0 };
  const made: { asset: Asset; part: Part }[] = [];
  let encoding: Promise<void> = Promise.resolve();

  /** Has the picture that is full made into a file, once the one before is. */
  async function close(full: Sheet, scale: number): Promise<void> {
    await encoding;
    const part = at;
    encoding = assetOf(full, scale).then((asset) => void made.push({ asset, part }));
    // Whoever waits for it hears of it.
    encoding.catch(() => undefined);
  }

  return {
    async add(picture, tile) {
      const image = await decode(picture);
      try {
        const viewport = exactViewport(tile.viewport, tile.scale, image);
        const scale = image.width / viewport.width;
        if (!measures) {
          const total = Math.max(1, Math.round(tile.whole.width * scale));
          const width = Math.min(total, ceiling.side);
          measures = { scale, total, size: { width, height: partHeight(width, ceiling) } };
        }
        const { total, size } = measures;
        // A page that is zoomed meanwhile is another page.
        if (Math.abs(scale / measures.scale - 1) > 0.005) throw new GleanerError('screenshot_failed', 'zoomed');
        const placement = placeTile({ ...tile, viewport }, measures.scale, image);
        if (!placement) return;
        const planned = Math.round(tile.whole.height * measures.scale);
        for (const { part, placement: share } of shares(placement, size)) {
          const { from, to } = share;
          const width = Math.min(size.width, total - part.column * size.width);
          // A tile that is taken again shows the end of a picture that is done.
          if (isBefore(part, at) || width <= 0) continue;
          if (isBefore(at, part)) {
            if (sheet) await close(sheet, measures.scale);
            sheet = undefined;
            at = part;
          }
          const needed = to.y + to.height;
          const roomy = Math.min(size.height, Math.max(needed, planned - part.row * size.height));
          sheet ??= blank(width, roomy);
          if (needed > sheet.canvas.height) {
            await encoding;
            sheet = resized(sheet, roomy);
          }
          sheet.context.drawImage(image, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
          sheet.filled = Math.max(sheet.filled, needed);
        }
      } finally {
        image.close();
      }
    },

    async finish(wanted, layer) {
      if (!measures) throw new GleanerError('screenshot_failed', 'no tiles');
      const { scale, size } = measures;
      const isWanted = ({ column }: Part) => column * size.width < Math.round(wanted.width * scale);
      if (sheet) {
        const filled = Math.min(sheet.filled, Math.round(wanted.height * scale) - at.row * size.height);
        const last = { ...sheet, filled };
        sheet = undefined;
        if (filled > 0 && isWanted(at)) await close(last, scale);
      }
      await encoding;
      return made
        .filter(({ part }) => isWanted(part))
        .map(({ asset, part }) => {
          const [x, y] = [(part.column * size.width) / scale, (part.row * size.height) / scale];
          const place = { x, y, width: asset.width / scale, height: asset.height / scale };
          const words = textLayerFile(layerOf(layer, place));
          return { ...asset, ...(words ? { textLayer: words } : {}) };
        });
    },
  };
}
