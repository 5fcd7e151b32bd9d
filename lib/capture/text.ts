/** What reads words, tables and images off a page: a part of its own, as screenshots do without. */
export { imageAt } from './image-at.ts';
export { readImage } from './image-reading.ts';
export { linkAt, readLink } from './link-reading.ts';
export { isFocusInForeignFrame, readSelection } from './selection.ts';
export { readArticle, readElement, readRanges, readTyped } from './text-reading.ts';
