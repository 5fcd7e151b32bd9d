import type { Break, Link, Paragraph, Text } from 'mdast';
import { cleanText } from '#lib/core/text.ts';
import { linkify } from './linkify.ts';

/** Plain text of several lines as the nodes of one paragraph: every line stays a line. */
export function textLines(text: string): (Text | Link | Break)[] {
  return text
    .split('\n')
    .flatMap((line, index) => [...(index > 0 ? [{ type: 'break' as const }] : []), ...linkify(line)]);
}

/** Plain text, by a user or a page, as paragraphs: blank lines part them, every other line stays a line. */
export function plainParagraphs(text: string): Paragraph[] {
  return cleanText(text)
    .replace(/^(?:[ \t]*\n)+|(?:\n[ \t]*)+$/g, '')
    .split(/\n(?:[ \t]*\n)+/)
    .filter((paragraph) => !/^[ \t]*$/.test(paragraph))
    .map((paragraph) => ({ type: 'paragraph', children: textLines(paragraph) }));
}
