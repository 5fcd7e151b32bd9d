import type { PartFile } from '#lib/platform/capture-order.ts';

/**
 * What some capture kinds need to read a page and others do not, each a script of its own that is put into the page with
 * the capture script when a kind asks for it.
 */
export type PageParts = {
  text: typeof import('./text.ts');
  article: typeof import('./article/index.ts');
  textLayer: typeof import('./text-layer/index.ts');
};

export type PagePart = keyof PageParts;

/** The file of the extension that a part is in. */
export const PART_FILES: Record<PagePart, PartFile> = {
  text: '/text.js',
  article: '/article.js',
  textLayer: '/text-layer.js',
};

declare global {
  /** The parts that are in this page by now. */
  var gleanerParts: Partial<PageParts> | undefined;
}

/** How whoever reads a page gets at the parts: they are there, or are loaded. */
export type LoadPart = <K extends PagePart>(part: K) => Promise<PageParts[K]>;
