import { safeUrl } from '#lib/core/url.ts';
import {
  attribute,
  currentSourceOf,
  htmlName,
  isElement,
  isImage,
  naturalWidthOf,
  nextElementOf,
  parentOf,
  previousElementOf,
  queryAll,
  queryWithin,
  textOf,
} from './safe-dom.ts';

/** Where pages keep the address of a picture that they load when it scrolls into view. */
const LAZY = ['data-src', 'data-original', 'data-lazy-src', 'data-actualsrc'];
const LAZY_SET = ['data-srcset', 'data-lazy-srcset'];

/** File names of what stands in for a picture. */
const PLACEHOLDER =
  /(?:^|[/_.-])(?:blank|placeholder|spacer|transparent|pixel|1x1|loading|lazy(?:load)?|gr[ae]y|blur(?:red)?|lqip)[\w.-]*\.(?:gif|png|svg|jpe?g|webp)(?:$|[?#])/i;

/** Wider pictures are for screens that no report is read on. */
const WIDE_ENOUGH = 2_000;

/**
 * Addresses of a picture as the page gives them, best first, unresolved: the full picture where `src` may be a placeholder
 * for it, then the largest sensible one of a set, then what `src` says, then what the browser chose.
 */
export function imageSources(image: HTMLImageElement): string[] {
  const src = attribute(image, 'src');
  const shown = [src, currentSourceOf(image)].flatMap((source) => source || []);
  const stand =
    src === null || /^\s*(?:data:|about:|$)/i.test(src) || PLACEHOLDER.test(src) || naturalWidthOf(image) === 1;
  return [
    ...LAZY.map((name) => attribute(image, name)),
    ...LAZY_SET.map((name) => bestOf(attribute(image, name))),
    fromNoscript(image),
    bestOf(attribute(image, 'srcset')),
    ...(stand ? fromPicture(image) : []),
    ...(stand ? shown.toReversed() : shown),
  ].flatMap((source) => source || []);
}

/** The largest candidate of a `srcset` that is not wider than needed; else the smallest. */
function bestOf(set: string | null): string | undefined {
  const candidates = [...(set ?? '').slice(0, 20_000).matchAll(/\s*,*\s*(\S*[^\s,])(?:\s+([\d.]+)([wx]))?[^,]*/g)].map(
    ([, url = '', size = '1', unit]) => ({ url, size: Number(size) * (unit === 'w' ? 1 : WIDE_ENOUGH / 2) }),
  );
  const fitting = candidates.filter(({ size }) => size <= WIDE_ENOUGH);
  const [first, ...rest] = fitting.length > 0 ? fitting : candidates;
  const larger = fitting.length > 0 ? 1 : -1;
  return first && rest.reduce((best, each) => ((each.size - best.size) * larger > 0 ? each : best), first).url;
}

/** What `<picture>` offers: for an image that shows nothing of its own. */
function fromPicture(image: Element): (string | undefined)[] {
  const picture = parentOf(image);
  if (!picture || !isElement(picture) || htmlName(picture) !== 'picture') return [];
  return queryWithin(picture, 'source').map((source) =>
    bestOf(attribute(source, 'srcset') ?? attribute(source, 'data-srcset')),
  );
}

/** The picture that readers without scripts get, in a `<noscript>` beside the image: it is never a stand-in. */
function fromNoscript(image: Element): string | undefined {
  const parent = parentOf(image);
  const whole = parent && isElement(parent) && htmlName(parent) === 'picture' ? parent : image;
  for (const beside of [nextElementOf(whole), previousElementOf(whole)]) {
    if (!beside || htmlName(beside) !== 'noscript') continue;
    const html = textOf(beside) ?? '';
    if (html.length > 20_000) continue;
    // A document of its own: nothing in it loads or runs.
    const [real] = queryAll(new DOMParser().parseFromString(html, 'text/html'), 'img');
    const inside = real ?? queryWithin(beside, 'img')[0];
    if (!inside || !isImage(inside) || attribute(inside, 'width') === '1') continue;
    return attribute(inside, 'src') ?? bestOf(attribute(inside, 'srcset'));
  }
  return undefined;
}

/** The first of the addresses of a picture that may be followed, resolved; undefined where none may. */
export function imageUrl(sources: readonly string[], base: string): string | undefined {
  return sources.map((source) => safeUrl(source, base)).find((url) => url?.startsWith('http'));
}
