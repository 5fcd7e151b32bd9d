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
  const paragraphs: string[][] = [];
  let isOpen = false;
  // Line by line: a pattern for runs of blank lines takes minutes for a text that is made of them.
  for (const line of cleanText(text).split('\n')) {
    const isBlank = /^[ \t]*$/.test(line);
    if (!isBlank && isOpen) paragraphs.at(-1)?.push(line);
    else if (!isBlank) paragraphs.push([line]);
    isOpen = !isBlank;
  }
  return paragraphs.map((lines) => ({ type: 'paragraph', children: textLines(lines.join('\n')) }));
}
