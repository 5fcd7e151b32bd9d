/** The code of `lib/` that reads a passage in a page of a test, as a clip of it does. */

export { textFragmentOf } from '#lib/capture/text-fragment/index.ts';
export { readRanges } from '#lib/capture/text-reading.ts';
