import { attribute, currentSourceOf } from './safe-dom.ts';

/** Where pages keep the address of a picture that they load when it scrolls into view. */
const LAZY = ['data-src', 'data-original', 'data-lazy-src', 'data-actualsrc'];

/**
 * Addresses of a picture as the page gives them, best first, unresolved: the full picture where `src` may be a placeholder for it, then
 * what `src` says, then what the browser chose of a set.
 */
export function imageSources(image: HTMLImageElement): string[] {
  const lazy = LAZY.map((name) => attribute(image, name));
  const shown = [attribute(image, 'src'), currentSourceOf(image)];
  const firstOfSet = attribute(image, 'srcset')?.trim().split(/[\s,]/, 1)[0];
  return [...lazy, ...shown, firstOfSet].flatMap((source) => source || []);
}
