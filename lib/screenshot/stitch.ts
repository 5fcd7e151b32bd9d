import { GleanerError } from '#lib/core/errors.ts';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { TextLayer } from '#lib/core/schema/text-layer.ts';
import type { Tile } from '#lib/core/schema/tile.ts';
import { exactViewport } from './rect.ts';
import { assetFrom, decode } from './screenshot-asset.ts';
import { textLayerFile } from './text-layer.ts';
import { CANVAS, type Ceiling, layerOf, partHeight, placeTile, shares } from './tiles.ts';

/** The picture that is being filled. */
type Part = {
  canvas: OffscreenCanvas;
  context: OffscreenCanvasRenderingContext2D;
  /** How many rows of pixels have something in them. */
  filled: number;
};

/** A large picture that is put together from tiles, as several where one canvas cannot hold it. */
export type Stitch = {
  /** Adds a tile, the picture's rows from top to bottom. One at a time. @throws GleanerError `screenshot_failed` */
  add(picture: Blob, tile: Tile): Promise<void>;
  /**
   * @param height How much of it is wanted, in CSS pixels.
   * @param layer The words in the whole of it.
   * @returns the pictures, from top to bottom, each with its own words.
   * @throws GleanerError `screenshot_failed`
   */
  finish(height: number, layer: TextLayer): Promise<Asset[]>;
};

function blank(width: number, height: number): Part {
  const canvas = new OffscreenCanvas(width, height);
  // Pages are opaque. In memory, not on the graphics card: those take smaller pictures, and give them back slowly.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new GleanerError('screenshot_failed', `no canvas of ${width} × ${height}`);
  context.imageSmoothingEnabled = false;
  return { canvas, context, filled: 0 };
}

/** The same picture with another height. */
function resized({ canvas, filled }: Part, height: number): Part {
  const part = blank(canvas.width, height);
  part.context.drawImage(canvas, 0, 0);
  return { ...part, filled: Math.min(filled, height) };
}

async function assetOf(part: Part, scale: number): Promise<Asset> {
  const { canvas, filled } = part.filled < part.canvas.height ? resized(part, part.filled) : part;
  const whole = { x: 0, y: 0, width: canvas.width, height: filled };
  return assetFrom(canvas, whole, canvas.convertToBlob({ type: 'image/png' }), 'image/png', scale);
}

export function stitch(ceiling: Ceiling = CANVAS): Stitch {
  /** Known with the first tile. */
  let measures: { scale: number; width: number; height: number } | undefined;
  let part: Part | undefined;
  let index = 0;
  const assets: Asset[] = [];
  let encoding: Promise<void> = Promise.resolve();

  /** Has the picture that is full made into a file, once the one before is. */
  async function close(full: Part, scale: number): Promise<void> {
    await encoding;
    encoding = assetOf(full, scale).then((asset) => void assets.push(asset));
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
          const width = Math.max(1, Math.min(Math.round(tile.whole.width * scale), ceiling.side));
          measures = { scale, width, height: partHeight(width, ceiling) };
        }
        const { width, height } = measures;
        // A page that is zoomed meanwhile is another page.
        if (Math.abs(scale / measures.scale - 1) > 0.005) throw new GleanerError('screenshot_failed', 'zoomed');
        const placement = placeTile({ ...tile, viewport }, measures.scale, image);
        if (!placement) return;
        const planned = Math.round(tile.whole.height * measures.scale);
        for (const { part: at, placement: share } of shares(placement, height)) {
          const { from, to } = share;
          // A tile that is taken again shows the end of a picture that is done.
          if (at < index) continue;
          if (at > index) {
            if (part) await close(part, measures.scale);
            part = undefined;
            index = at;
          }
          const needed = to.y + to.height;
          const roomy = Math.min(height, Math.max(needed, planned - at * height));
          part ??= blank(width, roomy);
          if (needed > part.canvas.height) {
            await encoding;
            part = resized(part, roomy);
          }
          part.context.drawImage(image, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
          part.filled = Math.max(part.filled, needed);
        }
      } finally {
        image.close();
      }
    },

    async finish(wanted, layer) {
      if (!measures) throw new GleanerError('screenshot_failed', 'no tiles');
      const { scale, height } = measures;
      if (part) {
        const filled = Math.min(part.filled, Math.round(wanted * scale) - index * height);
        const last = { ...part, filled };
        part = undefined;
        if (filled > 0) await close(last, scale);
      }
      await encoding;
      return assets.map((asset, at) => {
        const words = textLayerFile(layerOf(layer, (at * height) / scale, asset.height / scale));
        return { ...asset, ...(words ? { textLayer: words } : {}) };
      });
    },
  };
}
