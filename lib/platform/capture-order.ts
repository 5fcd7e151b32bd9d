import type { CaptureTarget } from '#lib/core/schema/reading.ts';

/** What the background wants of a page: to be read in one way, and delivered under this id. */
export type CaptureOrder = { id: string; kindId: string; target: CaptureTarget };

/** Scripts that some ways of reading take beside the capture script. */
export type PartFile = '/text.js' | '/article.js' | '/text-layer.js';

declare global {
  /** Orders that no script in this page has taken yet. */
  var gleanerOrders: readonly CaptureOrder[] | undefined;
  /** The capture script in this page. An update of the extension leaves a dead one behind, which is replaced. */
  var gleanerCapture: { isAlive(): boolean; takeOrders(): void } | undefined;
}
