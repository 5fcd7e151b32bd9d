/** Where a passage stands in a page, said so that it is found again, and finding it. */
export { describeRange } from './anchoring/describe.ts';
export { type AnchorMatch, resolveAnchor, resolveAnchors } from './anchoring/resolve.ts';
