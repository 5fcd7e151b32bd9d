/**
 * The terms of a text directive, each some whole words within one block of a page.
 * https://wicg.github.io/scroll-to-text-fragment/#syntax
 */
export type Terms = { prefix?: string; start: string; end?: string; suffix?: string };

/** The longest fragment with a text directive that is kept, in UTF-16 units. */
export const MAX_FRAGMENT = 4_000;

/** What stands before a text directive in the fragment of an address. */
export const DIRECTIVE = ':~:text=';

/** `[prefix-,]start[,end][,-suffix]`, percent-encoded: it can stand in any address, and in Markdown. */
export function textDirective({ prefix, start, end, suffix }: Terms): string {
  return [
    ...(prefix ? [`${encode(prefix)}-`] : []),
    encode(start),
    ...(end ? [encode(end)] : []),
    ...(suffix ? [`-${encode(suffix)}`] : []),
  ].join(',');
}

/** `-`, `,` and `&` mean something in a text directive; brackets end a link in some Markdown readers. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
