import { parse } from '#lib/core/parse.ts';
import { type TextLayer, textLayerSchema } from '#lib/core/schema/text-layer.ts';

/**
 * A text layer as it is kept: a file beside the picture's, so that it goes from the disk with the picture. What stands in
 * a row itself stays in the database's log for long after the row has gone.
 */
export function textLayerFile(layer: TextLayer): Blob | undefined {
  return layer.length > 0 ? new Blob([JSON.stringify(layer)], { type: 'application/json' }) : undefined;
}

/** @throws GleanerError `invalid_data` */
export async function readTextLayer(file: Blob | undefined): Promise<TextLayer> {
  return file ? parse(textLayerSchema, JSON.parse(await file.text()), 'text layer') : [];
}

/** The words of a text layer, one run a line. */
export function textOfLayer(layer: TextLayer): string {
  return layer.map(({ text }) => text).join('\n');
}
