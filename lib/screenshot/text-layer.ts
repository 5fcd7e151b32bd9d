import type { TextLayer } from '#lib/core/schema/text-layer.ts';

export { readTextLayer } from '#lib/core/layer-text.ts';

/**
 * A text layer as it is kept: a file beside the picture's, so that it goes from the disk with the picture. What stands in
 * a row itself stays in the database's log for long after the row has gone.
 */
export function textLayerFile(layer: TextLayer): Blob | undefined {
  return layer.length > 0 ? new Blob([JSON.stringify(layer)], { type: 'application/json' }) : undefined;
}
