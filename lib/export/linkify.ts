import type { Link, Text } from 'mdast';

// A URL ends at the first character that is not ASCII, because Chinese runs on without a space. The address after "xmpp:"
// is made a mail link because readers of GFM link "xmpp:a@b.c" by themselves, and nothing but web and mail may be linked.
const ADDRESS = /(?<![\w/])https?:\/\/[\w.~:/?#[\]@!$&()*+,;=%-]+|(?<=xmpp:)[\w+\-.]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi;

/** What ends a sentence or an aside and not an address. */
const AFTER: ReadonlySet<string> = new Set('.,:;!?)*]');

/** From the end, and not by a pattern: that would try each of a million brackets for one that is the last. */
function withoutEnd(address: string): string {
  let { length } = address;
  while (AFTER.has(address.charAt(length - 1))) length -= 1;
  return address.slice(0, length);
}

/**
 * Text with the addresses in it as links, word for word: written as `<https://…>` instead of with every `_` escaped,
 * which would break them for the readers of Markdown that link by themselves.
 */
export function linkify(text: string): (Text | Link)[] {
  const nodes: (Text | Link)[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutEnd(match[0]);
    const url = address.includes('://') ? address : `mailto:${address}`;
    const next = text.slice(match.index + address.length, match.index + address.length + 2);
    // An address that goes on in another script is left alone: half a link leads somewhere else.
    if (!URL.canParse(url) || /^[\p{L}\p{N}]/u.test(next)) continue;
    if (match.index > end) nodes.push({ type: 'text', value: text.slice(end, match.index) });
    nodes.push({ type: 'link', url, children: [{ type: 'text', value: address }] });
    end = match.index + address.length;
  }
  if (end < text.length) nodes.push({ type: 'text', value: text.slice(end) });
  return nodes;
}
