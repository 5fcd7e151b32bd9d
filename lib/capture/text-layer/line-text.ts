import type { Line, Span } from './lines.ts';
import type { TextLook } from './sight.ts';

/** Where a text begins and ends without the white space around it; undefined where it is nothing else. */
export function wordsIn(data: string): Span | undefined {
  const start = data.search(/\S/);
  return start < 0 ? undefined : { start, end: data.trimEnd().length };
}

/** The text of a line as it is drawn. */
export function textOfLine(
  { data }: Text,
  { start, end }: Line,
  { collapses, textTransform }: Pick<TextLook, 'collapses' | 'textTransform'>,
): string {
  // Places where words may be broken are not drawn.
  const text = data.slice(start, end).replace(/[\u00AD\u200B]/g, '');
  const spaced = collapses ? text.replace(/[ \t\n\r\f]+/g, ' ').trim() : text.replace(/[\n\r]/g, '').trimEnd();
  switch (textTransform) {
    case 'uppercase':
      return spaced.toUpperCase();
    case 'lowercase':
      return spaced.toLowerCase();
    case 'capitalize':
      return spaced.replace(/(?<![\p{L}\p{N}\p{M}'’])\p{Ll}/gu, (letter) => letter.toUpperCase());
    default:
      return spaced;
  }
}
