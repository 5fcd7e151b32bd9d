import { isSeamless, type Joint, jointBetween } from './layer-joints.ts';
import { parse } from './parse.ts';
import { type TextLayer, textLayerSchema } from './schema/text-layer.ts';

/** @throws GleanerError `invalid_data` */
export async function readTextLayer(file: Blob | undefined): Promise<TextLayer> {
  return file ? parse(textLayerSchema, JSON.parse(await file.text()), 'text layer') : [];
}

function joined(layer: TextLayer, between: (joint: Joint, before: string, after: string) => string): string {
  const pieces: string[] = [];
  for (const [index, run] of layer.entries()) {
    const before = layer[index - 1];
    if (before) pieces.push(between(jointBetween(before, run), before.text, run.text));
    pieces.push(run.text);
  }
  return pieces.join('');
}

/** The words of a picture as they stand in it, line by line. */
export function textOfLayer(layer: TextLayer): string {
  return joined(layer, (joint) => (joint === '' || joint === ' ' ? joint : '\n'));
}

/** The words of a picture in one line: a sentence that goes on in the next line is whole, in Chinese too. */
export function wordsOfLayer(layer: TextLayer): string {
  const words = joined(layer, (joint, before, after) => {
    if (joint === '') return '';
    return joint === 'wrap' && isSeamless(before, after) ? '' : ' ';
  });
  return words.replace(/\s+/g, ' ').trim();
}
