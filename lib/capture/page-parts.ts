import type { PageFile } from '#lib/platform/capture-order.ts';

/**
 * What some capture kinds need to read a page and others do not, each a script of its own that is put into the page when
 * it is needed.
 */
export type PageParts = {
  text: typeof import('./text.ts');
  pickers: typeof import('./pickers.ts');
  article: typeof import('./article/index.ts');
  rest: typeof import('./rest.ts');
  sanitise: typeof import('./sanitise.ts');
  scroll: typeof import('./scroll/index.ts');
  snapshot: typeof import('./snapshot.ts');
  textLayer: typeof import('./text-layer/index.ts');
};

export type PagePart = keyof PageParts;

/** The file of the extension that a part is in. */
export function fileOf(part: PagePart): PageFile {
  return part === 'textLayer' ? '/text-layer.js' : `/${part}.js`;
}

/** What to put into a page that has to have these parts: last what takes orders, which the text part has in it. */
export function filesWith(parts: readonly PagePart[] = []): PageFile[] {
  const before = parts.filter((part) => part !== 'text').map(fileOf);
  return [...before, parts.includes('text') ? '/text.js' : '/capture.js'];
}

declare global {
  /** The parts that are in this page by now. */
  var gleanerParts: Partial<PageParts> | undefined;
}

/** How whoever reads a page gets at the parts: they are there, or are loaded. */
export type LoadPart = <K extends PagePart>(part: K) => Promise<PageParts[K]>;
