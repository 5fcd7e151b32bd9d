import { isSeamless, jointBetween } from './layer-joints.ts';
import { parse } from './parse.ts';
import { type TextLayer, type TextRun, textLayerSchema } from './schema/text-layer.ts';

/** @throws GleanerError `invalid_data` */
export async function readTextLayer(file: Blob | undefined): Promise<TextLayer> {
  return file ? parse(textLayerSchema, JSON.parse(await file.text()), 'text layer') : [];
}

/** The lines of a picture: runs that follow each other on one line put together, with the rectangle around them. */
export function linesOfLayer(layer: TextLayer): TextLayer {
  const lines: TextRun[] = [];
  let before: TextRun | undefined;
  for (const run of layer) {
    const last = lines.at(-1);
    const joint = before ? jointBetween(before, run) : 'break';
    if (last && (joint === '' || joint === ' ')) lines[lines.length - 1] = together(last, run, joint);
    else lines.push(run);
    before = run;
  }
  return lines;
}

function together(a: TextRun, b: TextRun, between: string): TextRun {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  const height = Math.max(a.y + a.height, b.y + b.height) - y;
  return { ...a, text: a.text + between + b.text, x, y, width, height };
}

/** The words of a picture as they stand in it, line by line. */
export function textOfLayer(layer: TextLayer): string {
  return linesOfLayer(layer)
    .map(({ text }) => text)
    .join('\n');
}

/** The words of a picture in one line: a sentence that goes on in the next line is whole, in Chinese too. */
export function wordsOfLayer(layer: TextLayer): string {
  const pieces = layer.map((run, index) => {
    const before = layer[index - 1];
    const joint = before ? jointBetween(before, run) : '';
    const isWhole = joint === '' || (joint === 'wrap' && isSeamless(before?.text ?? '', run.text));
    return isWhole ? run.text : ` ${run.text}`;
  });
  return pieces.join('').replace(/\s+/g, ' ').trim();
}
