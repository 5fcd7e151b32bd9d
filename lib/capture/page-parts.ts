/**
 * What some capture kinds need to read a page and others do not, each a script of its own that is put into the page with
 * the capture script when a kind asks for it.
 */
export type PageParts = {
  /** DOMPurify, as we use it. */
  sanitise: typeof import('./sanitise.ts').sanitise;
  extractArticle: typeof import('./article/article.ts').extractArticle;
};

export type PagePart = keyof PageParts;

/** The file of the extension that a part is in. */
export const PART_FILES = {
  sanitise: '/sanitise.js',
  extractArticle: '/extract-article.js',
} as const satisfies Record<PagePart, string>;

export type PartFile = (typeof PART_FILES)[PagePart];

declare global {
  /** The parts that are in this page by now. */
  var gleanerParts: Partial<PageParts> | undefined;
}

/** How whoever reads a page gets at the parts: they are there, or are loaded. */
export type LoadPart = <K extends PagePart>(part: K) => Promise<PageParts[K]>;
